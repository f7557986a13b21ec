// Webhooks that the shop's receiver got: what they say, and two independent verifiers.
import { createHmac } from "node:crypto";
import { verify } from "@kaspa-pay/webhooks";
import { Webhook } from "standardwebhooks";
import type { ReceivedWebhook } from "../../apps/server/test/support/webhook-receiver.ts";

export interface WebhookBody {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly payment: Record<string, unknown> };
}

export const bodyOf = ({ body }: ReceivedWebhook): WebhookBody => JSON.parse(body) as WebhookBody;

/** Fits webhooks of this event, of one payment or of any. */
export const isEvent =
  (event: string, paymentId?: string) =>
  (webhook: ReceivedWebhook): boolean => {
    const body = bodyOf(webhook);
    return body.event === event && (paymentId === undefined || body.data.payment.id === paymentId);
  };

/** Throws unless our package, the `standardwebhooks` package and the function that KasPay printed accept the delivery. */
export async function verifyEverywhere({ headers, body }: ReceivedWebhook, secret: string): Promise<void> {
  await verify({ secret, headers, body });
  new Webhook(secret).verify(body, headers);
  const expected = createHmac("sha256", secret)
    .update(JSON.stringify(JSON.parse(body)))
    .digest("hex");
  if (expected !== headers["x-kaspay-signature"])
    throw new Error("the verifier that KasPay printed refuses this delivery");
}
