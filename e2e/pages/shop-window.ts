// What a story may do to a page of a shop, whatever the page is made with, and what the page is told about itself.

/** What the page shows at its place of payment. */
export interface Shown {
  readonly visible: boolean;
  /** Another key makes the framework throw the element away and make a new one. */
  readonly key: number;
}

declare global {
  interface Window {
    /** Shows this, and resolves when the page is drawn. */
    show(shown: Shown): Promise<void>;
  }
}

/** Attributes of <kaspa-pay>, as the story wrote them into the page. */
export const given: Readonly<Record<string, string>> = JSON.parse(document.body.dataset.given ?? "{}");

export const START: Shown = { visible: document.body.dataset.hidden === undefined, key: 0 };
