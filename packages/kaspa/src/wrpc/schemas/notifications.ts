import * as z from "zod";
import { acceptedIds } from "./chain.ts";
import { hash, u64 } from "./fields.ts";
import { addressedUtxo } from "./transactions.ts";

const virtualChainChanged = z
  .object({
    VirtualChainChanged: z.object({
      removedChainBlockHashes: z.array(hash),
      addedChainBlockHashes: z.array(hash),
      acceptedTransactionIds: z.array(acceptedIds),
    }),
  })
  .transform(({ VirtualChainChanged: fields }) => ({ scope: "VirtualChainChanged" as const, ...fields }));

const virtualDaaScoreChanged = z
  .object({ VirtualDaaScoreChanged: z.object({ virtualDaaScore: u64 }) })
  .transform(({ VirtualDaaScoreChanged: fields }) => ({
    scope: "VirtualDaaScoreChanged" as const,
    ...fields,
  }));

const sinkBlueScoreChanged = z
  .object({ SinkBlueScoreChanged: z.object({ sinkBlueScore: u64 }) })
  .transform(({ SinkBlueScoreChanged: fields }) => ({ scope: "SinkBlueScoreChanged" as const, ...fields }));

const utxosChanged = z
  .object({ UtxosChanged: z.object({ added: z.array(addressedUtxo), removed: z.array(addressedUtxo) }) })
  .transform(({ UtxosChanged: fields }) => ({ scope: "UtxosChanged" as const, ...fields }));

const finalityConflict = z
  .object({ FinalityConflict: z.object({ violatingBlockHash: hash }) })
  .transform(({ FinalityConflict: fields }) => ({ scope: "FinalityConflict" as const, ...fields }));

const finalityConflictResolved = z
  .object({ FinalityConflictResolved: z.object({ finalityBlockHash: hash }) })
  .transform(({ FinalityConflictResolved: fields }) => ({
    scope: "FinalityConflictResolved" as const,
    ...fields,
  }));

/** Schema of each notification's `params`, by the method of its frame. */
export const notifications = {
  virtualChainChangedNotification: virtualChainChanged,
  virtualDaaScoreChangedNotification: virtualDaaScoreChanged,
  sinkBlueScoreChangedNotification: sinkBlueScoreChanged,
  utxosChangedNotification: utxosChanged,
  finalityConflictNotification: finalityConflict,
  finalityConflictResolvedNotification: finalityConflictResolved,
} as const;

/** A decoded notification; `scope` names which. It only says that something may have changed. */
export type WrpcNotification = z.output<(typeof notifications)[keyof typeof notifications]>;
