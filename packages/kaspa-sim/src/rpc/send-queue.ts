// One ordered queue per connection with a single timer: delays and reordering without a timer per frame.

interface Queued {
  readonly dueAt: number;
  readonly frame: string;
}

/** Delivers frames in order of their due time; frames due now go out at once while nothing waits. */
export class SendQueue {
  readonly #deliver: (frame: string) => void;
  #waiting: Queued[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(deliver: (frame: string) => void) {
    this.#deliver = deliver;
  }

  /** @param delayMs 0 keeps the order behind frames that still wait, unless `overtakes` */
  push(frame: string, delayMs: number, overtakes = false): void {
    if (delayMs <= 0 && this.#waiting.length === 0) {
      this.#deliver(frame);
      return;
    }
    const last = this.#waiting[this.#waiting.length - 1];
    const dueAt = performance.now() + delayMs;
    const queued = { frame, dueAt: overtakes || !last ? dueAt : Math.max(dueAt, last.dueAt) };
    let at = this.#waiting.length;
    while (at > 0 && this.#waiting[at - 1]!.dueAt > queued.dueAt) at--;
    this.#waiting.splice(at, 0, queued);
    this.#arm();
  }

  close(): void {
    this.#waiting = [];
    if (this.#timer) clearTimeout(this.#timer);
  }

  #arm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    const first = this.#waiting[0];
    if (first) this.#timer = setTimeout(() => this.#flush(), Math.max(0, first.dueAt - performance.now()));
  }

  #flush(): void {
    const now = performance.now();
    while (this.#waiting[0] && this.#waiting[0].dueAt <= now) this.#deliver(this.#waiting.shift()!.frame);
    this.#arm();
  }
}
