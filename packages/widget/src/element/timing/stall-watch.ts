// Notices when the confirmations of a payment stop for 10 s: then the payer reads that it takes longer.

const STALLED_MS = 10_000;

/** `noticed` is called when nothing has moved for long, with `stalled` set. */
export function createStallWatch(noticed: () => void) {
  let known = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const watch = {
    stalled: false,
    /** `progress` changes with each step; `waiting` is false while nothing is expected to move. */
    look(progress: string, waiting: boolean): void {
      if (progress === known) return;
      known = progress;
      watch.stalled = false;
      stop();
      if (!waiting) return;
      timer = setTimeout(() => {
        watch.stalled = true;
        noticed();
      }, STALLED_MS);
    },
    stop,
  };
  return watch;
}
