import type { RateBook } from "./rate-book.ts";
import { type RateSource, SourceBusy } from "./rate-source.ts";

export interface RateRefresher {
  /** Ticks at once in the background and then every 30 s. Returns without waiting for any source. */
  start(): void;
  /** Ends the timer and aborts running fetches; resolves when nothing of it runs any more. */
  stop(): Promise<void>;
  /** Asks every source that is due once, in parallel. Never rejects. Single flight. */
  tick(): Promise<void>;
}

export interface RateRefresherOptions {
  sources: readonly RateSource[];
  book: RateBook;
  currencies: readonly string[];
  clock: { now(): number };
  /** Called once when a source fails and once when it works again. */
  onSource?: (event: { source: string; ok: boolean; error?: unknown }) => void;
  intervalMs?: number;
  timeoutMs?: number;
}

const INTERVAL_MS = 30_000;
const TIMEOUT_MS = 10_000;
// A source that fails is asked less often, at most every two minutes, because shops wait for prices.
const MAX_SKIPPED_TICKS = 3;

interface Attempts {
  failures: number;
  skip: number;
  /** When the source asked to be called again, by the clock; 0 = it did not. */
  notBefore: number;
}

export function createRateRefresher(options: RateRefresherOptions): RateRefresher {
  const { book, clock, currencies } = options;
  const attempts = new Map<RateSource, Attempts>(
    options.sources.map((source) => [source, { failures: 0, skip: 0, notBefore: 0 }]),
  );
  let timer: ReturnType<typeof setInterval> | undefined;
  let running: Promise<void> | undefined;
  let stopped = new AbortController();

  async function ask(source: RateSource, state: Attempts, stop: AbortController): Promise<void> {
    const own = new AbortController();
    const abort = () => own.abort();
    const limit = setTimeout(abort, options.timeoutMs ?? TIMEOUT_MS);
    stop.signal.addEventListener("abort", abort);
    try {
      const { rates, madeAt } = await source.fetch(currencies, own.signal);
      const now = clock.now();
      // A timestamp of the source counts only if it makes its price older.
      book.record(source.name, rates, Math.min(now, madeAt ?? now), now);
      if (state.failures > 0) options.onSource?.({ source: source.name, ok: true });
      state.failures = 0;
      state.skip = 0;
    } catch (error) {
      if (stop.signal.aborted) return;
      state.failures += 1;
      state.skip = Math.min(2 ** (state.failures - 1) - 1, MAX_SKIPPED_TICKS);
      if (error instanceof SourceBusy) state.notBefore = clock.now() + error.retryAfterMs;
      book.fail(source.name, own.signal.aborted ? "no answer in time" : saying(error));
      if (state.failures === 1) options.onSource?.({ source: source.name, ok: false, error });
    } finally {
      clearTimeout(limit);
      stop.signal.removeEventListener("abort", abort);
    }
  }

  async function askDue(): Promise<void> {
    const now = clock.now();
    const due = [...attempts].filter(([, state]) => {
      state.skip -= 1;
      return state.skip < 0 && state.notBefore <= now;
    });
    await Promise.all(due.map(([source, state]) => ask(source, state, stopped)));
  }

  function tick(): Promise<void> {
    running ??= askDue().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    start() {
      stopped = new AbortController();
      timer ??= setInterval(() => void tick(), options.intervalMs ?? INTERVAL_MS);
      void tick();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      stopped.abort();
      await running;
    },
    tick,
  };
}

/** Without addresses: everybody may read the state of the sources. */
function saying(error: unknown): string {
  const text = error instanceof Error ? error.message : "";
  return /^(answered|said|named|sent) /.test(text) ? text : "cannot be reached";
}
