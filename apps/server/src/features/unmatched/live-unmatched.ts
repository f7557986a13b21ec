import type { UnmatchedCount } from "@kaspa-pay/api-contract";
import type { Bus } from "../../database/bus/bus.ts";
import type { Db, UnitOfWork } from "../../database/unit-of-work.ts";
import { isoOrNull } from "../caller.ts";
import { createChangeWaiter } from "../dashboard/change-waiter.ts";
import { unmatchedRepository } from "./repository.ts";

/** Unmatched money publishes no change notification, so this is the longest delay until a page shows it. */
const POLL_MS = 2_000;

/** The count of unmatched transfers: at once, and whenever it changes, until the signal ends. */
export async function* liveUnmatched(
  { unitOfWork, bus }: { unitOfWork: UnitOfWork; bus: Bus },
  storeId: string,
  signal: AbortSignal,
): AsyncIterable<UnmatchedCount> {
  const waker = createChangeWaiter(bus, signal);
  let sent = "";
  try {
    while (!signal.aborted) {
      const { count, newest } = await unmatchedRepository(unitOfWork.db).waiting(storeId);
      const now = `${count}:${newest}`;
      if (now !== sent) yield { count, newest: isoOrNull(newest) };
      sent = now;
      await waker.wait(POLL_MS);
    }
  } finally {
    waker.stop();
  }
}

type Unmatched = ReturnType<typeof unmatchedRepository>;

/** Money of the store that waits for a decision. */
export const waitingUnmatched = (
  db: Db,
  ...query: Parameters<Unmatched["waiting"]>
): ReturnType<Unmatched["waiting"]> => unmatchedRepository(db).waiting(...query);
