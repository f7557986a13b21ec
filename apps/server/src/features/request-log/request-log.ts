import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { ApiRequest, RecordRequest } from "../../http/middleware/record-request.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { createLoop, type Worker } from "../../runtime/loop.ts";
import { requestLogRepository } from "./repository.ts";
import { createRowBudget, type RowBudgetDeps } from "./row-budget.ts";

export interface RequestLogDeps extends RowBudgetDeps {
  readonly unitOfWork: UnitOfWork;
  readonly ids: Ids;
  readonly clock: Clock;
  /** So many rows since the start were not kept; told at most once a minute. */
  onDropped(total: number, cause: unknown): void;
}

export interface RequestLog extends Worker {
  readonly record: RecordRequest;
  /** Rows that were not kept since the start. */
  dropped(): number;
}

/**
 * At most about 30 MiB: the shape of a body has up to 60 names of up to some 120 characters
 * (`apps/server/src/http/middleware/body-shape.ts`), 15 KiB as objects. A usual call is a twentieth of that.
 */
const MAX_WAITING = 2_000;
const BATCH = 500;
const WRITE_EVERY_MS = 1_000;
const TELL_EVERY_MS = 60_000;
const OVER_BUDGET = new Error("A key made more calls in a minute than its limits allow");
const FULL = new Error("The request log is full");

/**
 * Keeps calls in memory and writes them in batches, apart from the calls themselves. While the database is away, or when
 * more come than can be written or than the limits of a key allow, rows are dropped and counted: the log never makes a
 * call wait or fail.
 */
export function createRequestLog(deps: RequestLogDeps): RequestLog {
  const mayKeep = createRowBudget(deps);
  let waiting: (ApiRequest & { id: string })[] = [];
  let dropped = 0;
  let toldAt = Number.NEGATIVE_INFINITY;

  function drop(rows: number, cause: unknown): void {
    dropped += rows;
    const now = deps.clock.now();
    if (now - toldAt < TELL_EVERY_MS) return;
    toldAt = now;
    deps.onDropped(dropped, cause);
  }

  /** True = there is more. After a failure the rest waits for the next round. */
  async function round(): Promise<boolean> {
    const batch = waiting.slice(0, BATCH);
    waiting = waiting.slice(BATCH);
    if (batch.length === 0) return false;
    try {
      await requestLogRepository(deps.unitOfWork.db).insert(batch);
    } catch (error) {
      drop(batch.length, error);
      return false;
    }
    return waiting.length > 0;
  }

  const loop = createLoop({ round, idleMs: WRITE_EVERY_MS, onError: (error) => drop(0, error) });
  return {
    ...loop,
    record(call, make) {
      try {
        if (!mayKeep(call, deps.clock.now())) drop(1, OVER_BUDGET);
        else if (waiting.length >= MAX_WAITING) drop(1, FULL);
        else waiting.push({ ...make(), id: deps.ids.next("rql") });
      } catch (error) {
        drop(1, error);
      }
    },
    dropped: () => dropped,
    async stop() {
      await loop.stop();
      for (let more = true; more; ) more = await round();
    },
  };
}
