// The class behind <kaspa-pay>: attributes in, views and events out. It shows what the gateway says and decides nothing.
// It is longer than a usual file because an element's lifecycle, events and methods are one interface.
import { sompiToKas } from "@kaspa-pay/core";
import { html, nothing } from "lit";
import { Announcer } from "./announcer.ts";
import { readAnswers } from "./answers.ts";
import { KaspaPayAttributes } from "./attributes.ts";
import type { CopyTarget, RenderContext } from "./context.ts";
import { Copier } from "./copier.ts";
import { Countdown } from "./countdown.ts";
import { createGateway } from "./gateway.ts";
import { en, format, type MessageKey } from "./i18n/en.ts";
import { applyAccent } from "./look.ts";
import { linkButton, renderPanel } from "./panel.ts";
import { PayerSession } from "./payer-session.ts";
import { ms, readSnapshot, type Snapshot, safeUrl, sompi } from "./snapshot.ts";
import { creationFields, hostedPaymentUrl, initialView } from "./source.ts";
import { styles } from "./styles.ts";
import { type ElementFault, type ViewModel, type ViewName, viewModel } from "./view-model.ts";

const MIN_DETECTED_MS = 600;
const WALLET_SILENCE_MS = 1_500;
const MIN_REDIRECT_S = 5;

/** Origin of the script that defines the element; set by define.ts because only a running script knows it. */
export const script: { origin: string | null } = { origin: null };

let instances = 0;

/**
 * The checkout of one payment.
 *
 * @element kaspa-pay
 * @fires kp-ready - the payment is on screen
 * @fires kp-open - the dialog opened
 * @fires kp-close - the dialog is about to close; cancelable; detail.reason
 * @fires kp-session - a payment was made from the link
 * @fires kp-statechange - the view changed; detail.previous
 * @fires kp-detected - money was seen; detail.txId
 * @fires kp-underpaid - a part arrived; detail.remaining
 * @fires kp-confirmed - paid; for the page's looks only, fulfil on the webhook
 * @fires kp-expired - the window is over
 * @fires kp-late - money arrived after the end
 * @fires kp-copy - something was copied; detail.what
 * @fires kp-error - detail.code, detail.message, detail.retryable
 */
export class KaspaPay extends KaspaPayAttributes {
  static readonly version = "0.1.0";
  static readonly formAssociated = true;
  static override styles = styles;

