// Updates the element at full seconds of the last five minutes, by server time, and says when to announce.
import type { ReactiveController, ReactiveControllerHost } from "lit";

const SHOWN_MS = 300_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class Countdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onSecond: (secondsLeft: number) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onSecond` is called at each full second reached. */
  constructor(host: ReactiveControllerHost, onSecond: (secondsLeft: number) => void) {
    this.#host = host;
    this.#onSecond = onSecond;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Plans the next update; `leftMs` is what remains of the time to pay. */
  plan(leftMs: () => number): void {
    this.stop();
    const left = leftMs();
    if (left <= 0) return;
    const wait = left > SHOWN_MS ? Math.min(left - SHOWN_MS, LONGEST_TIMER_MS) : left % 1000 || 1000;
    this.#timer = setTimeout(() => {
      this.#onSecond(Math.max(0, Math.round(leftMs() / 1000)));
      this.#host.requestUpdate();
      this.plan(leftMs);
    }, wait);
  }
}
