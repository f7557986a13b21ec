// When a page cannot be written: finds the payments at fault by trying each alone in a transaction that is rolled back.

import type { Db, UnitOfWork } from "../../database/unit-of-work.ts";
import type { PaymentChanges } from "../../features/payments/payment-change.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import { applyChainFacts, type FactsToApply } from "../apply-chain-facts.ts";
import { chainRepository } from "../repository/index.ts";

interface TrialDeps {
  unitOfWork: UnitOfWork;
  paymentChanges: PaymentChanges;
}

class Undo extends Error {}

/** More than this many at once is a fault of the server or the database, not of payments. */
const MOST = 20;

/** Payments that fail alone twice while the database answers, with the reason. Never rejects; in doubt it is empty. */
export async function isolateFailing(
  deps: TrialDeps,
  network: ChainNetwork,
  plan: (db: Db) => Promise<FactsToApply | null>,
): Promise<Map<string, string>> {
  const broken = new Map<string, string>();
  try {
    const each = await undone(deps, plan);
    for (const payment of each?.payments ?? []) {
      const facts = { ...(each as FactsToApply), payments: [payment] };
      const first = await faultOf(deps, facts);
      if (first === null) continue;
      await chainRepository(deps.unitOfWork.db).cursor(network);
      const again = await faultOf(deps, facts);
      if (again !== null) broken.set(payment.paymentId, again);
    }
  } catch {
    return new Map();
  }
  return broken.size > MOST ? new Map() : broken;
}

async function faultOf({ paymentChanges, ...deps }: TrialDeps, facts: FactsToApply): Promise<string | null> {
  try {
    await undone({ paymentChanges, ...deps }, async (db) => {
      await applyChainFacts({ paymentChanges }, db, facts);
    });
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
