// Transactions that join: whatever runs inside one, however deep, reads and writes through it.
import { AsyncLocalStorage } from "node:async_hooks";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import { inTransaction } from "./transaction.ts";

/** The pool, or one running transaction. Only repositories look inside. */
export type Db = Kysely<Database>;

export interface UnitOfWork {
  /**
   * The running transaction of the caller, else the pool, where each statement is a transaction of its own. Read it
   * again for each use: a kept one stays outside of later transactions.
   */
  readonly db: Db;
  /**
   * One short transaction; inside another one it is a part of that. It runs again from the start when PostgreSQL asks
   * for it (40001, 40P01), so the work has no effect outside the database.
   */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Runs an effect outside the database once the running transaction is committed; without one, at once. */
  afterCommit(effect: () => void): void;
}

interface Running {
  readonly db: Db;
  readonly effects: (() => void)[];
  /** Work that a transaction left behind, such as a timer, does not run in it after its end. */
  open: boolean;
}

export function createUnitOfWork(pool: Db, onRetry?: () => void): UnitOfWork {
  const storage = new AsyncLocalStorage<Running>();
  const joined = (): Running | null => {
    const running = storage.getStore();
    return running?.open ? running : null;
  };
  return {
    get db() {
      return joined()?.db ?? pool;
    },
    async transaction(work) {
      const outer = joined();
      if (outer !== null) return work(outer.db);
      let effects: (() => void)[] = [];
      const answer = await inTransaction(
        pool,
        async (db) => {
          const running: Running = { db, effects: [], open: true };
          effects = running.effects;
          try {
            return await storage.run(running, () => work(db));
          } finally {
            running.open = false;
          }
        },
        onRetry,
      );
      for (const effect of effects) effect();
      return answer;
    },
    afterCommit(effect) {
      const running = joined();
      if (running === null) effect();
      else running.effects.push(effect);
    },
  };
}
