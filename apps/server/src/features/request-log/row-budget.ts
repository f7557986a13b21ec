import type { FinishedCall } from "../../http/middleware/record-request.ts";

const MINUTE_MS = 60_000;
const TOO_MANY_REQUESTS = 429;

export interface RowBudgetDeps {
  /** Calls, reads and writes together, that the limits of a key allow in a minute. */
  callsPerMinute(key: FinishedCall["key"]): number;
}

/**
 * Whether a call that ended at `now` is kept: for each key at most as many in a minute as its limits allow calls, and the
 * first of those that they refuse. Refused calls cost a caller nothing, so without this one key could fill the disk.
 */
export function createRowBudget(deps: RowBudgetDeps): (call: FinishedCall, now: number) => boolean {
  let minute = Number.NaN;
  let used = new Map<string, { rows: number; limited: boolean }>();
  return ({ key, status }, now) => {
    const present = Math.floor(now / MINUTE_MS);
    if (present !== minute) used = new Map();
    minute = present;
    const mine = used.get(key.keyId) ?? { rows: 0, limited: false };
    used.set(key.keyId, mine);
    if (status === TOO_MANY_REQUESTS) {
      const first = !mine.limited;
      mine.limited = true;
      return first;
    }
    if (mine.rows >= deps.callsPerMinute(key)) return false;
    mine.rows += 1;
    return true;
  };
}
