// What features ask of the chain that was read, in their own transaction.
import type { Db } from "../database/unit-of-work.ts";
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
