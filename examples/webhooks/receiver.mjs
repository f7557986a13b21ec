// Receives kaspa-pay webhooks with nothing but Node: WEBHOOK_SECRET=whsec_… STORE_ID=sto_… node receiver.mjs
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const secret = process.env.WEBHOOK_SECRET ?? "";
const storeId = process.env.STORE_ID;
if (!secret.startsWith("whsec_")) throw new Error("Set WEBHOOK_SECRET to the endpoint's whsec_… secret");
const key = Buffer.from(secret.slice("whsec_".length), "base64");

// Your own records (use your database): the price of each order as you asked it, and what was handled.
const orders = new Map([["order-1001", { amount: "25.00000000", currency: "KAS", shipped: false }]]);
const handled = new Set(); // by webhook-id
const newest = new Map(); // highest sequence, by payment id

function isGenuine(headers, body) {
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (id === "" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(Date.now() / 1000) - Number(timestamp)) > 300) return false; // stale, or a wrong clock
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  // Two signatures while a secret is being rotated: one of them has to match.
  return (headers["webhook-signature"] ?? "").split(" ").some((part) => {
    const given = part.startsWith("v1,") ? Buffer.from(part.slice(3), "base64") : Buffer.alloc(0);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

// Remember `webhook-id` and skip what you have handled. Act on the state in `data.payment`: ship once when
// `data.payment.status` is `confirmed`, whatever the event's name. Never go back to a lower `sequence`.
function apply(event) {
  if (storeId && event.storeId !== storeId) return; // signed, but about another store
  const payment = event.data?.payment; // absent in test events and in those about links, endpoints and wallets
  const order = orders.get(payment?.orderId);
  if (!order || order.amount !== payment.amount || order.currency !== payment.currency) return;
  if (event.sequence < (newest.get(payment.id) ?? 0)) return;
  newest.set(payment.id, event.sequence);
  if (payment.status !== "confirmed" || order.shipped) return;
  order.shipped = true;
  console.log(`ship ${payment.orderId}, paid by payment ${payment.id}`);
}

const server = createServer((request, response) => {
  const chunks = [];
  let size = 0;
  request.on("data", (chunk) => {
    size += chunk.length;
    if (size > 1_048_576) request.destroy();
    else chunks.push(chunk);
  });
  request.on("end", () => {
    const body = Buffer.concat(chunks); // the raw bytes: parse only after the check
    if (!isGenuine(request.headers, body)) return response.writeHead(401).end("bad signature");
    const id = request.headers["webhook-id"];
    if (!handled.has(id)) {
      apply(JSON.parse(body.toString("utf8")));
      handled.add(id);
    }
    response.writeHead(200).end("OK");
  });
});
server.listen(Number(process.env.PORT ?? 4000), "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
