"""Receives kaspa-pay webhooks with the standard library: WEBHOOK_SECRET=whsec_... STORE_ID=sto_... python3 receiver.py"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ.get("WEBHOOK_SECRET", "")
STORE_ID = os.environ.get("STORE_ID")
if not SECRET.startswith("whsec_"):
    raise SystemExit("Set WEBHOOK_SECRET to the endpoint's whsec_... secret")
KEY = base64.b64decode(SECRET[len("whsec_"):], validate=True)

# Your own records (use your database): the price of each order as you asked it, and what was handled.
orders = {"order-1001": {"amount": "25.00000000", "currency": "KAS", "shipped": False}}
handled = set()  # by webhook-id
newest = {}  # highest sequence, by payment id
lock = threading.Lock()


def is_genuine(headers, body):
    event_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not event_id or not re.fullmatch(r"[0-9]{1,12}", timestamp):
        return False
    if abs(int(time.time()) - int(timestamp)) > 300:  # stale, or a wrong clock
        return False
    message = f"{event_id}.{timestamp}.".encode() + body
    expected = hmac.new(KEY, message, hashlib.sha256).digest()
    # Two signatures while a secret is being rotated: one of them has to match.
    for part in headers.get("webhook-signature", "").split(" "):
        if not part.startswith("v1,"):
            continue
        try:
            given = base64.b64decode(part[3:], validate=True)
        except (binascii.Error, ValueError):
            continue
        if len(given) == len(expected) and hmac.compare_digest(given, expected):
            return True
    return False


# Remember `webhook-id` and skip what you have handled. Act on the state in `data.payment`: ship once when
# `data.payment.status` is `confirmed`, whatever the event's name. Never go back to a lower `sequence`.
def apply(event):
    if STORE_ID and event.get("storeId") != STORE_ID:  # signed, but about another store
        return
    payment = event.get("data", {}).get("payment")
    if not payment:  # test events and those about links, endpoints and wallets
        return
    order = orders.get(payment["orderId"])
    if order is None or (payment["amount"], payment["currency"]) != (order["amount"], order["currency"]):
        return
    if event["sequence"] < newest.get(payment["id"], 0):
        return
    newest[payment["id"]] = event["sequence"]
    if payment["status"] == "confirmed" and not order["shipped"]:
        order["shipped"] = True
        print(f"ship {payment['orderId']}, paid by payment {payment['id']}", flush=True)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length", "0"))
        if length > 1_048_576:
            return self.answer(413, "too large")
        body = self.rfile.read(length)  # the raw bytes: parse only after the check
        if not is_genuine(self.headers, body):
            return self.answer(401, "bad signature")
        event_id = self.headers["webhook-id"]
        with lock:
            if event_id not in handled:
                apply(json.loads(body))
                handled.add(event_id)
        self.answer(200, "OK")

    def answer(self, status, text):
        payload = text.encode()
        self.send_response(status)
        self.send_header("content-length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "4000"))), Receiver)
    print(f"listening on http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
