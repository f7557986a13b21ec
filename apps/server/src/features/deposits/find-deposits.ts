// What other features and the chain ask of deposits, in their own transaction.
import type { Db } from "../../database/unit-of-work.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { DepositSettings, DepositTarget } from "./records.ts";
import { depositRepository } from "./repository/deposits.ts";
import { depositSettingsRepository } from "./repository/settings.ts";

/** Null = the store never set any: deposits are off. */
export const depositSettingsOf = (db: Db, storeId: string): Promise<DepositSettings | null> =>
  depositSettingsRepository(db).get(storeId);

/** Deposits whose depth has come, at most `limit`. */
export const dueDeposits = (
  db: Db,
  network: ChainNetwork,
  daa: bigint,
  limit: number,
): Promise<DepositTarget[]> => depositRepository(db).due(network, daa, limit);
