// Pulls the page after the cursor, in spans that the node can build and this process can read.
// docs/spec/chain-following.md#page-span
import type { Cursor } from "../records.ts";
import {
  type ChainPage,
  type ChainSource,
  CursorPruned,
  CursorUnknown,
  PAGE_SPANS,
  PageTooLarge,
  PageUnreadable,
  Unavailable,
} from "../source.ts";
import { createPageSpan, type PageSpan } from "./page-span.ts";

export type PulledPage =
  | { kind: "page"; page: ChainPage }
  /** The page was too large: ask again at once for a smaller one. */
  | { kind: "ask_smaller" }
  /** The node does not know the cursor's block, or keeps it no longer. */
  | { kind: "cursor_unknown"; pruned: boolean };

export class PageReader {
  readonly span: PageSpan = createPageSpan(PAGE_SPANS);
  readonly #source: ChainSource;

  constructor(source: ChainSource) {
    this.#source = source;
  }

  /** @throws Unavailable, NodeUnsynced and what else ends the round */
  async pull(cursor: Cursor): Promise<PulledPage> {
    try {
      const page = await this.#source.pull(cursor.hash, this.span.current());
      this.#checkAscent(page, cursor);
      if (page.added.length > 0) this.span.worked();
      return { kind: "page", page };
    } catch (error) {
      if (error instanceof CursorUnknown) return { kind: "cursor_unknown", pruned: false };
      if (error instanceof CursorPruned) return { kind: "cursor_unknown", pruned: true };
      const tooMuch = error instanceof PageTooLarge || error instanceof PageUnreadable;
      const tooSlow = error instanceof Unavailable && error.reason === "timeout";
      if ((tooMuch || tooSlow) && this.span.shrink() && tooMuch) return { kind: "ask_smaller" };
      throw error;
    }
  }

  /** The first added block must have a higher blue score than the cursor, else the page is rejected. */
  #checkAscent({ removed, added }: ChainPage, cursor: Cursor): void {
    const [first] = added;
    if (first === undefined || removed.length > 0 || first.blueScore > cursor.blue) return;
    this.#source.leaveNode("its scores fall along the chain");
    throw new Unavailable("bad_reply", "The node added a block that is not above our last one");
  }
}
