// Choices of this browser, kept in local storage; nothing secret, nothing of the store.
import { useSyncExternalStore } from "react";

export interface Preferences {
  readonly theme: "auto" | "light" | "dark";
  /** Single-key shortcuts (WCAG 2.1.4). */
  readonly shortcuts: boolean;
  readonly zone: "store" | "browser";
  readonly sound: boolean;
}

const KEY = "kp.preferences";
const DARK = "(prefers-color-scheme: dark)";
const DEFAULTS: Preferences = { theme: "auto", shortcuts: true, zone: "store", sound: false };
const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}

/** Puts the theme on the root element; `auto` leaves it to the system. */
export function applyTheme(): void {
  const root = document.documentElement;
  if (current.theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = current.theme;
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Private windows without storage keep the choice for this page only.
  }
  applyTheme();
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** The theme that is on screen: the chosen one, or the system's. */
export function useShownTheme(): "light" | "dark" {
  const { theme } = usePreferences();
  const systemIsDark = useSyncExternalStore(
    (listener) => {
      const media = matchMedia(DARK);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(DARK).matches,
  );
  if (theme !== "auto") return theme;
  return systemIsDark ? "dark" : "light";
}

export function soundIsOn(): boolean {
  return current.sound;
}
