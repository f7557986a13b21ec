// A shop with orders. Its server makes each payment (so no page can set a price), learns of money by webhook, and uses
// the customer's return only to show what the gateway says now.
//   KP_URL=http://localhost:3000 KP_KEY=kp_test_… node server.mjs
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import express from "express";

const gateway = process.env.KP_URL ?? "http://localhost:3000";
const apiKey = process.env.KP_KEY ?? "";
if (!apiKey.startsWith("kp_")) throw new Error("Set KP_KEY to an API key of your store");

const GOODS = { coffee: { name: "Bag of coffee", price: "12.50" }, cup: { name: "Cup", price: "7.00" } };

/** Your database's table. `shipped` is set once, when the money is safe. @type {Map<string, any>} */
const orders = new Map();
/** webhook-id of every delivery that was handled: a table as well. */
const handled = new Set();
let secret = process.env.WEBHOOK_SECRET ?? "";
let self = "";

async function api(path, body, headers = {}) {
  const response = await fetch(`${gateway}/api/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${answer.code}: ${answer.error}`);
  return answer;
}

const app = express();

// The raw bytes: what was signed is what was sent, not what a parser makes of it.
app.post("/kaspa-hook", express.raw({ type: "*/*", limit: "1mb" }), (req, res) => {
  if (!isGenuine(req.headers, req.body)) return res.status(401).send("bad signature");
  const id = req.headers["webhook-id"];
  if (!handled.has(id)) {
    applyEvent(JSON.parse(req.body.toString("utf8")));
    handled.add(id);
  }
  return res.send("OK");
});

app.use(express.urlencoded({ extended: false }));

app.get("/", (_req, res) => {
  const goods = Object.entries(GOODS).map(
    ([id, { name, price }]) =>
      `<form method="post" action="/orders"><button name="item" value="${id}">${name}, ${price} USD</button></form>`,
  );
  res.send(page("Express shop", goods.join("")));
});

app.post("/orders", async (req, res) => {
  const item = Object.hasOwn(GOODS, req.body.item) ? GOODS[req.body.item] : undefined;
  if (!item) return res.status(400).send("No such thing");
  const id = `order-${randomUUID()}`;
  orders.set(id, { id, ...item, paymentId: null, status: "new", sequence: 0, shipped: false });
  const order = {
    amount: item.price,
    currency: "USD",
    orderId: id,
    items: [{ name: item.name, quantity: 1, price: item.price }],
    redirectUrl: `${self}/return`,
  };
  // The order's id as the idempotency key: a repeated request never makes a second payment.
  const payment = await api("/payments", order, { "idempotency-key": id });
  orders.get(id).paymentId = payment.id;
  return res.redirect(303, payment.checkoutUrl);
});

/** The way back proves nothing but that the gateway sent the customer: the status is read anew. */
app.get("/return", async (req, res) => {
  const { paymentId = "", status = "", ts = "", orderId = "", sig = "" } = req.query;
  const proof = new URLSearchParams({ paymentId, status, ts, orderId, sig });
  const check = await api(`/payments/verify-redirect?${proof}`).catch(() => ({ valid: false }));
  if (!check.valid) return res.status(400).send(page("Something is wrong with this address", ""));
  return res.redirect(303, `/orders/${check.payment.orderId}`);
});

app.get("/orders/:id", async (req, res) => {
  const order = orders.get(req.params.id);
  if (!order) return res.status(404).send(page("No such order", ""));
  const { status } = await api(`/payments/${order.paymentId}`);
  const words = order.shipped ? "Your order is on its way." : "We tell you when it is complete.";
  return res.send(page(order.name, `<p role="status">Payment: ${status}. ${words}</p>`));
});

/** For you: a real shop shows this list to nobody else. */
app.get("/orders", (_req, res) => {
  const rows = [...orders.values()].map(
    ({ id, name, status, shipped }) =>
      `<tr><td>${id}</td><td>${name}</td><td>${status}</td><td>${shipped ? "shipped" : "waiting"}</td></tr>`,
  );
  const head = "<tr><th>Order</th><th>Goods</th><th>Payment</th><th>Goods are</th></tr>";
  res.send(page("Orders", `<table>${head}${rows.join("")}</table>`));
});

function isGenuine(headers, body) {
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (id === "" || !/^\d{1,12}$/.test(timestamp) || !Buffer.isBuffer(body)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  return (headers["webhook-signature"] ?? "").split(" ").some((part) => {
    const given = part.startsWith("v1,") ? Buffer.from(part.slice(3), "base64") : Buffer.alloc(0);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

// Remember `webhook-id` and skip what you have handled. Act on the state in `data.payment`: ship once when
// `data.payment.status` is `confirmed`, whatever the event's name. Never go back to a lower `sequence`.
function applyEvent(event) {
  const payment = event.data?.payment;
  const order = orders.get(payment?.orderId);
  // Signed is not yet ours: the payment must be the one we made, over the price that we asked: `amount`.
  // (`amountExpected` and `fiat.amount` hold the store's surcharge too.)
  if (!order || order.paymentId !== payment.id) return;
  if (payment.currency !== "USD" || payment.amount !== order.price) return;
  if (event.sequence < order.sequence) return;
  order.sequence = event.sequence;
  order.status = payment.status;
  if (payment.status === "confirmed" && !order.shipped) {
    order.shipped = true;
    console.log(`ship ${order.id}: ${order.name}`);
  }
}

const page = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;

const server = app.listen(Number(process.env.PORT ?? 4200), "127.0.0.1", async () => {
  self = `http://127.0.0.1:${server.address().port}`;
  if (secret === "") {
    const endpoint = await api("/webhooks", { url: `${self}/kaspa-hook`, events: ["payment.*"] });
    secret = endpoint.secret; // shown this once: a real shop keeps it as a setting
  }
  console.log(`listening on ${self}`);
});
