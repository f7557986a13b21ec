import { AsyncResource } from "node:async_hooks";
import type { UnitOfWork } from "../unit-of-work.ts";

/**
 * A change notification: it carries no trusted content, every reader reads the state again. `paymentIds` limits what is
 * read again when the publisher knows them; absent = anything may have changed.
 */
export interface ChangeNotification {
  readonly topic: "payments" | "deliveries" | "settings";
  readonly paymentIds?: readonly string[];
}

/** Fan-out inside a process or between processes. A notification may come twice, late or not at all. */
export interface Bus {
  publish(notification: ChangeNotification): void;
  /** Returns a function that stops listening. Listeners must not throw and must not block. */
  subscribe(listener: (notification: ChangeNotification) => void): () => void;
}

/** A notification published inside a transaction goes out after its commit: readers that it wakes see the change. */
export function publishAfterCommit(bus: Bus, unitOfWork: Pick<UnitOfWork, "afterCommit">): Bus {
  return {
    publish: (notification) => unitOfWork.afterCommit(() => bus.publish(notification)),
    subscribe: (listener) => bus.subscribe(listener),
  };
}

/**
 * Change notifications within one process: listeners run at once, in the order of their registration, and never inside
 * the transaction of the publisher.
 */
export function createLocalBus(onError: (error: unknown) => void): Bus {
  const listeners = new Set<(notification: ChangeNotification) => void>();
  return {
    publish(notification) {
      for (const listener of listeners) {
        try {
          listener(notification);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      const own = AsyncResource.bind(listener);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
  };
}
