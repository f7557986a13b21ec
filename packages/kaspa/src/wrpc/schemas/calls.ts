import * as z from "zod";
import * as chain from "./chain.ts";
import { orNull, u64 } from "./fields.ts";
import * as node from "./node.ts";
import * as wallet from "./wallet.ts";

/**
 * Schemas of every call, by method: `request` and `reply` describe `params` of the two frames. All
 * are non-strict and turn sompi, DAA and blue scores into bigint and absent values into null.
 */
export const schemas = {
  ping: { request: node.empty, reply: node.empty },
  getServerInfo: { request: node.empty, reply: node.serverInfo },
  getInfo: { request: node.empty, reply: node.info },
  getCurrentNetwork: { request: node.empty, reply: node.currentNetwork },
  getBlockDagInfo: { request: node.empty, reply: chain.blockDagInfo },
  getSinkBlueScore: { request: node.empty, reply: node.sinkBlueScore },
  getBlock: { request: chain.blockRequest, reply: chain.block },
  getVirtualChainFromBlock: { request: chain.virtualChainRequest, reply: chain.virtualChain },
  getVirtualChainFromBlockV2: { request: chain.virtualChainV2Request, reply: chain.virtualChainV2 },
  getUtxosByAddresses: { request: wallet.addressesRequest, reply: wallet.utxos },
  getBalanceByAddress: { request: z.object({ address: z.string() }), reply: wallet.balance },
  getBalancesByAddresses: { request: wallet.addressesRequest, reply: wallet.balances },
  getMempoolEntry: { request: wallet.mempoolEntryRequest, reply: wallet.mempoolEntryReply },
  getMempoolEntriesByAddresses: { request: wallet.mempoolEntriesRequest, reply: wallet.mempoolEntries },
  submitTransaction: { request: wallet.submitRequest, reply: wallet.submitReply },
  getFeeEstimate: { request: node.empty, reply: wallet.feeEstimate },
  getUtxoReturnAddress: { request: wallet.returnAddressRequest, reply: wallet.returnAddress },
  getDaaScoreTimestampEstimate: { request: node.timestampEstimateRequest, reply: node.timestampEstimate },
  subscribe: { request: node.scopeRequest, reply: node.listener },
  unsubscribe: { request: node.scopeRequest, reply: node.listener },
} as const;

/** Name of a call. */
export type WrpcMethod = keyof typeof schemas;

/** What a call sends. */
export type WrpcRequest<M extends WrpcMethod> = z.input<(typeof schemas)[M]["request"]>;

/** What a call answers, decoded. */
export type WrpcReply<M extends WrpcMethod> = z.output<(typeof schemas)[M]["reply"]>;

/** Frame of a request; `params` is required even when empty. docs/spec/kaspa-protocol.md#wrpc-frames */
export const requestFrame = z.object({
  id: u64,
  method: z.string(),
  params: z.record(z.string(), z.unknown()),
});

/** Frame that a node sends: a reply (result in `params`), an error, or a notification (no id). */
export const serverFrame = z.object({
  id: orNull(u64),
  method: orNull(z.string()),
  params: z.unknown().optional(),
  error: orNull(z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() })),
});
