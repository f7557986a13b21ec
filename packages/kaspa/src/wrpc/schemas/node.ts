import * as z from "zod";
import { count, orNull, u64 } from "./fields.ts";

/** Calls without parameters. */
export const empty = z.object({});

/** `getServerInfo`, for the node check. docs/spec/chain-following.md#the-node-check */
export const serverInfo = z.object({
  rpcApiVersion: count,
  rpcApiRevision: count,
  serverVersion: z.string(),
  networkId: z.string(),
  hasUtxoIndex: z.boolean(),
  isSynced: z.boolean(),
  virtualDaaScore: u64,
});

/** `getInfo`. */
export const info = z.object({
  p2pId: z.string(),
  mempoolSize: u64,
  serverVersion: z.string(),
  isUtxoIndexed: z.boolean(),
  isSynced: z.boolean(),
});

/** `getCurrentNetwork`. */
export const currentNetwork = z.object({ network: z.string() });

/** `getSinkBlueScore`. */
export const sinkBlueScore = z.object({ blueScore: u64 });

/** Parameters of `getDaaScoreTimestampEstimate`. */
export const timestampEstimateRequest = z.object({ daaScores: z.array(u64) });

/** `getDaaScoreTimestampEstimate`, milliseconds. */
export const timestampEstimate = z.object({ timestamps: z.array(count) });

/** Parameters of `subscribe` and `unsubscribe`: exactly one scope, its fields in snake_case. */
export const scopeRequest = z
  .object({
    VirtualChainChanged: z.object({ include_accepted_transaction_ids: z.boolean() }).optional(),
    VirtualDaaScoreChanged: z.object({}).optional(),
    SinkBlueScoreChanged: z.object({}).optional(),
    FinalityConflict: z.object({}).optional(),
    FinalityConflictResolved: z.object({}).optional(),
    UtxosChanged: z.object({ addresses: z.array(z.string()) }).optional(),
  })
  .refine((scopes) => Object.values(scopes).filter((scope) => scope !== undefined).length === 1, "one scope");

/** Reply to `subscribe` and `unsubscribe`. */
export const listener = z.object({ id: orNull(u64) });
