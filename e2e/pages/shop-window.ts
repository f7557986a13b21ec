// What a test may do to a page of a shop, whatever framework made the page, and what the page knows about itself.

/** What the page shows as its checkout. */
export interface Shown {
  readonly visible: boolean;
  /** Another key makes the framework remove the element and create a new one. */
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
