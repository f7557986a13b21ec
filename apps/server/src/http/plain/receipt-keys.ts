import type { RequestHandler } from "express";
import type { PublicReceiptKey } from "../../security/receipt-key.ts";

/** Where programs find the keys of signed receipts; at the root, as RFC 8615 has it. */
export const RECEIPT_KEYS_PATH = "/.well-known/kaspa-pay/keys.json";

/** The keys change only with the master key. */
const CACHING = "public, max-age=3600";

/** The public keys as a JWK set (RFC 7517). */
export function receiptKeys(keys: readonly PublicReceiptKey[]): RequestHandler {
  return (_req, res) => void res.set("Cache-Control", CACHING).json({ keys });
}
