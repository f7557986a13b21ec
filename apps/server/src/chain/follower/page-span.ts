export interface PageSpan {
  /** Blue-score steps a page may cover; undefined = no limit. */
  current(): number | undefined;
  /** False when it is at its smallest already. */
  shrink(): boolean;
  grow(): void;
  /** A page was read. */
  worked(): void;
}

const GOOD_PAGES = 20;

/**
 * How large pages may be: smaller after a failure, larger after 20 good pages, up to no limit.
 * docs/spec/chain-following.md#page-span
 */
export function createPageSpan(steps: readonly number[]): PageSpan {
  /** -1 = no limit. */
  let step = -1;
  let good = 0;
  const move = (to: number): boolean => {
    const changed = to !== step;
    step = to;
    good = 0;
    return changed;
  };
  return {
    current: () => steps[step],
    shrink: () => move(Math.min(step + 1, steps.length - 1)),
    grow: () => {
      move(Math.max(step - 1, -1));
    },
    worked() {
      good += 1;
      if (step >= 0 && good >= GOOD_PAGES) move(step - 1);
    },
  };
}
