import { block, virtualChain, virtualChainV2 } from "./chain-replies.ts";
import { RPC_TEXT, refuse } from "./errors.ts";
import {
  blockDagInfo,
  daaScoreTimestamps,
  feeEstimate,
  info,
  serverInfo,
  utxoReturnAddress,
} from "./node-replies.ts";
import type { NodeView } from "./node-view.ts";
import type { Params } from "./params.ts";
import {
  balanceByAddress,
  balancesByAddresses,
  mempoolEntriesByAddresses,
  mempoolEntry,
  submitTransaction,
  utxosByAddresses,
} from "./wallet-replies.ts";

type Method = (view: NodeView, params: Params) => unknown;

/** Every method but subscribe and unsubscribe, which belong to the connection. */
const METHODS = new Map<string, Method>([
  ["ping", () => ({})],
  ["getServerInfo", serverInfo],
  ["getInfo", info],
  ["getCurrentNetwork", (view) => ({ network: view.faults.networkId })],
  ["getBlockDagInfo", blockDagInfo],
  ["getSinkBlueScore", (view) => ({ blueScore: view.sinkBlueScore })],
  ["getBlock", block],
  ["getVirtualChainFromBlock", virtualChain],
  ["getVirtualChainFromBlockV2", virtualChainV2],
  ["getUtxosByAddresses", utxosByAddresses],
  ["getBalanceByAddress", balanceByAddress],
  ["getBalancesByAddresses", balancesByAddresses],
  ["getMempoolEntry", mempoolEntry],
  ["getMempoolEntriesByAddresses", mempoolEntriesByAddresses],
  ["submitTransaction", submitTransaction],
  ["getFeeEstimate", feeEstimate],
  ["getUtxoReturnAddress", utxoReturnAddress],
  ["getDaaScoreTimestampEstimate", daaScoreTimestamps],
]);

/** Methods that need consensus and so fail while the node is between two chain states. */
const NEEDS_CONSENSUS = new Set([
  "getBlockDagInfo",
  "getSinkBlueScore",
  "getBlock",
  "getVirtualChainFromBlock",
  "getVirtualChainFromBlockV2",
  "getUtxosByAddresses",
  "getBalanceByAddress",
  "getBalancesByAddresses",
  "submitTransaction",
]);

const V2_SINCE = [1, 1, 0] as const;

/** The handler of a method; undefined for one that this version of the node does not know. */
export function methodOf(view: NodeView, name: string): Method | undefined {
  const method = METHODS.get(name);
  if (name === "getVirtualChainFromBlockV2" && !hasV2(view.faults.serverVersion)) return undefined;
  if (method && view.faults.transitional && NEEDS_CONSENSUS.has(name)) {
    return () => refuse(RPC_TEXT.transitional);
  }
  return method;
}

function hasV2(version: string): boolean {
  const parts = version.split("-")[0]!.split(".").map(Number);
  for (const [index, least] of V2_SINCE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
