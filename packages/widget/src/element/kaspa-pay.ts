// The class behind <kaspa-pay>: attributes in, views and events out. It shows what the gateway says and decides nothing.
// It is longer than a usual file because an element's lifecycle, events and methods are one interface.
import { html } from "lit";
import { readAnswers } from "../payment/creation.ts";
import { createGateway } from "../payment/gateway.ts";
import { PayerSession } from "../payment/payer-session.ts";
import { kas, kasText, ms, readSnapshot, type Snapshot, safeUrl } from "../payment/snapshot.ts";
import type { RenderContext } from "../views/context.ts";
import { translate as t } from "../views/i18n/en.ts";
import { renderPanel } from "../views/panel.ts";
import { type ElementFault, type ViewModel, type ViewName, viewModel } from "../views/view-model.ts";
import { Announcer } from "./announcer.ts";
import { KaspaPayAttributes } from "./attributes.ts";
import { Controls, type CopyTarget } from "./controls.ts";
import { Dialog } from "./dialog.ts";
import { createHostState } from "./host-state.ts";
import { createIdentity } from "./identity.ts";
import { applyAccent } from "./look.ts";
import { firesOnce, milestone } from "./milestones.ts";
import { creationFields, hostedPaymentUrl, initialView } from "./source.ts";
import { styles } from "./styles.ts";
import { Countdown } from "./timing/countdown.ts";
import { createPace, whenSeen } from "./timing/pace.ts";
import { createStallWatch } from "./timing/stall-watch.ts";

const MIN_REDIRECT_S = 5;
const ANNOUNCED_SECONDS = [300, 60];

/** Origin of the script that defines the element; set by define.ts because only a running script knows it. */
export const script: { origin: string | null } = { origin: null };

