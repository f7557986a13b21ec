import { concat, hmacSha256, toBase64, toBytes, toHex } from "./bytes.ts";
import { InvalidSecretError } from "./errors.ts";
import { secretKey } from "./secret.ts";

/**
 * Standard Webhooks signature, `v1,` + base64 HMAC-SHA256 of `id.timestamp.body`.
 * `timestamp` is unix seconds; `body` exactly what is sent. Throws `InvalidSecretError`, and `TypeError` for an id
 * with a dot (it could be shifted into the timestamp) or a timestamp that is not a whole number of seconds.
 */
export async function sign(
  secret: string,
  id: string,
  timestamp: number,
  body: string | Uint8Array,
): Promise<string> {
  if (id === "" || id.includes(".")) throw new TypeError("A webhook id is not empty and has no dot");
  if (!Number.isSafeInteger(timestamp) || timestamp < 0)
    throw new TypeError("The timestamp is a whole number of unix seconds");
  const mac = await hmacSha256(secretKey(secret), concat(toBytes(`${id}.${timestamp}.`), toBytes(body)));
  return `v1,${toBase64(mac)}`;
}

/**
 * The older `X-KasPay-Signature`: lower-case hex HMAC-SHA256 of the raw body, keyed with the whole `whsec_…` text.
 * It holds no time and no id, so it does not stop replays: verify the standard signature where you can.
 */
export async function kasPaySignature(secret: string, body: string | Uint8Array): Promise<string> {
  if (secret === "") throw new InvalidSecretError("The webhook secret is empty");
  return toHex(await hmacSha256(toBytes(secret), toBytes(body)));
}

export interface SignedDelivery {
  /** Newest first; during a rotation the old secret follows and both sign. */
  secret: string | readonly string[];
  /** Event id, stable over all attempts. */
  id: string;
  /** Unix seconds of this attempt. */
  timestamp: number;
  body: string | Uint8Array;
  /** Event name for `X-KasPay-Event`. */
  event: string;
}

/**
 * All headers of one delivery attempt, with both kinds of signature. `X-KasPay-Signature` holds one value, so the
 * oldest secret given makes it: receivers that know only this header keep working until that secret ends.
 */
export async function signatureHeaders(delivery: SignedDelivery): Promise<Record<string, string>> {
  const secrets = typeof delivery.secret === "string" ? [delivery.secret] : delivery.secret;
  const oldest = secrets.at(-1);
  if (oldest === undefined) throw new InvalidSecretError("No webhook secret given");
  const signatures = await Promise.all(
    secrets.map((secret) => sign(secret, delivery.id, delivery.timestamp, delivery.body)),
  );
  return {
    "content-type": "application/json",
    "webhook-id": delivery.id,
    "webhook-timestamp": String(delivery.timestamp),
    "webhook-signature": signatures.join(" "),
    "x-kaspay-signature": await kasPaySignature(oldest, delivery.body),
    "x-kaspay-event": delivery.event,
  };
}

/**
 * Headers of a genuine delivery for your own tests: feed them with the same body to your handler.
 * `timestamp` (unix seconds) defaults to now, `id` to a fixed test id, `event` to `webhook.test`.
 */
export function generateTestHeaders(options: {
  secret: string | readonly string[];
  body: string | Uint8Array;
  id?: string;
  timestamp?: number;
  event?: string;
}): Promise<Record<string, string>> {
  return signatureHeaders({
    secret: options.secret,
    body: options.body,
    id: options.id ?? "evt_test",
    timestamp: options.timestamp ?? Math.floor(Date.now() / 1000),
    event: options.event ?? "webhook.test",
  });
}
