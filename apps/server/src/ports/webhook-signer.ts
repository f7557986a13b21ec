export interface SigningRequest {
  /** Newest first; during a rotation the old secret signs too. */
  secrets: readonly string[];
  eventId: string;
  /** Unix seconds of this attempt. */
  timestamp: number;
  body: string;
  /** Name under which the endpoint gets the event. */
  event: string;
}

export interface WebhookSigner {
  headers(request: SigningRequest): Promise<Record<string, string>>;
  /** A new `whsec_…` secret of 32 random bytes. */
  newSecret(randomBytes: Uint8Array): string;
}
