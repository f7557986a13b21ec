"""A shop with orders in SQLite. Its server makes each payment, learns of money by webhook, and uses the customer's return
only to show what the gateway says now: KP_URL=http://localhost:3000 KP_KEY=kp_test_... python3 shop.py"""
import base64
import hashlib
import hmac
import json
import os
import sqlite3
import time
import uuid
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from flask import Flask, abort, redirect, render_template_string, request
from werkzeug.serving import make_server

GATEWAY = os.environ.get("KP_URL", "http://localhost:3000")
API_KEY = os.environ["KP_KEY"]
DATABASE = os.environ.get("SHOP_DATABASE", "shop.db")
GOODS = {"coffee": ("Bag of coffee", "12.50"), "cup": ("Cup", "7.00")}

TABLES = """
create table if not exists orders (
  id text primary key, name text not null, price text not null, payment_id text,
  status text not null default 'new', sequence integer not null default 0, shipped integer not null default 0);
create table if not exists handled (webhook_id text primary key);
"""

app = Flask(__name__)
settings = {"secret": os.environ.get("WEBHOOK_SECRET", "")}


def database():
    connection = sqlite3.connect(DATABASE, timeout=30)
    connection.row_factory = sqlite3.Row
    return connection


def api(path, body=None, headers=()):
    sent = Request(
        f"{GATEWAY}/api/v1{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json", **dict(headers)},
    )
    with urlopen(sent) as response:
        return json.load(response)


@app.get("/")
def goods():
    return page("Flask shop", """{% for id, (name, price) in goods.items() %}
      <form method="post" action="/orders"><button name="item" value="{{ id }}">{{ name }}, {{ price }} USD</button></form>
    {% endfor %}""", goods=GOODS)


@app.post("/orders")
def order():
    name, price = GOODS.get(request.form.get("item", ""), (None, None))
    if name is None:
        abort(400, "No such thing")
    order_id = f"order-{uuid.uuid4()}"
    with database() as db:
        db.execute("insert into orders (id, name, price) values (?, ?, ?)", (order_id, name, price))
    # The order's id as the idempotency key: a repeated request never makes a second payment.
    payment = api(
        "/payments",
        {
            "amount": price,
            "currency": "USD",
            "orderId": order_id,
            "items": [{"name": name, "quantity": 1, "price": price}],
            "redirectUrl": f"{request.host_url}return",
        },
        {"Idempotency-Key": order_id},
    )
    with database() as db:
        db.execute("update orders set payment_id = ? where id = ?", (payment["id"], order_id))
    return redirect(payment["checkoutUrl"], 303)


@app.get("/return")
def come_back():
    """The way back proves nothing but that the gateway sent the customer: the status is read anew."""
    proof = {name: request.args.get(name, "") for name in ("paymentId", "status", "ts", "orderId", "sig")}
    try:
        check = api(f"/payments/verify-redirect?{urlencode(proof)}")
    except HTTPError:
        abort(400, "Something is wrong with this address")
    return redirect(f"/orders/{check['payment']['orderId']}", 303)


@app.get("/orders/<order_id>")
def show(order_id):
    found = database().execute("select * from orders where id = ?", (order_id,)).fetchone()
    if found is None:
        abort(404, "No such order")
    status = api(f"/payments/{found['payment_id']}")["status"]
    words = "Your order is on its way." if found["shipped"] else "We tell you when it is complete."
    return page(found["name"], '<p role="status">Payment: {{ status }}. {{ words }}</p>', status=status, words=words)


@app.get("/orders")
def table():
    """For you: a real shop shows this list to nobody else."""
    return page("Orders", """<table><tr><th>Order</th><th>Goods</th><th>Payment</th><th>Goods are</th></tr>
      {% for order in orders %}<tr><td>{{ order.id }}</td><td>{{ order.name }}</td><td>{{ order.status }}</td>
        <td>{{ "shipped" if order.shipped else "waiting" }}</td></tr>{% endfor %}</table>""",
        orders=database().execute("select * from orders order by rowid").fetchall())


@app.post("/kaspa-hook")
def hook():
    body = request.get_data()  # the raw bytes: parse only after the check
    if not is_genuine(request.headers, body):
        return "bad signature", 401
    # One transaction: the id is remembered only together with what the event did.
    with database() as db:
        known = db.execute("insert or ignore into handled values (?)", (request.headers["webhook-id"],)).rowcount == 0
        if not known:
            apply(db, json.loads(body))
    return "OK"


def is_genuine(headers, body):
    event_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not event_id or not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > 300:
        return False
    key = base64.b64decode(settings["secret"].removeprefix("whsec_"))
    digest = hmac.new(key, f"{event_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(part, expected) for part in given)


# Remember `webhook-id` and skip what you have handled. Act on the state in `data.payment`: ship once when
# `data.payment.status` is `confirmed`, whatever the event's name. Never go back to a lower `sequence`.
def apply(db, event):
    payment = event.get("data", {}).get("payment")
    if not payment:
        return
    # Signed is not yet ours: the payment must be the one we made, over the price that we asked: `amount`.
    # (`amountExpected` and `fiat.amount` hold the store's surcharge too.)
    found = db.execute(
        "select * from orders where id = ? and payment_id = ?", (payment["orderId"], payment["id"])
    ).fetchone()
    if found is None or payment["currency"] != "USD" or payment["amount"] != found["price"]:
        return
    if event["sequence"] < found["sequence"]:
        return
    ships = payment["status"] == "confirmed" and not found["shipped"]
    db.execute(
        "update orders set status = ?, sequence = ?, shipped = shipped or ? where id = ?",
        (payment["status"], event["sequence"], ships, found["id"]),
    )
    if ships:
        print(f"ship {found['id']}: {found['name']}", flush=True)


def page(title, body, **values):
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ title }}</title><h1>{{ title }}</h1>'
    return render_template_string(f"{head}{body}</html>", title=title, **values)


if __name__ == "__main__":
    with database() as tables:
        tables.executescript(TABLES)
    server = make_server("127.0.0.1", int(os.environ.get("PORT", "4300")), app, threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    if not settings["secret"]:  # shown this once: a real shop keeps it as a setting
        settings["secret"] = api("/webhooks", {"url": f"{url}/kaspa-hook", "events": ["payment.*"]})["secret"]
    print(f"listening on {url}", flush=True)
    server.serve_forever()
