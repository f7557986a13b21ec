// The chain's clock against the database's. docs/spec/payment-lifecycle.md#two-clocks
import type { Clock } from "../../runtime/clock.ts";
import { SKEW_LIMIT_MS } from "../chain-clock.ts";
import type { Cursor } from "../records.ts";

export class ClockSkew {
  /** The chain's clock less the database's; null = not measured yet. */
  ms: number | null = null;
  /** Blocks came since the chain was last read to its end, so the newest of them is recent. */
  #hasNewBlocks = false;
  readonly #clock: Clock;
  readonly #onChange: (skewMs: number | null) => void;

  /** `onChange` gets the difference once it is too large, and null once it is small again. */
  constructor(clock: Clock, onChange: (skewMs: number | null) => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  blocksCame(): void {
    this.#hasNewBlocks = true;
  }

  /** The chain is read to its end. Only a block that came after it was last read to its end is recent enough. */
  compare(cursor: Cursor, wasCaughtUp: boolean): void {
    const isRecent = this.#hasNewBlocks && wasCaughtUp;
    this.#hasNewBlocks = false;
    if (!isRecent) return;
    const wasFar = this.#isFar();
    this.ms = cursor.blockTime - this.#clock.now();
    if (this.#isFar() !== wasFar) this.#onChange(wasFar ? null : this.ms);
  }

  #isFar(): boolean {
    return this.ms !== null && Math.abs(this.ms) >= SKEW_LIMIT_MS;
  }
}
