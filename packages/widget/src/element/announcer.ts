// Announces to screen readers through two nodes that exist from the first paint: only their text changes.
import type { ViewName } from "../views/view-model.ts";

const POLITE: readonly ViewName[] = ["waiting", "detected"];
const FINAL: readonly ViewName[] = ["confirmed", "expired", "late", "error"];

export class Announcer {
  readonly #root: () => ParentNode;
  #said = "";

  constructor(root: () => ParentNode) {
    this.#root = root;
  }

  /** Never the same text twice in a row. */
  say(role: "status" | "alert", text: string): void {
    const node = this.#root().querySelector(`.hidden[role=${role}]`);
    if (!node || text === this.#said) return;
    this.#said = text;
    node.textContent = text;
  }

  /**
   * Announces the headline of a new view. Focus moves to it at an end, or when the focused part is gone, if focus was
   * inside.
   */
  view(view: ViewName, hadFocus: boolean): void {
    const root = this.#root();
    const heading = root.querySelector<HTMLElement>("h2");
    const text = heading?.textContent?.trim() ?? "";
    if (POLITE.includes(view)) this.say("status", text);
    if (FINAL.includes(view) || view === "underpaid") this.say("alert", text);
    if (hadFocus && (FINAL.includes(view) || !root.querySelector(":focus"))) heading?.focus();
  }
}
