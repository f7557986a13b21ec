// Paints views at a pace that a person can follow: `detected` stays for at least 600 ms, and progress is painted at
// most four times a second. Events of the element are never delayed.
import type { ViewName } from "../../views/view-model.ts";

const MIN_DETECTED_MS = 600;
const PROGRESS_EVERY_MS = 250;

export interface Pace {
  /** The view on screen; it may be a moment behind the state. */
  readonly shown: ViewName;
  show(view: ViewName): void;
  stop(): void;
}

/** `paint` is called while `shown` is still the view before. */
export function createPace(paint: (view: ViewName) => void): Pace {
  let shown: ViewName = "loading";
  let shownAt = 0;
  let paintedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const show = (view: ViewName) => {
    stop();
    const now = performance.now();
    const hurried = shown === "detected" && (view === "detected" || view === "confirmed");
    const due = view === "detected" ? paintedAt + PROGRESS_EVERY_MS : shownAt + MIN_DETECTED_MS;
    if (hurried && due > now) {
      timer = setTimeout(() => show(view), due - now);
      return;
    }
    paintedAt = now;
    if (view !== shown) shownAt = now;
    paint(view);
    shown = view;
  };
  return {
    get shown() {
      return shown;
    },
    show,
    stop,
  };
}

/** Runs `act` once the page is visible: prefetched and hidden pages create no payment and use no address. */
export function whenSeen(mayBeHidden: boolean, act: () => void): void {
  const page = document as Document & { prerendering?: boolean };
  const event = page.prerendering
    ? "prerenderingchange"
    : document.hidden && !mayBeHidden
      ? "visibilitychange"
      : null;
  if (event === null) act();
  else document.addEventListener(event, () => whenSeen(mayBeHidden, act), { once: true });
}
