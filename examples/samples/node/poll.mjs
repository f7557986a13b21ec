// Follows a payment to its end, without a key; ends with 0 when it is confirmed: node poll.mjs pay_…
import { setTimeout } from "node:timers/promises";

const OPEN = ["pending", "underpaid", "confirming"];
const url = `${process.env.KP_URL}/api/v1/payments/${process.argv[2]}/status`;
let etag = "";
let status = "pending";

do {
  const response = await fetch(url, { headers: { "If-None-Match": etag } });
  if (response.status === 304) continue; // nothing has changed
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.code}: ${answer.error}`);
  etag = response.headers.get("etag");
  status = answer.status;
  console.log(status);
} while (OPEN.includes(status) && (await setTimeout(3_000, true)));

process.exitCode = status === "confirmed" ? 0 : 1;
