/** Runs `act` once the page is visible: prefetched and hidden pages create no payment and use no address. */
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
