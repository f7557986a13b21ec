// Claims due deliveries, sends them in parallel and writes results in batches: each write takes the results that came
// in during the one before.

import type { Bus } from "../../database/bus/bus.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { FaultPoints } from "../../runtime/fault-points.ts";
import { createLoop, type Loop } from "../../runtime/loop.ts";
import type { Deliver, DeliveryOutcome } from "./deliver.ts";
import type { DisableEndpoint } from "./disable-endpoint.ts";
import type { ClaimedDelivery } from "./records.ts";
import { deliveryRepository } from "./repository/deliveries.ts";

export interface DispatcherDeps {
  unitOfWork: UnitOfWork;
  deliver: Deliver;
  disable: DisableEndpoint;
  bus: Bus;
  faults: FaultPoints;
  /** Unique to this process. */
  holder: string;
  onError(error: unknown): void;
}

export interface DeliveryDispatcher extends Loop {
  /** Attempts made since the start. */
  sent(): number;
  /** Resolves when no attempt is under way and nothing was due at the last claim. */
  settled(): Promise<void>;
}

const GLOBAL_LIMIT = 50;
const PER_ENDPOINT_LIMIT = 5;
const POLL_MS = 1_000;

export function createDeliveryDispatcher(deps: DispatcherDeps): DeliveryDispatcher {
  const deliveries = deliveryRepository(deps.unitOfWork.db);
  const running = new Set<Promise<void>>();
  let finished: DeliveryOutcome[] = [];
  let writing: Promise<void> | null = null;
  let sent = 0;

  /** Results that arrive while a write is under way share the next one. */
  function write(): Promise<void> {
    // Started in the next microtask: a write that fails at once must not end before `writing` is set.
    writing ??= Promise.resolve().then(flush);
    return writing;
  }

  /** Resets `writing` in the same tick in which nothing is left, so that no result is missed between two writes. */
  async function flush(): Promise<void> {
    try {
      while (finished.length > 0) {
        const batch = finished;
        finished = [];
        await deps.faults.reach("deliver.before-mark");
        try {
          await deliveries.record(
            deps.holder,
            batch.map((delivery) => delivery.result),
          );
        } catch (error) {
          // Kept for the next write: a result that is lost means one more POST of what arrived already.
          finished = [...batch, ...finished];
          throw error;
        }
        await disableFailing(deps, batch);
      }
    } finally {
      writing = null;
    }
  }

  async function send(claimed: ClaimedDelivery): Promise<void> {
    try {
      const outcome = await deps.deliver(claimed);
      // Not in one expression: `finished` would be read before the wait, and a write begun meanwhile replaces it.
      finished.push(outcome);
      await write();
    } catch (error) {
      // The claim runs out by itself and the delivery is tried again.
      deps.onError(error);
    }
  }

  async function round(): Promise<boolean> {
    if (finished.length > 0) await write();
    const free = GLOBAL_LIMIT - running.size;
    if (free === 0) return false;
    const claimed = await deliveries.claim(deps.holder, free, PER_ENDPOINT_LIMIT);
    if (claimed.length === 0) return false;
    await deps.faults.reach("deliver.after-claim");
    sent += claimed.length;
    for (const delivery of claimed) {
      const sending: Promise<void> = send(delivery).finally(() => {
        running.delete(sending);
        loop.wake();
      });
      running.add(sending);
    }
    return claimed.length === free;
  }

  const loop = createLoop({ round, idleMs: POLL_MS, onError: deps.onError });
  let unsubscribe: () => void = () => {};
  async function settled(): Promise<void> {
    while (running.size > 0) await Promise.all(running);
  }
  return {
    ...loop,
    start() {
      unsubscribe = deps.bus.subscribe(({ topic }) => {
        if (topic === "deliveries") loop.wake();
      });
      loop.start();
    },
    async stop() {
      unsubscribe();
      await loop.stop();
      await settled();
    },
    sent: () => sent,
    settled,
  };
}

/** Checks each endpoint that failed in this batch once. */
async function disableFailing(deps: DispatcherDeps, batch: readonly DeliveryOutcome[]): Promise<void> {
  const failing = new Map<string, { storeId: string; gone: boolean }>();
  for (const { result, gone } of batch) {
    if (result.delivered) continue;
    const known = failing.get(result.endpointId)?.gone ?? false;
    failing.set(result.endpointId, { storeId: result.storeId, gone: gone || known });
  }
  for (const [endpointId, { storeId, gone }] of failing) {
    if (await deps.disable(storeId, endpointId, gone)) deps.bus.publish({ topic: "deliveries" });
  }
}
