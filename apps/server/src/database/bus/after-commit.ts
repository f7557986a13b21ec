import type { UnitOfWork } from "../unit-of-work.ts";
import type { Bus } from "./bus.ts";

/** A notification published inside a transaction goes out after its commit: readers that it wakes see the change. */
export function publishAfterCommit(bus: Bus, unitOfWork: Pick<UnitOfWork, "afterCommit">): Bus {
  return {
    publish: (notification) => unitOfWork.afterCommit(() => bus.publish(notification)),
    subscribe: (listener) => bus.subscribe(listener),
  };
}
