// What the transport reports to the page: the session ended, the password is needed, the server does not answer.
import { useSyncExternalStore } from "react";

interface Signal<T> {
  get(): T;
  set(value: T): void;
  use(): T;
}

function signal<T>(first: T): Signal<T> {
  let value = first;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const get = () => value;
  return {
    get,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}

/** A call that waits until the password was entered again or the dialog was dismissed. */
export interface StepUpRequest {
  readonly confirmed: () => void;
  readonly dismissed: () => void;
}

export const stepUpAsked = signal<StepUpRequest | null>(null);
export const sessionEnded = signal(false);
export const serverAway = signal(false);
/** State of the live subscription; null while no view uses one. */
export const liveState = signal<"live" | "reconnecting" | null>(null);
/** Payments created since the open list was read; its pill announces them. */
export const arrivedPayments = signal<readonly string[]>([]);

let renewals = 0;

/** How often this page got a new proof of its session. Calls sent with an older proof are refused. */
export const proofRenewals = (): number => renewals;
export const proofRenewed = (): void => {
  renewals += 1;
};

let asking: Promise<boolean> | null = null;

/** Asks for the password once, however many calls wait for it. True when it was given. */
export function askStepUp(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => {
    const answer = (given: boolean) => () => {
      asking = null;
      stepUpAsked.set(null);
      resolve(given);
    };
    stepUpAsked.set({ confirmed: answer(true), dismissed: answer(false) });
  });
  return asking;
}
