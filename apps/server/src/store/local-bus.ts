import type { Bus, Hint } from "../ports/bus.ts";

/** Hints within one process: listeners run at once, in the order they came. */
export function createLocalBus(onError: (error: unknown) => void): Bus {
  const listeners = new Set<(hint: Hint) => void>();
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
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
