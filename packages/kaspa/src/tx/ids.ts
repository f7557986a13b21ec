import { bytesToHex } from "../bytes.ts";
import { keyedHash } from "../keyed-hash.ts";
import { encodeTransaction } from "./encoding.ts";
import type { Tx } from "./transaction.ts";

/**
 * The id of a version 0 transaction, lower-case hex. Signatures do not change it.
 *
 * @throws TxError `unsupported_version`, `malformed`
 */
export function transactionId(tx: Tx): string {
  return bytesToHex(keyedHash("TransactionID", encodeTransaction(tx, false)));
}

/**
 * The hash of a version 0 transaction, lower-case hex: signatures and storage mass included.
 *
 * @throws TxError `unsupported_version`, `malformed`
 */
export function transactionHash(tx: Tx): string {
  return bytesToHex(keyedHash("TransactionHash", encodeTransaction(tx, true)));
}
