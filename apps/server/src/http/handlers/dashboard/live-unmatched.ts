import type { UnmatchedCount } from "@kaspa-pay/api-contract";
import type { Bus } from "../../../ports/bus.ts";
import type { UnitOfWork } from "../../../ports/unit-of-work.ts";
import { isoOrNull } from "../checks.ts";
import { createWaker } from "./waker.ts";

/** Money without a payment gives no hint of its own, so this is how late a page may hear of it. */
const POLL_MS = 2_000;

/** How much unmatched money waits: at once, and whenever that changes, until the signal ends. */
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
