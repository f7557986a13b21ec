// Shows views as fast as a person can follow: `detected` stays long enough to be read as a step of its own, and
// progress is painted four times a second at most. Events of the element are never held back.
import type { ViewName } from "../../views/view-model.ts";

const MIN_DETECTED_MS = 600;
const PROGRESS_EVERY_MS = 250;

export interface Pace {
  /** On screen; may lag behind what is known by a moment. */
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
