import { AsyncResource } from "node:async_hooks";
import type { Bus, ChangeNotification } from "./bus.ts";

/**
 * Change notifications within one process: listeners run at once, in the order of their registration, and never inside
 * the transaction of the publisher.
 */
export function createLocalBus(onError: (error: unknown) => void): Bus {
  const listeners = new Set<(hint: ChangeNotification) => void>();
  return {
    publish(hint) {
      for (const listener of listeners) {
        try {
          listener(hint);
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
