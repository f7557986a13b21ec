import { useSyncExternalStore } from "react";

const query = window.matchMedia("(min-width: 1024px)");

function subscribe(listener: () => void) {
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether there is space for a panel beside the page. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