/**
 * The checkout of one payment.
 *
 * @element kaspa-pay
 * @fires kp-ready - the payment is on screen
 * @fires kp-open - the dialog opened
 * @fires kp-close - the dialog is about to close; cancelable; detail.reason
 * @fires kp-session - a payment was made, from the link or in place of an expired one
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
  readonly #hostState = createHostState(this);
  readonly #controls = new Controls(this);
  readonly #countdown = new Countdown(this, (seconds) => this.#secondReached(seconds));
  readonly #announcer = new Announcer(() => this.renderRoot);
  readonly #dialog = new Dialog({
    root: () => this.renderRoot,
    busy: () => this.#view === "detected",
    closing: (reason) => this.#fire("kp-close", { reason }, true),
  });
  readonly #pace = createPace((view) => this.#paint(view));
  readonly #stall = createStallWatch(() => this.requestUpdate());
  readonly #identity = createIdentity();
  readonly #fired = new Set<string>();
  #session: PayerSession | null = null;
  #setupFault: ElementFault | null = null;
  /** Names the payment of a link in the tab's memory. */
  #memoryKey = "";
  /** What the gateway says, at once. */
  #view: ViewName = "loading";
  #wasConfirmed = false;
  #wasOffline = false;
  #phone = false;
  #redirectTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      this.#resolveReady = resolve;
    });
  }

  /** The state of the payment; also an attribute and `:state(…)` for the page's own styling. */
  get state(): ViewName {
    return this.#view;
  }

  /** The gateway alone says what the state is: a value given by the page changes nothing. */
  set state(_given: unknown) {}

  /** The payer's view of the payment as the gateway sends it; null before it is loaded. */
  get payment(): Snapshot | null {
    return this.preview ? readSnapshot(this.preview.payment) : (this.#session?.snapshot ?? null);
  }

  /** The attribute of this name as a property: frameworks set it where it exists. An object is a view given back. */
  set payment(id: Snapshot | string | number | boolean | null | undefined) {
    if (id === null || typeof id !== "object") this.paymentId = id as string | null | undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#phone = matchMedia("(max-width: 480px), (pointer: coarse)").matches;
    if (!this.hasUpdated) return;
    const before = this.#memoryKey;
    this.#findMemory();
    // Moved within the page in one go, its session never stopped.
    if (this.#memoryKey !== before) this.#end();
    if (!this.#session) this.#autoStart();
    if (this.#session) this.#changed();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#identity.giveBack();
    this.#dialog.drop();
    queueMicrotask(() => this.isConnected || this.#end());
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("required")) this.#validate();
    if (!["paymentId", "clientToken", "link", "server", "mode", "preview"].some((key) => changed.has(key)))
      return;
    this.#end();
    this.#findMemory();
    if (this.preview) this.#changed();
    else this.#autoStart();
  }

  #findMemory(): void {
    const { link, paymentId } = this;
    const found = this.#identity.find(
      link && this.isConnected ? `kaspa-pay ${this.#origin} ${link}` : null,
      this.id,
    );
    this.#memoryKey = link ? found : `kaspa-pay ${this.#origin} ${paymentId}`;
  }

  #end(): void {
    this.#session?.stop();
    this.#session = null;
    this.#setupFault = null;
    this.#pace.stop();
    this.#stall.stop();
    clearTimeout(this.#redirectTimer);
  }

  #autoStart(): void {
    if (this.mode === "inline" && !this.preview) whenSeen(!this.link, () => this.#start());
  }

  get #origin(): string | null {
    return this.server?.replace(/\/+$/, "") || script.origin;
  }

  #start(fresh = false): void {
    if (this.#session || !this.isConnected || this.preview) return;
    const origin = this.#origin;
    if (!safeUrl(origin) || !origin || Boolean(this.paymentId) === Boolean(this.link)) {
      const code = origin ? "bad_source" : "no_server";
      this.#setupFault = { code, message: "", retryable: false, reference: null };
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
        memoryKey: this.#memoryKey,
        fresh,
        creation: () => creationFields(this),
        initial: initialView(this, origin),
      },
      {
        changed: () => this.#session === session && this.#changed(),
        created: () => this.#fire("kp-session"),
        priceUpdated: () =>
          this.#announcer.say(
            "status",
            t("priceUpdated", { amount: kasText(this.payment?.amountExpectedSompi) }),
          ),
      },
    );
    this.#session = session;
    void session.start().then(() => {
      if (this.#session !== session) return;
      this.#fire("kp-ready");
      this.#resolveReady();
    });
  }

  get #fault(): ElementFault | null {
    return this.preview ? null : (this.#setupFault ?? this.#session?.fault ?? null);
  }

  #model(): ViewModel {
    const session = this.#session;
    const model = viewModel(this.payment, {
      now: session?.now() ?? ms(this.payment?.serverTime),
      fault: this.#fault,
      asking: session?.asking ?? false,
      priceMissing: session?.priceMissing ?? false,
      wasConfirmed: this.#wasConfirmed,
      stalled: this.#stall.stalled,
    });
    return this.preview ? { ...model, view: this.preview.view } : model;
  }

  /** Tells the page at once what the session learned, and the payer as fast as a person can follow. */
  #changed(): void {
    const { view } = this.#model();
    if (view !== this.#view) this.#enter(view);
    applyAccent(this, this.payment?.store.accentColor ?? this.#session?.link?.accentColor);
    const session = this.#session;
    const offline = session?.offline ?? false;
    if (offline && !this.#wasOffline) this.#announcer.say("status", t("offline"));
    this.#wasOffline = offline;
    this.#stall.look(`${view} ${this.payment?.confirmations}`, view === "detected");
    if (session && (view === "waiting" || view === "underpaid"))
      this.#countdown.plan(() => ms(this.payment?.expiresAt) - session.now());
    else this.#countdown.stop();
    this.#pace.show(view);
  }

  #enter(view: ViewName): void {
    const previous = this.#view;
    this.#view = view;
    this.#hostState.enter(view, previous, view === "confirmed" ? (this.payment?.id ?? null) : null);
    this.#validate();
    this.#fire("kp-statechange", { previous });
    this.#fireFor(view);
    if (view === "confirmed") this.#confirmed(previous);
  }

  #paint(view: ViewName): void {
    this.requestUpdate();
    if (view === this.#pace.shown) return;
    const hadFocus = this.matches(":focus-within");
    this.#keepHeight();
    if (!this.preview) void this.updateComplete.then(() => this.#announcer.view(view, hadFocus));
  }

  /** From the first request for money on, the panel never shrinks: nothing under it jumps. */
  #keepHeight(): void {
    const height = this.renderRoot?.querySelector<HTMLElement>(".waiting, .underpaid")?.offsetHeight;
    if (height) this.style.setProperty("--_kept", `${height}px`);
  }

  #validate(): void {
    this.#hostState.validate(Boolean(this.required) && this.#view !== "confirmed");
  }

  #fireFor(view: ViewName): void {
    const detail = milestone(view, this.payment, this.#fault);
    const once = `${view} ${this.payment?.id}`;
    if (!detail || this.#fired.has(once)) return;
    if (firesOnce(view)) this.#fired.add(once);
    this.#fire(`kp-${view}`, detail);
  }

  /** A payment that was paid before the element was made leads nowhere by itself. */
  #confirmed(previous: ViewName): void {
    this.#wasConfirmed = true;
    if (!this.autoRedirect || this.preview || previous === "loading") return;
    clearTimeout(this.#redirectTimer);
    this.#redirectTimer = setTimeout(() => {
      const url = safeUrl(this.payment?.returnUrl);
      if (url && this.#view === "confirmed") location.assign(url);
    }, Math.max(MIN_REDIRECT_S, this.autoRedirect) * 1000);
  }

  #fire(type: string, extra: Readonly<Record<string, unknown>> = {}, cancelable = false): boolean {
    if (this.preview) return true;
    const { payment, state } = this;
    const detail = { paymentId: payment?.id ?? this.#session?.id ?? null, state, payment, ...extra };
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  #secondReached(seconds: number): void {
    if (ANNOUNCED_SECONDS.includes(seconds))
      this.#announcer.say("status", t("timeLeft", { time: `${seconds / 60} min` }));
    if (seconds === 0) this.#announcer.say("status", t("checking"));
  }

  /** Opens the dialog (mode `button`) and makes or resumes the payment. */
  open(): void {
    if (!this.#dialog.open()) return;
    if (this.#session) this.#session.refresh();
    else this.#start();
    this.#fire("kp-open");
  }

  /** Closes the dialog; the payment continues and is shown again at the next opening. */
  close(reason = "api"): void {
    this.#dialog.close(reason);
  }

  refresh(): void {
    this.#session?.refresh();
  }

  /** Leaves the present payment and makes a new one from the link. */
  reset(): void {
    if (!this.link) return;
    this.#wasConfirmed = false;
    this.#restart(true);
  }

  #restart(fresh = false): void {
    this.#end();
    this.#start(fresh);
    if (this.#session) this.#changed();
  }

  async copy(what: CopyTarget): Promise<void> {
    const { dueSompi, address, uri } = this.#model();
    const text = what === "amount" ? kas(dueSompi) : what === "address" ? address : uri;
    if (!text) return;
    const done = await this.#controls.copy(what, text);
    this.#announcer.say("status", t(done ? "copied" : "copyFailed"));
    if (done) this.#fire("kp-copy", { what });
  }

  async #answer(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const session = this.#session;
    if (!session) return;
    const { fields, problems } = readAnswers(event.target as HTMLFormElement);
    session.problems = problems;
    if (Object.keys(problems).length === 0) await session.create(fields);
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }

  #context(): RenderContext {
    const session = this.#session;
    const foreign = session?.id && this.#origin !== location.origin;
    return {
      model: { ...this.#model(), view: this.#pace.shown },
      payment: this.payment,
      fault: this.#fault,
      session,
      controls: this.#controls,
      phone: this.#phone,
      shown: this.show.split(/[\s,]+/),
      hostedUrl: foreign ? this.#hostedUrl(session) : null,
      prefill: { amount: this.amount, customerName: this.customerName, customerEmail: this.customerEmail },
      t,
      copy: (what) => this.copy(what),
      retry: () => this.#restart(),
      renew: this.link ? () => this.reset() : this.payment?.canRenew ? () => void session?.renew() : null,
      answer: (event) => void this.#answer(event),
    };
  }

  #hostedUrl({ id, clientToken }: Pick<PayerSession, "id" | "clientToken">): string {
    return hostedPaymentUrl(this.#origin ?? "", id ?? "", clientToken);
  }

  override render() {
    if (this.mode === "inline" || this.preview) return renderPanel(this.#context(), null);
    const classes = `button host ${this.variant} ${this.size}`;
    const text = this.label || this.textContent?.trim() || t("payWithKaspa");
    if (this.mode === "link") {
      const { link, paymentId = null, clientToken = null } = this;
      const href = link
        ? `${this.#origin}/pay/${encodeURIComponent(link)}`
        : this.#hostedUrl({ id: paymentId, clientToken });
      return html`<a class=${classes} part="button" href=${href}>${text}</a>`;
    }
    return html`<button class=${classes} part="button" aria-haspopup="dialog" @click=${() => this.open()}>${text}</button>
      ${this.#dialog.template(
        text,
        renderPanel(this.#context(), () => this.close("button")),
      )}`;
  }
}
