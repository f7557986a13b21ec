/** Prefetched and hidden pages make no payment: an address is used up by people, not by previews. */
export function whenSeen(mayBeHidden: boolean, act: () => void): void {
  const page = document as Document & { prerendering?: boolean };
  const event = page.prerendering
    ? "prerenderingchange"
    : document.hidden && !mayBeHidden
      ? "visibilitychange"
      : null;
  if (event === null) act();
  else document.addEventListener(event, () => whenSeen(mayBeHidden, act), { once: true });
}
