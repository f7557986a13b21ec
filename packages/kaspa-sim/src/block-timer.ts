// Blocks at a steady rate. The schedule is kept against a monotonic clock, so a busy event loop delays blocks but
// does not lose them.
import type { Simulator } from "./simulator.ts";

/** Blocks made in one turn after a pause; a longer pause (a suspended laptop) is skipped. */
const MAX_CATCH_UP_BLOCKS = 20;

/** Mines by timer until stopped. */
export class BlockTimer {
  readonly #simulator: Simulator;
  #blocksPerSecond = 0;
  #nextAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  get blocksPerSecond(): number {
    return this.#blocksPerSecond;
  }

  /** Sets the rate; 0 stops the timer. */
  setRate(blocksPerSecond: number): void {
    if (!Number.isFinite(blocksPerSecond) || blocksPerSecond < 0 || blocksPerSecond > 1_000) {
      throw new RangeError("blocks per second are 0 to 1000");
    }
    this.stop();
    this.#blocksPerSecond = blocksPerSecond;
    this.#nextAt = performance.now() + 1_000 / blocksPerSecond;
    this.#arm();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(): void {
    if (this.#blocksPerSecond === 0) return;
    this.#timer = setTimeout(() => this.#turn(), Math.max(0, this.#nextAt - performance.now()));
  }

  #turn(): void {
    const interval = 1_000 / this.#blocksPerSecond;
    const now = performance.now();
    const due = Math.floor((now - this.#nextAt) / interval) + 1;
    const count = Math.min(due, MAX_CATCH_UP_BLOCKS);
    this.#nextAt = due > count ? now + interval : this.#nextAt + due * interval;
    if (count > 0 && !this.#simulator.frozen) this.#simulator.catchUp(count);
    this.#arm();
  }
}
