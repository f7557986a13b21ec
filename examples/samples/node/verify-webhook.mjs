// Verifies webhooks and prints what they say: WEBHOOK_SECRET=whsec_… node verify-webhook.mjs
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = Buffer.from((process.env.WEBHOOK_SECRET ?? "").replace("whsec_", ""), "base64");

function isGenuine(headers, body) {
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  // Two signatures while a secret is rotated: one of them has to fit.
  return (headers["webhook-signature"] ?? "").split(" ").some((part) => {
    const given = Buffer.from(part.startsWith("v1,") ? part.slice(3) : "", "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks); // the raw bytes: parse only after the check
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end("bad signature");
  const { payment } = JSON.parse(body).data;
  // Ship once when the status is confirmed, whatever the event's name.
  if (payment) console.log(`${payment.id} is ${payment.status}`);
  return response.end("OK");
});
server.listen(process.env.PORT ?? 4000, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
