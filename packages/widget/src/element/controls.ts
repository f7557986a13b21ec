// Local state of the panel: the tab of the QR code, copied texts, a wallet link that opened nothing. Where the
// clipboard is refused (iframe policy) the text is selected instead.
import type { ReactiveController, ReactiveControllerHost } from "lit";

export type CopyTarget = "amount" | "address" | "uri";

const COPIED_SHOWN_MS = 2_000;
const WALLET_SILENCE_MS = 1_500;

export class Controls implements ReactiveController {
  addressOnly = false;
  walletSilent = false;
  copied: CopyTarget | null = null;
  copyFailed = false;
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  #copyTimer: ReturnType<typeof setTimeout> | undefined;
  #walletTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#copyTimer);
    clearTimeout(this.#walletTimer);
  }

  showAddressOnly(on: boolean): void {
    this.addressOnly = on;
    this.#host.requestUpdate();
  }

  /** A wallet that opens hides the page. A page that is still visible a moment later means that none opened. */
  walletOpened(): void {
    clearTimeout(this.#walletTimer);
    this.#walletTimer = setTimeout(() => {
      this.walletSilent = !document.hidden;
      this.#host.requestUpdate();
    }, WALLET_SILENCE_MS);
  }

  /** True when the text reached the clipboard. */
  async copy(what: CopyTarget, text: string): Promise<boolean> {
    this.copyFailed = await navigator.clipboard.writeText(text).then(
      () => false,
      () => true,
    );
    const shown = this.#host.renderRoot.querySelector(`[data-copy=${what}]`);
    if (this.copyFailed && shown) getSelection()?.selectAllChildren(shown);
    this.copied = what;
    this.#host.requestUpdate();
    clearTimeout(this.#copyTimer);
    this.#copyTimer = setTimeout(() => {
      this.copied = null;
      this.#host.requestUpdate();
    }, COPIED_SHOWN_MS);
    return !this.copyFailed;
  }
}
