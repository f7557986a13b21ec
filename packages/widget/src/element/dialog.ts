// The dialog of mode `button`: a native one, so the browser handles Escape, the inert page and the return of focus.
import { html, type TemplateResult } from "lit";
import { translate as t } from "../views/i18n/en.ts";

export interface DialogHost {
  /** Undefined until the element is connected for the first time. */
  readonly root: () => ParentNode | undefined;
  /** Money is on its way: closing by accident would worry the payer. */
  readonly busy: () => boolean;
  /** False when the page wants the dialog to stay. */
  readonly closing: (reason: string) => boolean;
}

export class Dialog {
  readonly #host: DialogHost;
  #asked = false;

  constructor(host: DialogHost) {
    this.#host = host;
  }

  get #node(): HTMLDialogElement | null {
    return this.#host.root()?.querySelector("dialog") ?? null;
  }

  /** True when it was closed before. */
  open(): boolean {
    if (!this.#node || this.#node.open) return false;
    this.#asked = false;
    this.#node.showModal();
    return true;
  }

  close(reason: string): void {
    if (!this.#node?.open) return;
    if (reason !== "api" && this.#host.busy() && !this.#agreed(reason)) return;
    if (this.#host.closing(reason)) this.#node.close();
  }

  /** The element left the page: the dialog closes without asking. */
  drop(): void {
    this.#node?.close();
  }

  /**
   * While money is on its way a click outside the dialog does nothing, and every other way of closing asks once.
   */
  #agreed(reason: string): boolean {
    if (reason === "backdrop") return false;
    if (this.#asked) return true;
    this.#asked = true;
    return confirm(t("closeAsk"));
  }

  template(label: string, content: TemplateResult): TemplateResult {
    return html`<dialog part="dialog" aria-label=${label} @cancel=${this.#onCancel} @click=${this.#onClick}>${content}</dialog>`;
  }

  readonly #onCancel = (event: Event): void => {
    event.preventDefault();
    this.close("escape");
  };

  readonly #onClick = (event: Event): void => {
    if (event.target === event.currentTarget) this.close("backdrop");
  };
}
