// What features ask of the chain that was read, in their own transaction.
import type { Db, UnitOfWork } from "../database/unit-of-work.ts";
import type { Clock } from "../runtime/clock.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import type { Cursor } from "./records.ts";
import { chainRepository } from "./repository/index.ts";

/** Null = this network was never read. */
export const readCursor = (db: Db, network: ChainNetwork): Promise<Cursor | null> =>
  chainRepository(db).cursor(network);

/** Keeps the cursor where it is until the end of the transaction, so that no page is applied beside it. */
export const holdCursor = (db: Db, network: ChainNetwork): Promise<void> =>
  chainRepository(db).holdCursor(network);

/** The last outage that hid payments of the store, if it ended after `since`. */
export const recoveredPayments = (db: Db, storeId: string, since: number) =>
  chainRepository(db).recovered(storeId, since);

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

/** What this process knows of a network's chain right now; reading it costs nothing. */
export interface ChainTip {
  /** Newest virtual DAA score received, for shown confirmations only; 0 before the first one. */
  virtualDaa(network: ChainNetwork): bigint;
  /** False during a confirmation pause: nothing confirms or expires. */
  canConfirm(network: ChainNetwork): boolean;
  /** The chain's clock and the host's differ by 5 minutes or more. */
  skewed(network: ChainNetwork): boolean;
}
