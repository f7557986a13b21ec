// The time of a test.

/** Clock of server, database and chain. */
export interface SharedClock {
  readonly isStepped: boolean;
  now(): number;
  /** Moves a stepped clock; nothing reacts to it. */
  shift(ms: number): void;
}

/** The clock of a test's gateway. */
export interface TestClock extends SharedClock {
  /**
   * Time passes: the clock moves, prices are asked for anew, and the chain mines enough blocks for its median time to
   * follow, which the gateway reads.
   */
  advance(ms: number, blocks?: number): Promise<void>;
}

/** @param kind `machine`, `stepped` from now on, or `stepped` from this time (ms) on */
export function steppedClock(kind: "machine" | "stepped" | number): SharedClock {
  if (kind === "machine") {
    const shift = () => {
      throw new Error('The machine\'s clock cannot be moved: start the gateway with clock "stepped".');
    };
    return { isStepped: false, now: Date.now, shift };
  }
  let time = kind === "stepped" ? Date.now() : kind;
  return {
    isStepped: true,
    now: () => time,
    shift(ms) {
      time += ms;
    },
  };
}
