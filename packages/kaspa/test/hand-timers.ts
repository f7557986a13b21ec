import type { WrpcTimers } from "@kaspa-pay/kaspa/wrpc";

/** Timers that run only when a test moves the clock. */
export class HandTimers implements WrpcTimers {
  jitter = 0;
  private now = 0;
  private readonly waiting = new Set<{ at: number; run: () => void }>();

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.now + delayMs, run };
    this.waiting.add(timer);
    return () => this.waiting.delete(timer);
  }

  random(): number {
    return this.jitter;
  }

  /** Delays of all running timers, shortest first. */
  get pending(): number[] {
    return [...this.waiting].map(({ at }) => at - this.now).sort((a, b) => a - b);
  }

  advance(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const [next] = [...this.waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.waiting.delete(next);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}
