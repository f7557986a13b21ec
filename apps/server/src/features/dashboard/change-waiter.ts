import type { Bus } from "../../database/bus/bus.ts";

export interface ChangeWaiter {
  /** Waits until a payment changed somewhere, the time is over or the signal ended. */
  wait(ms: number): Promise<void>;
  stop(): void;
}

export function createChangeWaiter(bus: Bus, signal: AbortSignal): ChangeWaiter {
  let pending = false;
  let wake: (() => void) | null = null;
  const ring = () => {
    pending = true;
    wake?.();
  };
  const off = bus.subscribe((hint) => hint.topic === "payments" && ring());
  signal.addEventListener("abort", ring);
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => wake?.(), ms);
        wake = () => {
          clearTimeout(timer);
          wake = null;
          pending = false;
          resolve();
        };
        if (pending || signal.aborted) wake();
      }),
    stop: () => {
      off();
      signal.removeEventListener("abort", ring);
    },
  };
}
