import type { UnitOfWork } from "../database/unit-of-work.ts";
import type { Clock } from "../runtime/clock.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import type { Cursor } from "./records.ts";
import { chainRepository } from "./repository/index.ts";

export interface CursorReader {
  /** How far the chain was applied, at most a second ago; null before the first start with a node. */
  current(network: ChainNetwork): Promise<Cursor | null>;
  /** The follower of this process just moved it. */
  moved(cursor: Cursor): void;
}

const KEPT_MS = 1_000;

/**
 * Saves a read for each new payment. With a cursor that is a second old, a payment may count money that is a second
 * older than itself. That is harmless: nobody had its address or sum before.
 */
export function createCursorReader({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): CursorReader {
  const kept = new Map<ChainNetwork, { cursor: Cursor; at: number }>();
  const keep = (cursor: Cursor): void => {
    kept.set(cursor.network, { cursor, at: clock.now() });
  };
  return {
    async current(network) {
      const known = kept.get(network);
      if (known !== undefined && Math.abs(clock.now() - known.at) < KEPT_MS) return known.cursor;
      const cursor = await chainRepository(unitOfWork.db).cursor(network);
      if (cursor !== null) keep(cursor);
      return cursor;
    },
    moved: keep,
  };
}
