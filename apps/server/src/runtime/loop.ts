/** Every worker: `tick` does one bounded round; tests call it directly. */
export interface Worker {
  start(): void;
  /** Resolves when the running round is done. */
  stop(): Promise<void>;
  /** Single flight: a call during a round waits for that round. */
  tick(): Promise<void>;
}

export interface LoopOptions {
  /** One round; true = there is more to do at once. */
  round(): Promise<boolean>;
  /** Pause after a round that left nothing to do. */
  idleMs: number | (() => number);
  /** Called when a round throws; the next one follows after the pause. */
  onError(error: unknown): void;
}

export interface Loop extends Worker {
  /** Something happened: end the pause. Never does the work itself. */
  wake(): void;
}

export function createLoop({ round, idleMs, onError }: LoopOptions): Loop {
  let running: Promise<boolean> | null = null;
  let cycle: Promise<void> | null = null;
  let stopped = true;
  let woken = false;
  let endPause: () => void = () => {};

  function once(): Promise<boolean> {
    running ??= round().finally(() => {
      running = null;
    });
    return running;
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, typeof idleMs === "number" ? idleMs : idleMs());
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken || stopped) endPause();
    });
  }

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      let more = false;
      try {
        more = await once();
      } catch (error) {
        onError(error);
        woken = false;
      }
      if (!more && !stopped) await pause();
    }
  }

  return {
    start() {
      if (cycle !== null) return;
      stopped = false;
      cycle = run();
    },
    async stop() {
      stopped = true;
      endPause();
      await cycle;
      cycle = null;
      await running?.catch(() => undefined);
    },
    async tick() {
      await once();
    },
    wake() {
      woken = true;
      endPause();
    },
  };
}
