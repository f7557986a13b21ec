// When a page cannot be written: finds the payments at fault by trying each alone in a transaction that is rolled back.

import type { Db, UnitOfWork } from "../../database/unit-of-work.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import { chainRepository } from "../repository/index.ts";

interface TrialDeps {
  unitOfWork: UnitOfWork;
}

/** What a page does to one payment, or to one of its refunds. */
export interface Trial {
  readonly paymentId: string;
  run(db: Db): Promise<unknown>;
}

class Undo extends Error {}

/** More than this many at once is a fault of the server or the database, not of payments. */
const MOST = 20;

/** Payments that fail alone twice while the database answers, with the reason. Never rejects; in doubt it is empty. */
export async function isolateFailing(
  deps: TrialDeps,
  network: ChainNetwork,
  plan: (db: Db) => Promise<readonly Trial[]>,
): Promise<Map<string, string>> {
  const broken = new Map<string, string>();
  try {
    for (const trial of await undone(deps, plan)) {
      const first = await faultOf(deps, trial);
      if (first === null) continue;
      await chainRepository(deps.unitOfWork.db).cursor(network);
      const again = await faultOf(deps, trial);
      if (again !== null) broken.set(trial.paymentId, again);
    }
  } catch {
    return new Map();
  }
  return broken.size > MOST ? new Map() : broken;
}

async function faultOf(deps: TrialDeps, trial: Trial): Promise<string | null> {
  try {
    await undone(deps, (db) => trial.run(db));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs the work in a transaction that is always rolled back. */
async function undone<T>({ unitOfWork }: TrialDeps, work: (db: Db) => Promise<T>): Promise<T> {
  let answer: { value: T } | undefined;
  try {
    await unitOfWork.transaction(async (db) => {
      answer = { value: await work(db) };
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return (answer as { value: T }).value;
}
