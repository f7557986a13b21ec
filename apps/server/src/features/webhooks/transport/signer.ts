import { generateSecret, signatureHeaders } from "@kaspa-pay/webhooks";

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

export interface SigningRequest {
  /** Newest first; while a rotation is not finished the old secret signs too. */
  secrets: readonly string[];
  eventId: string;
  /** Unix seconds of this attempt. */
  timestamp: number;
  body: string;
  /** Name under which the endpoint gets the event. */
  event: string;
  /** Sent again by hand. */
  resent: boolean;
}

export interface WebhookSigner {
  headers(request: SigningRequest): Promise<Record<string, string>>;
  /** A new `whsec_…` secret of 32 random bytes. */
  newSecret(randomBytes: Uint8Array): string;
}
