// Reads the tables during a chaos run (I12, and the part of I10 that needs several moments).
import type { DrivenChain } from "../driven-chain.ts";
import { snapshotViolations } from "../invariants/violations.ts";
import { type HasDatabase, readSnapshot } from "../ledger.ts";
import { pause } from "../seeded.ts";

export interface SnapshotWatch {
  /** Snapshots whose cursor was on the chain, so that they could be checked. */
  readonly count: number;
  /** Violations, the first twenty. */
  end(): Promise<string[]>;
}

const EVERY_MS = 150;
const MAX_FAULTS = 20;

export function watchSnapshots(chain: DrivenChain, database: HasDatabase): SnapshotWatch {
  const faults: string[] = [];
  let count = 0;
  let over = false;
  let lastSum = 0;
  const look = async (): Promise<void> => {
    const snapshot = await readSnapshot(database).catch(() => null);
    if (snapshot === null) return;
    if (snapshot.nextIndexSum < lastSum)
      faults.push(`I10 the next index fell from ${lastSum} to ${snapshot.nextIndexSum}`);
    lastSum = snapshot.nextIndexSum;
    const found = snapshotViolations(chain, snapshot);
    if (found === null) return;
    count++;
    faults.push(...found);
  };
  const watching = (async () => {
    while (!over) {
      await look();
      await pause(EVERY_MS);
    }
  })();
  return {
    get count() {
      return count;
    },
    async end() {
      over = true;
      await watching;
      return faults.slice(0, MAX_FAULTS);
    },
  };
}
