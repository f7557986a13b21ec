// The second step of a simulated case: it waits until the follower has written the first one, so that people see the
// steps in order. Kept in memory: after a restart the case has to be started again.

import type { Bus } from "../../database/bus/bus.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import { findStorePayment } from "../payments/find-payment.ts";
import type { PaymentWithTransfers } from "../payments/records.ts";

/** Checks the payment as it is now. True = done, or not needed any more; false = wait for the next change. */
export type FollowUp = (stored: PaymentWithTransfers) => boolean;

export interface FollowUps {
  /** One for each payment: a newer one replaces an older one. */
  expect(storeId: string, paymentId: string, sequel: FollowUp): void;
  /** Resolves when no payment is being looked at any more. */
  settled(): Promise<void>;
}

export interface FollowUpDeps {
  unitOfWork: UnitOfWork;
  bus: Bus;
  onSimulationError(error: unknown): void;
}

/** Limit of unfinished ones; the oldest is dropped. */
const MAX_WAITING = 500;

interface Waiting {
  storeId: string;
  play: FollowUp;
}

export function createFollowUps({ unitOfWork, bus, onSimulationError }: FollowUpDeps): FollowUps {
  const waiting = new Map<string, Waiting>();
  const looking = new Set<Promise<void>>();
  let unsubscribe: (() => void) | null = null;

  function start(): void {
    unsubscribe ??= bus.subscribe(({ topic, paymentIds }) => {
      if (topic !== "payments") return;
      for (const id of paymentIds ?? waiting.keys()) {
        const followUp = waiting.get(id);
        if (followUp !== undefined) look(id, followUp);
      }
    });
  }

  function end(id: string, followUp: Waiting): void {
    if (waiting.get(id) === followUp) waiting.delete(id);
    if (waiting.size > 0) return;
    unsubscribe?.();
    unsubscribe = null;
  }

  function look(id: string, followUp: Waiting): void {
    const work = read(id, followUp)
      .catch(onSimulationError)
      .finally(() => looking.delete(work));
    looking.add(work);
  }

  async function read(id: string, followUp: Waiting): Promise<void> {
    const stored = await findStorePayment(unitOfWork.db, followUp.storeId, id);
    // Two change notifications may come at the same time: only one runs.
    if (waiting.get(id) !== followUp) return;
    try {
      if (stored === null || followUp.play(stored)) end(id, followUp);
    } catch (error) {
      end(id, followUp);
      throw error;
    }
  }

  return {
    expect(storeId, paymentId, play) {
      const followUp = { storeId, play };
      waiting.delete(paymentId);
      waiting.set(paymentId, followUp);
      for (const oldest of waiting.keys()) {
        if (waiting.size <= MAX_WAITING) break;
        waiting.delete(oldest);
      }
      start();
      look(paymentId, followUp);
    },
    async settled() {
      while (looking.size > 0) await Promise.all(looking);
    },
  };
}
