// When a page cannot be written: finds the payments at fault by trying each alone in a transaction that is rolled back.
import type { ChainNetwork } from "../../../ports/chain-source.ts";
import type { Records, UnitOfWork } from "../../../ports/unit-of-work.ts";
import type { Outcomes } from "../../payments/outcome-of.ts";
import { type EachFact, reduceEach } from "../reduce-each.ts";

interface TrialDeps {
  unitOfWork: UnitOfWork;
  outcomes: Outcomes;
}

class Undo extends Error {}

/** More than this many at once is a fault of the server or the database, not of payments. */
const MOST = 20;

/** Payments that fail alone twice while the database answers, with the reason. Never rejects; in doubt it is empty. */
export async function findBroken(
  deps: TrialDeps,
  network: ChainNetwork,
  plan: (records: Records) => Promise<EachFact | null>,
): Promise<Map<string, string>> {
  const broken = new Map<string, string>();
  try {
    const each = await undone(deps, plan);
    for (const id of each?.ids ?? []) {
      const one = { ...(each as EachFact), ids: [id] };
      const first = await faultOf(deps, one);
      if (first === null) continue;
      await deps.unitOfWork.records.chain.cursor(network);
      const again = await faultOf(deps, one);
      if (again !== null) broken.set(id, again);
    }
  } catch {
    return new Map();
  }
  return broken.size > MOST ? new Map() : broken;
}

async function faultOf({ outcomes, ...deps }: TrialDeps, one: EachFact): Promise<string | null> {
  try {
    await undone({ outcomes, ...deps }, async (records) => {
      await records.payments.save(await reduceEach({ outcomes }, records, one));
    });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs the work in a transaction that is always rolled back. */
async function undone<T>({ unitOfWork }: TrialDeps, work: (records: Records) => Promise<T>): Promise<T> {
  let answer: { value: T } | undefined;
  try {
    await unitOfWork.transaction(async (records) => {
      answer = { value: await work(records) };
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return (answer as { value: T }).value;
}
