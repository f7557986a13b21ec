import { concat, constantTimeEqual, fromBase64, hmacSha256, toBytes } from "./bytes.ts";
import {
  InvalidBodyError,
  InvalidSecretError,
  InvalidTimestampError,
  MalformedSignatureError,
  MissingHeaderError,
  SignatureMismatchError,
  TimestampTooNewError,
  TimestampTooOldError,
} from "./errors.ts";
import { secretKey } from "./secret.ts";

/** The envelope of format `event`. Format `flat` has other fields: pass its type to `verify`. */
export interface WebhookEvent {
  id: string;
  event: string;
  /** ISO 8601. */
  timestamp: string;
  /** Rises with every event of one payment, with gaps for a subscriber: never go back to a lower one. Null where an event is about no payment. */
  sequence: number | null;
  storeId: string;
  livemode: boolean;
  data: Record<string, unknown>;
}

/** Node's `req.headers`, a plain object in any case, or a `Headers`. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
  /** `whsec_…`; several while you rotate. */
  secret: string | readonly string[];
  headers: WebhookHeaders;
  /** The raw bytes or text as received. Never a re-serialised object. */
  body: string | Uint8Array;
  /** Receive time, unix milliseconds; default `Date.now()`. */
  now?: number;
  /** Largest accepted age and lead, seconds; default 300. Zero means zero, it does not switch the check off. */
  toleranceSeconds?: number;
}

const DEFAULT_TOLERANCE_SECONDS = 300;
// A rotation sends two; many more would only cost CPU.
const MAX_SIGNATURES = 10;
const SHA256_BYTES = 32;

/**
 * Checks a delivery by Standard Webhooks and returns the parsed event.
 * Throws one class of `WebhookVerificationError` per cause: `MissingHeaderError`, `InvalidTimestampError`,
 * `TimestampTooOldError`, `TimestampTooNewError`, `MalformedSignatureError`, `SignatureMismatchError`,
 * `InvalidBodyError`; and `InvalidSecretError` when your own secret is wrong.
 */
export async function verify<T = WebhookEvent>(options: VerifyOptions): Promise<T> {
  const secrets = typeof options.secret === "string" ? [options.secret] : options.secret;
  if (secrets.length === 0) throw new InvalidSecretError("No webhook secret given");
  const keys = secrets.map(secretKey);
  if (typeof options.body !== "string" && !(options.body instanceof Uint8Array))
    throw new InvalidBodyError("Pass the raw body as received (text or bytes), not a parsed object");
  const id = header(options.headers, "webhook-id");
  const timestamp = header(options.headers, "webhook-timestamp");
  const candidates = parseSignatures(header(options.headers, "webhook-signature"));
  checkTimestamp(timestamp, options.now ?? Date.now(), options.toleranceSeconds ?? DEFAULT_TOLERANCE_SECONDS);

  // The header's own text is signed, so a timestamp written differently is another message.
  const body = toBytes(options.body);
  const message = concat(toBytes(`${id}.${timestamp}.`), body);
  const expected = await Promise.all(keys.map((key) => hmacSha256(key, message)));
  let matches = false;
  for (const mac of expected)
    for (const candidate of candidates) matches = constantTimeEqual(mac, candidate) || matches;
  if (!matches) throw new SignatureMismatchError("No signature matches this body, id, timestamp and secret");
  return parseBody<T>(body);
}

function header(headers: WebhookHeaders, name: string): string {
  const value = typeof headers.get === "function" ? headers.get(name) : plainHeader(headers, name);
  if (typeof value !== "string" || value === "") throw new MissingHeaderError(name);
  return value;
}

function plainHeader(headers: object, name: string): unknown {
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() !== name) continue;
    // The gateway never sends two values of these headers, so they are neither joined nor chosen from.
    return Array.isArray(value) && value.length === 1 ? value[0] : value;
  }
  return undefined;
}

function checkTimestamp(text: string, nowMs: number, toleranceSeconds: number): void {
  if (!Number.isFinite(toleranceSeconds) || toleranceSeconds < 0)
    throw new RangeError("toleranceSeconds must be zero or more");
  if (!/^\d{1,12}$/.test(text)) throw new InvalidTimestampError("webhook-timestamp is not unix seconds");
  const age = Math.floor(nowMs / 1000) - Number(text);
  if (age > toleranceSeconds) throw new TimestampTooOldError(`Sent ${age} seconds ago`);
  if (-age > toleranceSeconds) throw new TimestampTooNewError(`Sent ${-age} seconds in the future`);
}

function parseSignatures(text: string): Uint8Array[] {
  const candidates = text
    .split(" ", MAX_SIGNATURES)
    .filter((part) => part.startsWith("v1,"))
    .map((part) => fromBase64(part.slice("v1,".length)))
    .filter((mac) => mac !== null && mac.length === SHA256_BYTES);
  if (candidates.length === 0) throw new MalformedSignatureError("No v1 signature of 32 bytes in the header");
  return candidates as Uint8Array[];
}

function parseBody<T>(body: Uint8Array): T {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as T;
  } catch {
    throw new InvalidBodyError("The signed body is not JSON");
  }
}
