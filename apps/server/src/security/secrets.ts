import { timingSafeEqual } from "node:crypto";

/** Table, column and row of an encrypted value: decrypting it for another one fails. */
export interface AssociatedData {
  table: string;
  column: string;
  rowId: string;
}

/** Encryption at rest (docs/spec/reliability.md#secrets-at-rest). */
export interface SecretBox {
  seal(plain: string, associatedData: AssociatedData): Uint8Array;
  /** Throws when the bytes were changed, belong elsewhere or were encrypted with another master key. */
  open(sealed: Uint8Array, associatedData: AssociatedData): string;
}

/** Keyed digests with a subkey for each purpose, so that nothing derived needs to be stored. */
export interface KeyedDigests {
  /** URL-safe text of 128 bits: the payer's proof for one payment. */
  clientToken(paymentId: string): string;
  /** URL-safe text of 192 bits: the proof in the claim link of a refund. */
  claimProof(refundId: string): string;
  /** Key with which redirects of a store are signed; a higher generation is another key. */
  redirectSecret(storeId: string, generation: number): string;
  /** 32 bytes: the key with which callbacks of a store's payments are signed; a higher generation is another key. */
  callbackKey(storeId: string, generation: number): Uint8Array;
  /** URL-safe text of 128 bits: the proof that somebody signed in to the account from this device. */
  device(userId: string, deviceId: string): string;
  /** Distinguishes visitors without keeping their addresses. */
  visitor(text: string): string;
  /** Distinguishes two account keys without keeping either readable. */
  accountKeyHash(key: string): string;
}

export interface PasswordHasher {
  /** Rejects with `ApiError("rate_limited")` when too many hashes are waiting. */
  hash(password: string): Promise<string>;
  /** `hash` null = no such user: the same work is done and the answer is false. */
  verify(password: string, hash: string | null): Promise<boolean>;
  /** True when a stored hash was made with weaker parameters than today's. */
  isOutdated(hash: string): boolean;
}

export interface AccessToken {
  userId: string;
  sessionId: string;
  /** Which proof of the session this token is. */
  generation: number;
}

/** Signed bearer tokens for API users; the session they name is looked up on each request. */
export interface AccessTokens {
  issue(token: AccessToken, expiresAt: number): Promise<string>;
  /** Null for anything that this server did not sign, or that is over. */
  read(text: string): Promise<AccessToken | null>;
}

/** Compares a given secret with the expected one in a time that does not depend on where they differ. */
export function equalInConstantTime(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
