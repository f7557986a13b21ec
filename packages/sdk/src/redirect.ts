import { InvalidSecretError } from "@kaspa-pay/webhooks";
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

/**
 * The fields of a return, as they are signed. Throws `RedirectVerificationError` when one is missing, or comes twice: the
 * shop might read the other one.
 */
export function redirectFields(address: RedirectAddress): RedirectFields & { sig: string } {
  const query =
    address instanceof URLSearchParams
      ? address
      : new URLSearchParams(/\?([^#]*)/.exec(String(address))?.[1] ?? "");
  const once = (name: string) => {
    const [value, ...more] = query.getAll(name);
    if (more.length > 0)
      throw new RedirectVerificationError(`The address of the return has more than one ${name}`);
    return value;
  };
  const field = (name: string) => {
    const value = once(name);
    if (!value) throw new RedirectVerificationError(`The address of the return has no ${name}`);
    return value;
  };
  const orderId = once("orderId");
  return {
    paymentId: field("paymentId"),
    status: field("status"),
    ts: field("ts"),
    ...(orderId !== undefined && { orderId }),
    sig: field("sig"),
  };
}

/**
 * Checks that the gateway sent the payer back. This proves no payment: read the payment, and ship on the webhook.
 * `secret`: the store's redirect secret, 64 hex digits; several while you change it.
 *
 * @throws RedirectVerificationError, and InvalidSecretError for what is not the secret of a store
 */
export async function verifyRedirect(options: {
  secret: string | readonly string[];
  url: RedirectAddress;
}): Promise<RedirectFields> {
  const { sig, ...fields } = redirectFields(options.url);
  const { paymentId, status, ts, orderId } = fields;
  const text = [paymentId, status, ts, ...(orderId === undefined ? [] : [orderId])].join(".");
  const given = Uint8Array.from(sig.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const secrets = [options.secret].flat();
  if (secrets.length === 0 || secrets.some((secret) => !/^[0-9a-f]{64}$/.test(secret)))
    throw new InvalidSecretError("A redirect secret is 64 hex digits, as Settings, Checkout shows them");
  // Else text could move from one field into its neighbour under the same signature.
  const isWhole = /^\d{1,12}$/.test(ts) && !/\./.test(paymentId + status) && /^[0-9a-f]{64}$/.test(sig);
  for (const secret of isWhole ? secrets : []) {
    // The key is the secret's text, not the bytes that its digits spell.
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", utf8(secret), algorithm, false, ["verify"]);
    if (await crypto.subtle.verify("HMAC", key, given, utf8(text))) return fields;
  }
  throw new RedirectVerificationError("The gateway did not sign this return, or its secret was changed");
}

const utf8 = (text: string) => new TextEncoder().encode(text);
