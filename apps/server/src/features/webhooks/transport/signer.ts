import { generateSecret, signatureHeaders } from "@kaspa-pay/webhooks";
import type { WebhookSigner } from "../webhook-signer.ts";

/** Signs with the package that merchants verify with. `version` is that of the product, for `User-Agent`. */
export function createWebhookSigner(version: string): WebhookSigner {
  return {
    headers: async ({ secrets, eventId, timestamp, body, event, resent }) => ({
      ...(await signatureHeaders({ secret: secrets, id: eventId, timestamp, body, event })),
      "user-agent": `kaspa-pay/${version}`,
      ...(resent && { "x-kp-resend": "true" }),
    }),
    newSecret: generateSecret,
  };
}
