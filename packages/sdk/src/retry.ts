const LONGEST_BACKOFF_MS = 8_000;

/** Delay before the next try, in ms: doubles with each try; half of it is random, so that clients do not come at once. */
export function backoffMs(tries: number, firstMs: number, random: () => number = Math.random): number {
  const whole = Math.min(firstMs * 2 ** tries, LONGEST_BACKOFF_MS);
  return (whole * (1 + random())) / 2;
}

/** `Retry-After` in ms from now, given as seconds or as a date; null when absent or unreadable. */
export function retryAfterMs(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** Waits; throws the signal's reason as soon as it is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}
