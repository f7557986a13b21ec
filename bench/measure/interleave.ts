/** One thing that is measured, by its name in the table. */
export interface Contestant<T> {
  readonly name: string;
  measure(): Promise<T>;
}

/** A/B/A/B: every round measures each of them once, so that a change of the machine's load meets all of them. */
export async function interleave<T>(
  rounds: number,
  contestants: readonly Contestant<T>[],
): Promise<Map<string, T[]>> {
  const results = new Map<string, T[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, measure } of contestants) results.get(name)?.push(await measure());
  }
  return results;
}
