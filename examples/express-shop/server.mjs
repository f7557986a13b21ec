// A shop with orders. Its server makes each payment (so no page can set a price), learns of money by webhook, and uses
// the customer's return only to show what the gateway says now.
//   KP_URL=http://localhost:3000 KP_KEY=kp_test_… node server.mjs
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createRequire } from "node:module";

// In a shop of your own: npm install express, and import it. Here it borrows the gateway's.
const borrow = createRequire(new URL("../../apps/server/package.json", import.meta.url));
const express = borrow("express");

const gateway = process.env.KP_URL ?? "http://localhost:3000";
const apiKey = process.env.KP_KEY ?? "";
const port = Number(process.env.PORT ?? 4200);
const self = `http://127.0.0.1:${port}`;
if (!apiKey.startsWith("kp_")) throw new Error("Set KP_KEY to an API key of your store");

const GOODS = { coffee: { name: "Bag of coffee", price: "12.50" }, cup: { name: "Cup", price: "7.00" } };

/** Yours is a table. `paid` means: goods may leave. @type {Map<string, any>} */
const orders = new Map();
/** webhook-id of every delivery that was handled. */
const handled = new Set();
let secret = process.env.WEBHOOK_SECRET ?? "";

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
  const order = {
    id: `order-${randomUUID()}`,
    ...item,
    paymentId: null,
    status: "new",
    sequence: 0,
    paid: false,
  };
  orders.set(order.id, order);
  // The order's id as the idempotency key: a repeated request never makes a second payment.
  const payment = await api(
    "/payments",
    {
      amount: item.price,
      currency: "USD",
      orderId: order.id,
      items: [{ name: item.name, quantity: 1, price: item.price }],
      redirectUrl: `${self}/return`,
    },
    { "idempotency-key": order.id },
  );
  order.paymentId = payment.id;
  return res.redirect(303, payment.checkoutUrl);
});

/** The way back proves nothing but that the gateway sent the customer: the status is read anew. */
app.get("/return", async (req, res) => {
  const { paymentId = "", status = "", ts = "", sig = "" } = req.query;
  const proof = new URLSearchParams({ paymentId, status, ts, sig });
  const check = await api(`/payments/verify-redirect?${proof}`).catch(() => ({ valid: false }));
  if (!check.valid) return res.status(400).send(page("Something is wrong with this address", ""));
  return res.redirect(303, `/orders/${check.payment.orderId}`);
});

app.get("/orders/:id", async (req, res) => {
  const order = orders.get(req.params.id);
  if (!order) return res.status(404).send(page("No such order", ""));
  const { status } = await api(`/payments/${order.paymentId}`);
  const words = order.paid
    ? "Paid. Your order is on its way."
    : `Payment: ${status}. We tell you when it is complete.`;
  return res.send(page(order.name, `<p>${words}</p>`));
});

/** For you, to look inside. */
app.get("/orders", (_req, res) => res.json([...orders.values()]));

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
  // Signed is not yet ours: the payment must be the one we made, over the price that we asked. (The amount in KAS may
  // have been renewed meanwhile, the price never.)
  if (!order || order.paymentId !== payment.id) return;
  if (payment.currency !== "USD" || payment.fiat?.amount !== order.price) return;
  if (event.sequence < order.sequence) return;
  order.sequence = event.sequence;
  order.status = payment.status;
  if (payment.status === "confirmed" && !order.paid) {
    order.paid = true;
    console.log(`${order.id} is paid: ship ${order.name}`);
  }
}

const page = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;

app.listen(port, "127.0.0.1", async () => {
  if (secret === "") {
    const endpoint = await api("/webhooks", { url: `${self}/kaspa-hook`, events: ["payment.*"] });
    secret = endpoint.secret; // shown this once: a real shop keeps it as a setting
  }
  console.log(`shop on ${self}`);
});
