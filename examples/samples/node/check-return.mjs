// Checks a return to the shop without asking the gateway: node check-return.mjs 'https://shop.example/thanks?paymentId=…'
import { createHmac, timingSafeEqual } from "node:crypto";

/** What the return says, or null when this gateway did not sign it. */
export function verifyReturn(url, secret) {
  const query = new URL(url).searchParams;
  const paymentId = query.get("paymentId") ?? "";
  const status = query.get("status") ?? "";
  const ts = query.get("ts") ?? "";
  const orderId = query.get("orderId");
  const text = [paymentId, status, ts, ...(orderId === null ? [] : [orderId])].join(".");
  // The key is the secret's text as it is shown: 64 characters, not the 32 bytes that they spell.
  const expected = Buffer.from(createHmac("sha256", secret).update(text).digest("hex"));
  const given = Buffer.from(query.get("sig") ?? "");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  // Else an order id could stand in the field before it, under the same signature.
  if (!/^\d+$/.test(ts)) return null;
  return { paymentId, status, ts, orderId };
}

const said = verifyReturn(process.argv[2] ?? "", process.env.REDIRECT_SECRET ?? "");
if (said === null) {
  console.error("This return was not signed by the gateway");
  process.exit(1);
}
console.log(JSON.stringify(said));
