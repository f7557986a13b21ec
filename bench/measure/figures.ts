/** Value below which a share of the samples is; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** For people: three significant digits and the unit. */
export function shown(value: number, unit = ""): string {
  if (!Number.isFinite(value)) return "-";
  const text = Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
  return unit === "" ? text : `${text} ${unit}`;
}
