// Whether memory stays steady over a run, seen at the end of each merchant's requests.
const MIB = 1024 * 1024;
/** The simulated chain and the mails of the run are kept in the same process; nothing else may grow with requests. */
const ALLOWED_MIB_PER_THOUSAND = 8;

export interface HeapSample {
  readonly requests: number;
  readonly mib: number;
}

/** What is in use after a collection: memory that the collector has not given back yet is no leak. */
export function heapAfter(requests: number): HeapSample {
  globalThis.gc?.();
  return { requests, mib: Math.round(process.memoryUsage().heapUsed / MIB) };
}

/** In words, when memory grew in the second half of a run; null = steady, or too short to decide. */
export function heapFault(samples: readonly HeapSample[]): string | null {
  const middle = samples[Math.floor(samples.length / 2)];
  const last = samples.at(-1);
  if (middle === undefined || last === undefined || last.requests - middle.requests < 1_000) return null;
  const growth = ((last.mib - middle.mib) / (last.requests - middle.requests)) * 1_000;
  return growth <= ALLOWED_MIB_PER_THOUSAND
    ? null
    : `memory grows by ${growth.toFixed(1)} MiB in a thousand requests`;
}
