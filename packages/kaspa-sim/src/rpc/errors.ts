/** Answered as an error frame; the text is what clients branch on. */
export class RpcError extends Error {}

/** A frame the protocol does not allow: the connection is closed without an answer. */
export class ProtocolError extends Error {}

/** Error texts of the reference node, verbatim. docs/spec/kaspa-protocol.md#node-errors */
export const RPC_TEXT = {
  badParams: "request deserialization error",
  noUtxoIndex: "Method unavailable. Run the node with the --utxoindex argument.",
  unsafeSubscription: "Method unavailable in safe mode. Run the node with --unsaferpc argument.",
  noRetentionRoot: "the queried hash does not have retention root on its chain",
  transitional: "consensus is currently in a transitional ibd state",
  invalidAddress: "The address is invalid",
  mempoolQuery: "transaction query must either not filter transactions or include orphans",
  unknownHeader: (hash: string) => `cannot find header ${hash}`,
  noTransaction: (txId: string) => `Transaction ${txId} not found`,
  rejected: (txId: string, reason: string) => `Rejected transaction ${txId}: ${reason}`,
} as const;

/** @throws RpcError always */
export function refuse(text: string): never {
  throw new RpcError(text);
}
