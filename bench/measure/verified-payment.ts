import { verify, type WebhookEvent } from "@kaspa-pay/webhooks";
import type { ReceivedWebhook } from "../../apps/server/test/support/webhook-receiver.ts";

/** The payment a webhook is about. @throws when its signature is wrong */
export async function verifiedPayment(
  { headers, body, at }: ReceivedWebhook,
  secret: string,
): Promise<string> {
  const received = performance.timeOrigin + at;
  const event = await verify<WebhookEvent>({ secret, headers, body, now: received });
  return (event.data.payment as { id: string }).id;
}
