import { sharedMessages } from "../../shared/messages.ts";

// The tab's title: how many payments arrived unseen, whether the money is simulated, and the page.

let heading = "";
let unseen = 0;
let test = false;

function show() {
  const prefix = `${unseen > 0 ? `(${unseen}) ` : ""}${test ? "TEST " : ""}`;
  document.title = `${prefix}${heading === "" ? "" : `${heading} · `}${sharedMessages.product}`;
}

export function setHeading(text: string): void {
  heading = text;
  show();
}

export function setTestTitle(on: boolean): void {
  test = on;
  show();
}

/** Counts payments that arrive while the tab is in the background; looking at it clears the count. */
export function countUnseen(arrived: number): void {
  if (document.hasFocus() || arrived === 0) return;
  if (unseen === 0) window.addEventListener("focus", clearUnseen, { once: true });
  unseen += arrived;
  show();
}

function clearUnseen() {
  unseen = 0;
  show();
}
