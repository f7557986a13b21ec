import { cx } from "./cx.ts";

/** The classes of a row of links that choose a part of a list. */
export const pillRowClass = "-mx-1 flex gap-1 overflow-x-auto px-1 py-1";

/** The classes of one of these links. */
export function pillClass(active: boolean): string {
  return cx(
    "flex h-8 items-center gap-2 rounded-full px-3 text-sm font-medium whitespace-nowrap",
    active ? "bg-ink text-canvas" : "text-ink-2 hover:bg-sunken",
  );
}
