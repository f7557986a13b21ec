/** Aborted by the first Ctrl-C, so that what is under way can end; the second one ends the program at once. */
export function endBySignal(): AbortSignal {
  const end = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => end.abort());
  return end.signal;
}
