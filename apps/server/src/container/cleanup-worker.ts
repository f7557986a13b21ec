import { dropWeeks, makeWeeks, sweepDefault } from "../database/event-partitions.ts";
import type { UnitOfWork } from "../database/unit-of-work.ts";
import { sessionRepository } from "../features/accounts/session-repository.ts";
import { passwordResetRepository } from "../features/accounts/user-repository.ts";
import { disbursementRepository } from "../features/disbursements/repository/disbursements.ts";
import { requestLogRepository } from "../features/request-log/repository.ts";
import { addressRepository } from "../features/wallets/address-repository.ts";
import type { GapAlert } from "../features/wallets/gap-alert.ts";
import { deliveryRepository } from "../features/webhooks/repository/deliveries.ts";
import { idempotencyRepository } from "../idempotency/repository.ts";
import type { Clock } from "../runtime/clock.ts";
import { createLoop, type Worker } from "../runtime/loop.ts";

const EVERY_MS = 60_000;
const BATCH = 1_000;
/** Of calls, in one round: the only rows that come by the thousand. */
const REQUEST_BATCHES = 50;
const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
const IDEMPOTENCY_MS = 72 * HOUR_MS;
const SESSIONS_KEPT_MS = 30 * DAY_MS;
const REQUESTS_KEPT_MS = 7 * DAY_MS;
const EVENTS_KEPT_MS = 30 * DAY_MS;
/** The next week's partition is ready a week before. More of them would make every search for due deliveries slower. */
const WEEKS_AHEAD_MS = 7 * DAY_MS;
/** Life of a mempool transaction: until then late money on the address still belongs to the payment that ended. */
const QUARANTINE_MS = DAY_MS;

export interface CleanupDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  tellWideGaps: GapAlert;
  onError(error: unknown): void;
}

/**
 * Cleanup worker: keeps the partitions of coming weeks ready, drops old ones, and removes expired rows of other tables,
 * one batch of each kind a round (many of calls), another round at once while there is more. A kind that fails keeps no other from its
 * turn.
 */
export function createCleanupWorker({ unitOfWork, clock, tellWideGaps, onError }: CleanupDeps): Worker {
  return createLoop({
    idleMs: EVERY_MS,
    onError,
    async round() {
      const now = clock.now();
      const { db } = unitOfWork;
      const kinds: (() => Promise<unknown>)[] = [
        () => addressRepository(db).releaseEnded(now - QUARANTINE_MS, QUARANTINE_MS, BATCH),
        () => idempotencyRepository(db).sweep(now - IDEMPOTENCY_MS, BATCH),
        () => sessionRepository(db).sweep(now - SESSIONS_KEPT_MS, BATCH),
        () => passwordResetRepository(db).sweep(now - DAY_MS, BATCH),
        () => sweepRequests(unitOfWork, now - REQUESTS_KEPT_MS),
        () => tellWideGaps(),
        () => deliveryRepository(db).abandonInactive(),
        () => disbursementRepository(db).forgetClosed(now, BATCH),
        () => sweepDefault(db, now - EVENTS_KEPT_MS, BATCH),
        () => makeWeeks(db, now, now + WEEKS_AHEAD_MS),
        () => dropWeeks(db, now - EVENTS_KEPT_MS),
      ];
      let more = false;
      let fault: unknown = null;
      for (const clean of kinds) {
        try {
          if ((await clean()) === BATCH) more = true;
        } catch (error) {
          fault = error;
        }
      }
      if (fault !== null) throw fault;
      return more;
    },
  });
}

/** Rows of the last batch. */
async function sweepRequests({ db }: UnitOfWork, before: number): Promise<number> {
  let removed = BATCH;
  for (let left = REQUEST_BATCHES; left > 0 && removed === BATCH; left--)
    removed = await requestLogRepository(db).sweep(before, BATCH);
  return removed;
}
