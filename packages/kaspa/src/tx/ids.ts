import { bytesToHex } from "../bytes.ts";
import { keyedHash } from "../keyed-hash.ts";
import { encodeTransaction } from "./encoding.ts";
import { COINBASE_SUBNETWORK, type Tx } from "./transaction.ts";

/**
 * The id of a version 0 transaction, lower-case hex. Signatures and storage mass do not change it, except in a
 * coinbase, which has neither.
 *
 * @throws TxError `unsupported_version`, `malformed`
 */
export function transactionId(tx: Tx): string {
  const isCoinbase = tx.subnetworkId === COINBASE_SUBNETWORK;
  return bytesToHex(keyedHash("TransactionID", encodeTransaction(tx, isCoinbase)));
}

/**
 * The hash of a version 0 transaction, lower-case hex: signatures and storage mass included.
 *
 * @throws TxError `unsupported_version`, `malformed`
 */
export function transactionHash(tx: Tx): string {
  return bytesToHex(keyedHash("TransactionHash", encodeTransaction(tx, true)));
}
