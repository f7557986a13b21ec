import type { Bus, Hint } from "../ports/bus.ts";

/** Change notifications within one process: listeners run at once, in the order of their registration. */
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