  /** Resolves when the first view of the payment is on screen. */
  readonly ready: Promise<void>;
  #resolveReady: () => void = () => {};
  readonly #internals = this.attachInternals();
  readonly #copier = new Copier(this);
  readonly #countdown = new Countdown(this, (seconds) => this.#secondReached(seconds));
  readonly #announcer = new Announcer(() => this.renderRoot);
  readonly #ordinal = ++instances;
  readonly #fired = new Set<string>();
  #session: PayerSession | null = null;
  #setupFault: ElementFault | null = null;
  #view: ViewName = "loading";
  #shownAt = 0;
  #wasConfirmed = false;
  #addressOnly = false;
  #walletMissing = false;
  #problems: Record<string, string> = {};
  #phone = false;
  #holdTimer: ReturnType<typeof setTimeout> | undefined;
  #walletTimer: ReturnType<typeof setTimeout> | undefined;
  #redirectTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      this.#resolveReady = resolve;
    });
  }

  /** The view on screen; also an attribute and `:state(…)` for the page's own styling. */
  get state(): ViewName {
    return this.#view;
  }

  /** The payer's view of the payment as the gateway sends it; null before it is loaded. */
  get payment(): Snapshot | null {
    return this.preview ? readSnapshot(this.preview.payment) : (this.#session?.snapshot ?? null);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#phone = matchMedia("(max-width: 480px), (pointer: coarse)").matches;
    if (this.hasUpdated) this.#autoStart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("preview") && this.preview) this.#changed();
    const source = ["paymentId", "clientToken", "link", "server", "mode"].some((key) => changed.has(key));
    if (!source) return;
    this.#end();
    this.#autoStart();
  }

  #end(): void {
    this.#session?.stop();
    this.#session = null;
    this.#setupFault = null;
    for (const timer of [this.#holdTimer, this.#walletTimer, this.#redirectTimer]) clearTimeout(timer);
  }

  /** Prefetched and hidden pages make no payment: an address is used up by people, not by previews. */
  #autoStart(): void {
    if (this.mode !== "inline" || this.preview) return;
    const page = document as Document & { prerendering?: boolean };
    const later = (event: string) =>
      document.addEventListener(event, () => this.#autoStart(), { once: true });
    if (page.prerendering) later("prerenderingchange");
    else if (this.link && document.hidden) later("visibilitychange");
    else this.#start();
  }

  #start(): void {
    if (this.#session || !this.isConnected || this.preview) return;
    const origin = this.server?.replace(/\/+$/, "") || script.origin;
    if (!origin || Boolean(this.paymentId) === Boolean(this.link)) {
      const code = origin ? "bad_source" : "no_server";
      this.#setupFault = { code, message: this.t("badSource"), retryable: false, reference: null };
      this.#changed();
      this.#resolveReady();
      return;
    }
    const session = new PayerSession(
      {
        gateway: createGateway(origin),
        paymentId: this.paymentId,
        clientToken: this.clientToken,
        link: this.link,
        memoryKey: `kaspa-pay ${origin} ${this.link} ${this.id || this.#ordinal}`,
        creation: () => creationFields(this),
        initial: initialView(this, origin),
      },
      {
        changed: () => this.#changed(),
        created: () => this.#fire("kp-session"),
        priceUpdated: () =>
          this.#announcer.say(
            "status",
            this.t("priceUpdated", { amount: kas(sompi(this.payment?.amountExpected)) }),
          ),
      },
    );
    this.#session = session;
    void session.start().then(() => {
      if (this.#session !== session) return;
      this.#changed();
      this.#fire("kp-ready");
      this.#resolveReady();
    });
  }

  t(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
    return format(en[key], values);
  }

  get #fault(): ElementFault | null {
    return this.preview ? null : (this.#setupFault ?? this.#session?.fault ?? null);
  }

  #model(): ViewModel {
    const session = this.#session;
    const model = viewModel(this.payment, {
      now: session?.now() ?? Date.now(),
      fault: this.#fault,
      asking: session?.asking ?? false,
      priceMissing: session?.priceMissing ?? false,
      wasConfirmed: this.#wasConfirmed,
    });
    return this.preview ? { ...model, view: this.preview.view } : model;
  }

  /** Shows what the session learned; holds `detected` long enough for a person to see two steps. */
  #changed(): void {
    clearTimeout(this.#holdTimer);
    const next = this.#model().view;
    const heldFor = performance.now() - this.#shownAt;
    if (this.#view === "detected" && next === "confirmed" && heldFor < MIN_DETECTED_MS) {
      this.#holdTimer = setTimeout(() => this.#changed(), MIN_DETECTED_MS - heldFor);
    } else if (next !== this.#view) {
      this.#enter(next);
    }
    applyAccent(this, this.payment?.store?.accentColor ?? null);
    const expiresAt = ms(this.payment?.expiresAt);
    const session = this.#session;
    if (session && expiresAt !== null && (next === "waiting" || next === "underpaid"))
      this.#countdown.plan(() => expiresAt - session.now());
    else this.#countdown.stop();
    this.requestUpdate();
  }

  #enter(next: ViewName): void {
    const previous = this.#view;
    const hadFocus = this.matches(":focus-within");
    this.#internals.states?.delete(previous);
    this.#view = next;
    this.#shownAt = performance.now();
    this.#internals.states?.add(next);
    this.setAttribute("state", next);
    this.#internals.setFormValue(next === "confirmed" ? (this.payment?.id ?? null) : null);
    this.#validity();
    this.#fire("kp-statechange", { previous });
    this.#fireFor(next);
    if (next === "confirmed") this.#confirmed();
    if (!this.preview) void this.updateComplete.then(() => this.#announcer.view(next, hadFocus));
  }

  #validity(): void {
    const missing = this.required && this.#view !== "confirmed";
    this.#internals.setValidity(missing ? { valueMissing: true } : {}, missing ? this.t("notPaidYet") : "");
  }

  #fireFor(view: ViewName): void {
    const { payment } = this;
    const fault = this.#fault;
    if (view === "detected")
      this.#fire("kp-detected", { txId: payment?.txId ?? payment?.transfers[0]?.txId ?? null });
    if (view === "underpaid") this.#fire("kp-underpaid", { remaining: kas(sompi(payment?.amountMissing)) });
    if (view === "error") {
      const { code = payment?.status, message = "", retryable = false } = fault ?? {};
      this.#fire("kp-error", { code, message, retryable });
    }
    const key = `${view} ${payment?.id}`;
    if (!["confirmed", "expired", "late"].includes(view) || this.#fired.has(key)) return;
    this.#fired.add(key);
    this.#fire(`kp-${view}`);
  }

  #confirmed(): void {
    this.#wasConfirmed = true;
    if (!this.autoRedirect || this.preview) return;
    this.#redirectTimer = setTimeout(() => {
      const url = safeUrl(this.payment?.returnUrl);
      if (url && this.#view === "confirmed") location.assign(url);
    }, Math.max(MIN_REDIRECT_S, this.autoRedirect) * 1000);
  }

  #fire(type: string, extra: Record<string, unknown> = {}, cancelable = false): boolean {
    if (this.preview) return true;
    const detail = {
      paymentId: this.payment?.id ?? null,
      state: this.#view,
      payment: this.payment,
      ...extra,
    };
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  #secondReached(seconds: number): void {
    if (seconds === 300) this.#announcer.say("status", this.t("fiveMinutes"));
    if (seconds === 60) this.#announcer.say("status", this.t("oneMinute"));
    if (seconds === 0) this.#announcer.say("status", this.t("checking"));
  }

  /** Opens the dialog (mode `button`) and makes or resumes the payment. */
  open(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog || dialog.open) return;
    dialog.showModal();
    if (this.#session) this.#session.refresh();
    else this.#start();
    this.#fire("kp-open");
  }

  /** Closes the dialog; the payment goes on and is resumed at the next opening. */
  close(reason = "api"): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog?.open) return;
    if (reason !== "api" && this.#view === "detected" && !confirm(this.t("closeAsk"))) return;
    if (this.#fire("kp-close", { reason }, true)) dialog.close();
  }

  refresh(): void {
    this.#session?.refresh();
  }

  /** Leaves the present payment and makes a new one from the link. */
  reset(): void {
    if (!this.link) return;
    this.#session?.forgetPayment();
    this.#end();
    this.#wasConfirmed = false;
    this.#start();
  }

  async copy(what: CopyTarget): Promise<void> {
    const { dueSompi, address, uri } = this.#model();
    const text = what === "amount" ? kas(dueSompi) : what === "address" ? address : uri;
    if (!text) return;
    const done = await this.#copier.copy(what, text);
    this.#announcer.say("status", this.t(done ? "copied" : "copyFailed"), true);
    if (done) this.#fire("kp-copy", { what });
  }

  #walletOpened(): void {
    clearTimeout(this.#walletTimer);
    this.#walletTimer = setTimeout(() => {
      this.#walletMissing = !document.hidden;
      this.requestUpdate();
    }, WALLET_SILENCE_MS);
  }

  #answer(event: SubmitEvent): void {
    event.preventDefault();
    const metadata = creationFields(this).metadata as object | undefined;
    const answers = readAnswers(new FormData(event.target as HTMLFormElement), metadata, this.t("required"));
    this.#problems = answers.problems;
    this.requestUpdate();
    const first = Object.keys(answers.problems)[0];
    if (!first) void this.#session?.create(answers.fields);
    else
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>(`[name=${first}]`)?.focus(),
      );
  }

  #context(): RenderContext {
    const model = this.#model();
    const session = this.#session;
    const shown = this.show.split(",").map((token) => token.trim());
    const foreign = session && this.payment && script.origin && script.origin !== location.origin;
    const secondsLeft = shown.includes("countdown") ? model.secondsLeft : null;
    return {
      model: { ...model, view: this.preview ? model.view : this.#view, secondsLeft },
      snapshot: this.payment,
      fault: this.#fault,
      questions: session?.questions ?? null,
      formProblems: this.#problems,
      busy: session?.busy ?? false,
      addressOnly: this.#addressOnly,
      phone: this.#phone,
      walletMissing: this.#walletMissing,
      copied: this.#copier.copied,
      copyFailed: this.#copier.failed,
      showFiat: shown.includes("fiat"),
      showDetails: shown.includes("details"),
      hostedUrl: foreign ? this.#hosted(session.clientToken) : null,
      canRenew: Boolean(this.link),
      t: (key, values) => this.t(key, values),
      kas: (amount) => kas(sompi(amount)),
      act: {
        copy: (what) => void this.copy(what),
        addressOnly: (on) => {
          this.#addressOnly = on;
          this.requestUpdate();
        },
        walletOpened: () => this.#walletOpened(),
        retry: () => {
          this.#end();
          this.#start();
        },
        renew: () => this.reset(),
        answer: (event) => this.#answer(event),
      },
    };
  }

  #hosted(token: string | null): string {
    return hostedPaymentUrl(script.origin ?? "", this.payment?.id ?? this.paymentId ?? "", token);
  }

  override render() {
    const offline = this.#session?.offline ?? false;
    if (this.mode === "inline" || this.preview) return renderPanel(this.#context(), offline, null);
    const classes = `button host ${this.variant} ${this.size}`;
    const text = this.label || this.t("payWithKaspa");
    if (this.mode === "link") {
      const page = this.link ? `${this.server ?? script.origin}/pay/${encodeURIComponent(this.link)}` : null;
      return linkButton(page ?? this.#hosted(this.clientToken), classes, text);
    }
    return html`<button type="button" class=${classes} aria-haspopup="dialog" @click=${() => this.open()}>${text}</button>
      <dialog aria-label=${text} @cancel=${this.#onCancel} @click=${this.#onBackdrop}>
        ${this.#session || this.#setupFault ? renderPanel(this.#context(), offline, () => this.close("button")) : nothing}
      </dialog>`;
  }

  readonly #onCancel = (event: Event): void => {
    event.preventDefault();
    this.close("escape");
  };

  readonly #onBackdrop = (event: Event): void => {
    if (event.target === event.currentTarget) this.close("backdrop");
  };
}

const kas = (sompi: bigint) => sompiToKas(sompi, { trim: true });
