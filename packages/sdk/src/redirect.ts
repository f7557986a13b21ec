import { RedirectVerificationError } from "./errors.ts";

/** The address to which the payer came back, whole or from its `?` on. */
export type RedirectAddress = string | URL | URLSearchParams;

/** What the gateway says in a return to the shop. */
export interface RedirectFields {
  paymentId: string;
  /** The payment's status when the payer left the gateway. It may be older than the payment's. */
  status: string;
  /** Unix seconds. */
  ts: string;
  orderId?: string;
}

/** The fields of a return, as they are signed. Throws `RedirectVerificationError` when one is missing. */
export function redirectFields(address: RedirectAddress): RedirectFields & { sig: string } {
  const query =
    address instanceof URLSearchParams
      ? address
      : new URLSearchParams(/\?([^#]*)/.exec(String(address))?.[1] ?? "");
  const field = (name: string) => {
    const value = query.get(name);
    if (!value) throw new RedirectVerificationError(`The address of the return has no ${name}`);
    return value;
  };
  const orderId = query.get("orderId");
  return {
    paymentId: field("paymentId"),
    status: field("status"),
    ts: field("ts"),
    ...(orderId !== null && { orderId }),
    sig: field("sig"),
  };
}

/**
 * Checks that the gateway sent the payer back. This proves no payment: read the payment, and ship on the webhook.
 * `secret`: the store's redirect secret, 64 hex digits; several while you change it.
 *
 * @throws RedirectVerificationError
 */
export async function verifyRedirect(options: {
  secret: string | readonly string[];
  url: RedirectAddress;
}): Promise<RedirectFields> {
  const { sig, ...fields } = redirectFields(options.url);
  const { paymentId, status, ts, orderId } = fields;
  const text = [paymentId, status, ts, ...(orderId === undefined ? [] : [orderId])].join(".");
  const given = Uint8Array.from(sig.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  for (const secret of [options.secret].flat()) {
    // The key is the secret's text, not the bytes that its digits spell.
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", utf8(secret), algorithm, false, ["verify"]);
    if (/^[0-9a-f]{64}$/.test(sig) && (await crypto.subtle.verify("HMAC", key, given, utf8(text))))
      return fields;
  }
  throw new RedirectVerificationError("The gateway did not sign this return, or its secret was changed");
}

const utf8 = (text: string) => new TextEncoder().encode(text);
