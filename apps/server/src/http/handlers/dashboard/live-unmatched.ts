import type { UnmatchedCount } from "@kaspa-pay/api-contract";
import type { Bus } from "../../../ports/bus.ts";
import type { UnitOfWork } from "../../../ports/unit-of-work.ts";
import { isoOrNull } from "../checks.ts";
import { createWaker } from "./waker.ts";

/** Unmatched money publishes no change notification, so this is the longest delay until a page shows it. */
const POLL_MS = 2_000;

/** The count of unmatched transfers: at once, and whenever it changes, until the signal ends. */
export async function* liveUnmatched(
  { unitOfWork, bus }: { unitOfWork: UnitOfWork; bus: Bus },
  storeId: string,
  signal: AbortSignal,
): AsyncIterable<UnmatchedCount> {
  const waker = createWaker(bus, signal);
  let told = "";
  try {
    while (!signal.aborted) {
      const { count, newest } = await unitOfWork.records.unmatched.waiting(storeId);
      const now = `${count}:${newest}`;
      if (now !== told) yield { count, newest: isoOrNull(newest) };
      told = now;
      await waker.wait(POLL_MS);
    }
  } finally {
    waker.stop();
  }
}
