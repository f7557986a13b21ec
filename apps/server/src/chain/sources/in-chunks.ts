/** Asks about more items than one call may hold, one chunk after the other; the answers in order. */
export async function inChunks<I, T>(
  all: readonly I[],
  size: number,
  ask: (chunk: I[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < all.length; from += size)
    found.push(...(await ask(all.slice(from, from + size))));
  return found;
}
