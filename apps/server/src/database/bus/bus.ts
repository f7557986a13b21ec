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
