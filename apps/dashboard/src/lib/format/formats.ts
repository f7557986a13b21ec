import { createContext, useContext, useSyncExternalStore } from "react";
import { browserZone, exactly, onDate, type TimeParts, when } from "./time-text.ts";

/** Zone in which times are shown, and currency of the store on screen. */
export const StoreFormats = createContext<{ readonly timeZone: string; readonly currency: string }>({
  timeZone: browserZone(),
  currency: "USD",
});

const TICK_MS = 5_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const listener of listeners) listener();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time of day, moving every five seconds; one timer for the whole page. */
export function useNow(): number {
  useSyncExternalStore(subscribe, () => now);
  return Math.max(now, Date.now() - TICK_MS);
}

export interface Formats {
  readonly zone: string;
  readonly currency: string;
  readonly when: (iso: string) => TimeParts;
  readonly onDate: (iso: string) => TimeParts;
  readonly exactly: (iso: string) => string;
}

/** Times as the layout set their zone: the store's, or the browser's when the person chose so. */
export function useFormats(): Formats {
  const { timeZone: zone, currency } = useContext(StoreFormats);
  const at = useNow();
  return {
    zone,
    currency,
    when: (iso) => when(iso, zone, at),
    onDate: (iso) => onDate(iso, zone),
    exactly: (iso) => exactly(iso, zone),
  };
}
