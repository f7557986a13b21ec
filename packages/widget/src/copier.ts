// Copies text and shows for two seconds that it did. Where the clipboard is refused (iframe policy) the text is selected.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { CopyTarget } from "./context.ts";

const SHOWN_MS = 2_000;

export class Copier implements ReactiveController {
  copied: CopyTarget | null = null;
  failed = false;
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** True when the text reached the clipboard. */
  async copy(what: CopyTarget, text: string): Promise<boolean> {
    this.failed = await writeClipboard(text);
    const node = this.failed ? this.#host.renderRoot.querySelector(`[data-copy=${what}]`) : null;
    if (node) getSelection()?.selectAllChildren(node);
    this.copied = what;
    this.#host.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.copied = null;
      this.#host.requestUpdate();
    }, SHOWN_MS);
    return !this.failed;
  }
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return false;
  } catch {
    return true;
  }
}
