import { AmountError, kasToSompi, MAX_SOMPI, shortKas } from "./money.ts";

/** What a payment URI carries. The address includes its scheme (`kaspa:…`, `kaspatest:…`, `kaspasim:…`). */
export interface PaymentRequest {
  readonly address: string;
  readonly amountSompi?: bigint | undefined;
  readonly label?: string | undefined;
  readonly message?: string | undefined;
}

/** Why a payment URI was refused. */
export type PaymentUriErrorCode =
  | "bad_uri"
  | "bad_amount"
  | "bad_encoding"
  | "duplicate"
  | "unknown_required";

/** Thrown for a payment URI that cannot be written or read. */
export class PaymentUriError extends Error {
  readonly code: PaymentUriErrorCode;

  constructor(code: PaymentUriErrorCode, message: string) {
    super(message);
    this.name = "PaymentUriError";
    this.code = code;
  }
}

const SCHEME = /^(kaspa|kaspatest|kaspasim):/i;
/** Every address is 67 to 73 characters; label and message are short texts of a merchant. */
const MAX_URI_CHARS = 4_096;

/**
 * Writes `kaspa:<payload>?amount=<KAS>` (docs/spec/kaspa-protocol.md#payment-uris): plain decimal amount without trailing zeros, label and
 * message percent-encoded with `%20` for a space. The address is taken as it is, not validated here.
 *
 * @throws PaymentUriError `bad_uri` (the address has no known scheme or holds a query), `bad_amount`
 * (not above zero, or above the supply), `bad_encoding` (text is not well-formed Unicode)
 */
export function buildPaymentUri({ address, amountSompi, label, message }: PaymentRequest): string {
  if (!SCHEME.test(address) || /[?&#\s]/.test(address)) {
    throw new PaymentUriError("bad_uri", "The address must carry its network prefix and nothing else.");
  }
  if (amountSompi !== undefined && (amountSompi <= 0n || amountSompi > MAX_SOMPI)) {
    throw new PaymentUriError("bad_amount", "The amount is above zero and at most the supply.");
  }
  const texts: string[] = [];
  if (label) texts.push(`label=${encode(label)}`);
  if (message) texts.push(`message=${encode(message)}`);
  const request = amountSompi === undefined ? address : amountUri(address, amountSompi);
  if (texts.length === 0) return request;
  return `${request}${amountSompi === undefined ? "?" : "&"}${texts.join("&")}`;
}

/** The part of {@link buildPaymentUri} that a QR code holds, for an address and an amount that are known to be good. */
export function amountUri(address: string, amountSompi: bigint): string {
  return `${address}?amount=${shortKas(amountSompi)}`;
}

/**
 * Splits a payment URI leniently: no amount is fine, a second `?` counts as `&`, unknown keys are
 * ignored, an upper-case scheme is accepted. `+` stays a plus sign. The address is not validated here;
 * `@kaspa-pay/kaspa` does both.
 *
 * @throws PaymentUriError `bad_uri`, `bad_amount`, `bad_encoding`, `duplicate` (a known key twice),
 * `unknown_required` (a `req-` key, which an unaware reader must refuse)
 */
export function splitPaymentUri(text: string): PaymentRequest {
  const scheme = text.length <= MAX_URI_CHARS ? SCHEME.exec(text)?.[0] : undefined;
  if (scheme === undefined) throw new PaymentUriError("bad_uri", "Not a Kaspa payment URI.");
  const [payload = "", ...queries] = text.slice(scheme.length).split("?");
  const fields = new Map<string, string>();
  for (const pair of queries.join("&").split("&")) {
    const at = pair.indexOf("=");
    const key = at < 0 ? pair : pair.slice(0, at);
    if (/^req-/i.test(key)) {
      throw new PaymentUriError("unknown_required", `The URI requires "${key}", which is not known.`);
    }
    if (key !== "amount" && key !== "label" && key !== "message") continue;
    if (fields.has(key)) throw new PaymentUriError("duplicate", `"${key}" appears twice.`);
    fields.set(key, at < 0 ? "" : decode(pair.slice(at + 1)));
  }
  const amount = fields.get("amount");
  const label = fields.get("label");
  const message = fields.get("message");
  return {
    address: scheme.toLowerCase() + payload,
    ...(amount !== undefined && { amountSompi: readAmount(amount) }),
    ...(label !== undefined && { label }),
    ...(message !== undefined && { message }),
  };
}

function readAmount(text: string): bigint {
  try {
    return kasToSompi(text);
  } catch (error) {
    if (error instanceof AmountError) throw new PaymentUriError("bad_amount", error.message);
    throw error;
  }
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw new PaymentUriError("bad_encoding", "The text is not well-formed Unicode.");
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new PaymentUriError("bad_encoding", "The URI holds broken percent-encoding.");
  }
}
