import type { ChainNetwork } from "../../ports/chain-source.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Cursor } from "../../ports/records/chain-records.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";

export interface CursorReader {
  /** How far the chain was applied, at most a second ago; null before the first start with a node. */
  current(network: ChainNetwork): Promise<Cursor | null>;
  /** The follower of this process just moved it. */
  moved(cursor: Cursor): void;
}

const KEPT_MS = 1_000;

/**
 * Spares each create a read. A cursor that is a second old only lets a payment count money a second older than
 * itself, to an address or sum that nobody had before.
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
      const cursor = await unitOfWork.records.chain.cursor(network);
      if (cursor !== null) keep(cursor);
      return cursor;
    },
    moved: keep,
  };
}
