import { createHmac } from "node:crypto";
import { generateSecret, verify } from "@kaspa-pay/webhooks";
import { Webhook } from "standardwebhooks";
import { expect, it } from "vitest";
import { attemptHeaders } from "./deliver.ts";

const [fresh, old] = [generateSecret(new Uint8Array(32).fill(1)), generateSecret(new Uint8Array(32).fill(2))];
const body = JSON.stringify({ id: "evt_1", event: "payment.confirmed" });
const request = {
  eventId: "evt_1",
  timestamp: Math.floor(Date.now() / 1000),
  body,
  event: "payment.confirmed",
  resent: false,
};

it("W-13 all headers of an attempt; our package, standardwebhooks and KasPay's HMAC agree with them", async () => {
  const headers = await attemptHeaders("0.1.0", { ...request, secrets: [fresh] });
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "webhook-id": "evt_1",
    "webhook-timestamp": String(request.timestamp),
    "x-kaspay-event": "payment.confirmed",
    "x-kaspay-signature": createHmac("sha256", fresh).update(body).digest("hex"),
    "user-agent": "kaspa-pay/0.1.0",
  });
  expect(await verify({ secret: fresh, headers, body })).toEqual(JSON.parse(body));
  expect(new Webhook(fresh).verify(body, headers)).toEqual(JSON.parse(body));
});

it("W-11 during a rotation both secrets verify, afterwards only the new one", async () => {
  const during = await attemptHeaders("0.1.0", { ...request, secrets: [fresh, old] });
  for (const secret of [fresh, old]) expect(new Webhook(secret).verify(body, during)).toBeDefined();
  const after = await attemptHeaders("0.1.0", { ...request, secrets: [fresh] });
  await expect(verify({ secret: old, headers: after, body })).rejects.toThrow();
});
