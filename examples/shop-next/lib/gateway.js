// The gateway's API and the check of its webhooks.
import { createHmac, timingSafeEqual } from "node:crypto";

export const gateway = process.env.KP_URL ?? "http://localhost:3000";

export async function api(path, body, headers = {}) {
  const response = await fetch(`${gateway}/api/v1${path}`, {
    method: body ? "POST" : "GET",
    cache: "no-store",
    headers: {
      authorization: `Bearer ${process.env.KP_KEY}`,
      "content-type": "application/json",
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${answer.code}: ${answer.error}`);
  return answer;
}

/** @param headers of the request @param body the raw text: parse only after the check */
export function isGenuine(headers, body) {
  const id = headers.get("webhook-id") ?? "";
  const timestamp = headers.get("webhook-timestamp") ?? "";
  if (id === "" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from((process.env.WEBHOOK_SECRET ?? "").slice("whsec_".length), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  return (headers.get("webhook-signature") ?? "").split(" ").some((part) => {
    const given = part.startsWith("v1,") ? Buffer.from(part.slice(3), "base64") : Buffer.alloc(0);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
