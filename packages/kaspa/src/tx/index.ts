export {
  type BuiltPayment,
  buildPayment,
  DEFAULT_MIN_OUTPUT_SOMPI,
  type PaymentOutput,
  type PaymentPlan,
} from "./build.ts";
export { feeFor } from "./fee.ts";
export { transactionHash, transactionId } from "./ids.ts";
export {
  feeMass,
  type Masses,
  MINIMUM_FEE_RATE,
  masses,
  minimumFee,
  type StorageCell,
  storageMass,
  transactionSize,
} from "./mass.ts";
export { createSighasher, isSighashType, SIGHASH, sighashSchnorr } from "./sighash.ts";
export { type KeyFor, SIGNATURE_SCRIPT_PLACEHOLDER, signInputs, verifyInput } from "./sign.ts";
export {
  COINBASE_SUBNETWORK,
  NATIVE_SUBNETWORK,
  type Outpoint,
  type Tx,
  TxError,
  type TxErrorCode,
  type TxInput,
  type TxOutput,
  type Utxo,
  type UtxoEntry,
} from "./transaction.ts";
