// First start, and cursor recovery when the node does not know our cursor. docs/spec/chain-following.md#cursor-recovery

import { disbursementRecovery } from "../../features/disbursements/find-disbursements.ts";
import { endOutage } from "../outages.ts";
import { createResume } from "../quarantine/resume.ts";
import type { Cursor, Leadership } from "../records.ts";
import { chainRepository } from "../repository/index.ts";
import { type ChainSource, CursorPruned, CursorUnknown } from "../source.ts";
import { createBridgeGap } from "./bridge-gap.ts";
import { cursorAt, isOurCursor, type RecoverDeps } from "./own-cursor.ts";
import { createSettleRechecks } from "./settle-rechecks.ts";
import { createOutputVerifier } from "./verify-outputs.ts";

export function createRecoverCursor(deps: RecoverDeps) {
  return {
    /** First start: the chain is read from the node's present sink on; nothing earlier counts. */
    async start(source: ChainSource): Promise<Cursor> {
      const sink = await source.sink();
      const cursor = cursorAt(source.network, sink, source.health().nodeName, deps.clock.now());
      await chainRepository(deps.unitOfWork.db).startCursor(cursor);
      return (await chainRepository(deps.unitOfWork.db).cursor(source.network)) ?? cursor;
    },

    /**
     * Sets the cursor to the newest checkpoint that the node knows. Outputs accepted above it get the
     * flag `recheck`; the replay clears it, and outputs that keep it left the chain. Null when the node knows no checkpoint.
     */
    async stepBack(source: ChainSource, lost: Cursor, leader: Leadership): Promise<Cursor | null> {
      for (const checkpoint of await chainRepository(deps.unitOfWork.db).checkpoints(source.network)) {
        if (checkpoint.daa >= lost.daa || !(await isKnown(source, checkpoint.hash))) continue;
        const cursor = { ...lost, ...checkpoint, recentTimes: [checkpoint.blockTime] };
        const moved = await deps.unitOfWork.transaction(async (db) => {
          if (!(await isOurCursor(db, lost, leader))) return false;
          await chainRepository(db).requestRecheck(source.network, checkpoint.daa);
          await chainRepository(db).requestDepositRecheck(source.network, checkpoint.daa);
          await disbursementRecovery(db).requestRecheck(source.network, checkpoint.daa);
          await chainRepository(db).dropCheckpointsAbove(source.network, checkpoint.daa);
          await chainRepository(db).moveCursor(cursor);
          return true;
        });
        return moved ? cursor : null;
      }
      return null;
    },

    settleRechecks: createSettleRechecks(deps),
    bridgeGap: createBridgeGap(deps),
    verifyOutputs: createOutputVerifier(deps),
    resume: createResume(deps),
    endOutage: (cursor: Cursor, leader: Leadership) => endOutage(deps, cursor, leader),
  };
}

export type RecoverCursor = ReturnType<typeof createRecoverCursor>;

/** Pulls a small page from the checkpoint, only to see whether the node can answer. */
async function isKnown(source: ChainSource, hash: string): Promise<boolean> {
  try {
    await source.pull(hash, 10);
    return true;
  } catch (error) {
    if (error instanceof CursorUnknown || error instanceof CursorPruned) return false;
    throw error;
  }
}
