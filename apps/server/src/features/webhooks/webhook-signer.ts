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
