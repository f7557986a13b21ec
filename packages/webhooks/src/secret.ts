import { fromBase64, toBase64 } from "./bytes.ts";
import { InvalidSecretError } from "./errors.ts";

const PREFIX = "whsec_";
// Standard Webhooks asks for keys of 24 to 64 bytes; ours are always 32.
const MIN_KEY_BYTES = 24;
const MAX_KEY_BYTES = 64;

/**
 * A new endpoint secret: `whsec_` + base64 of 32 random bytes. Pass `randomBytes` (24 to 64 of them) to supply the
 * randomness, else Web Crypto does. Throws `InvalidSecretError` for another length.
 */
export function generateSecret(randomBytes: Uint8Array = crypto.getRandomValues(new Uint8Array(32))): string {
  if (randomBytes.length < MIN_KEY_BYTES || randomBytes.length > MAX_KEY_BYTES)
    throw new InvalidSecretError(`A secret needs ${MIN_KEY_BYTES} to ${MAX_KEY_BYTES} random bytes`);
  return PREFIX + toBase64(randomBytes);
}

/** The HMAC key inside a secret: the base64-decoded part after `whsec_`. Never prints the secret in its error. */
export function secretKey(secret: string): Uint8Array<ArrayBuffer> {
  const key = secret.startsWith(PREFIX) ? fromBase64(secret.slice(PREFIX.length)) : null;
  if (key === null || key.length < MIN_KEY_BYTES || key.length > MAX_KEY_BYTES)
    throw new InvalidSecretError(`A webhook secret is "${PREFIX}" followed by base64 of 24 to 64 bytes`);
  return key;
}
