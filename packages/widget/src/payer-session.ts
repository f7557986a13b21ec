// The life of one element's payment: obtain it, follow it, renew its price, notice its end. Knows no DOM of its own.
import type { LinkQuestions } from "./context.ts";
import { type Gateway, GatewayError } from "./gateway.ts";
import { forget, randomKey, recall, remember } from "./session-memory.ts";
import { mergeStatus, ms, readSnapshot, type Snapshot, sompi } from "./snapshot.ts";
import { type ElementFault, isOpen } from "./view-model.ts";
import { PaymentWatcher } from "./watcher.ts";

export interface SessionSource {
  readonly gateway: Gateway;
  readonly paymentId: string | null;
  readonly clientToken: string | null;
  readonly link: string | null;
  readonly memoryKey: string;
  /** Sent when a link makes a payment; the page sets these, so the merchant must not trust them. */
  readonly creation: () => Record<string, unknown>;
  /** The first public view, put into the gateway's own page, saves the first request. */
  readonly initial: unknown;
}

export interface SessionListener {
  readonly changed: () => void;
  readonly created: () => void;
  readonly priceUpdated: () => void;
}

const QUOTE_EARLY_MS = 1_500;
const CONFIRMED_FOLLOW_MS = 60_000;
const EXPIRED_FOLLOW_MS = 10 * 60_000;

export class PayerSession {
  snapshot: Snapshot | null = null;
  fault: ElementFault | null = null;
  questions: LinkQuestions | null = null;
  asking = false;
  offline = false;
  priceMissing = false;
  busy = false;
  clientToken: string | null;
  /** Server time minus device time, ms; the device clock is never trusted. */
  clockOffset = 0;
  readonly #source: SessionSource;
  readonly #listener: SessionListener;
  readonly #abort = new AbortController();
  #watcher: PaymentWatcher | null = null;
  #quoteTimer: ReturnType<typeof setTimeout> | undefined;
  #endTimer: ReturnType<typeof setTimeout> | undefined;
  #idempotencyKey = randomKey();

  constructor(source: SessionSource, listener: SessionListener) {
    this.#source = source;
    this.#listener = listener;
    this.clientToken = source.clientToken;
  }

  now(): number {
    return Date.now() + this.clockOffset;
  }

  async start(): Promise<void> {
    const { paymentId, link, memoryKey, initial } = this.#source;
    if (paymentId) return this.#adopt(paymentId, readSnapshot(initial));
    if (!link) return;
    const remembered = recall(memoryKey);
    if (remembered) {
      this.clientToken = remembered.clientToken;
      await this.#adopt(remembered.id, null);
      const ended = this.snapshot ? !isOpen(this.snapshot) : this.fault?.code === "not_found";
      if (!ended) return;
      this.stopFollowing();
      forget(memoryKey);
      this.snapshot = null;
      this.fault = null;
    }
    await this.#openLink(link);
  }

  stop(): void {
    this.#abort.abort();
    this.stopFollowing();
  }

  stopFollowing(): void {
    this.#watcher?.stop();
    this.#watcher = null;
    clearTimeout(this.#quoteTimer);
    clearTimeout(this.#endTimer);
  }

  refresh(): void {
    this.#watcher?.resync();
  }

  forgetPayment(): void {
    forget(this.#source.memoryKey);
  }

  /** Makes the payment of a link, with the payer's answers where the link asks for some. */
  async create(answers: Record<string, unknown> = {}): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.#listener.changed();
    try {
      const body = { paymentLinkSlug: this.#source.link, ...this.#source.creation(), ...answers };
      const made = (await this.#source.gateway.create(body, this.#idempotencyKey, this.#abort.signal)) as {
        id?: unknown;
        clientToken?: unknown;
      };
      if (typeof made?.id !== "string" || typeof made.clientToken !== "string") throw new Error("bad answer");
      this.#idempotencyKey = randomKey();
      this.clientToken = made.clientToken;
      remember(this.#source.memoryKey, { id: made.id, clientToken: made.clientToken });
      this.asking = false;
      await this.#adopt(made.id, null);
      this.#listener.created();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.busy = false;
      this.#listener.changed();
    }
  }

  async #openLink(slug: string): Promise<void> {
    try {
      this.questions = readQuestions(await this.#source.gateway.link(slug, this.#abort.signal));
    } catch (error) {
      this.#fail(error);
      return;
    }
    const { amount, name, email, note } = this.questions;
    this.asking = Boolean(amount || name || email || note);
    this.#listener.changed();
    if (!this.asking) await this.create();
  }

  async #adopt(id: string, initial: Snapshot | null): Promise<void> {
    this.snapshot = initial;
    if (initial) this.#clock(initial);
    if (!initial && !(await this.#load(id))) return;
    this.#follow(id);
    this.#afterChange();
  }

  async #load(id: string): Promise<boolean> {
    try {
      const view = readSnapshot(
        await this.#source.gateway.publicView(id, this.clientToken, this.#abort.signal),
      );
      if (!view) throw new GatewayError(500, "server_error", "", null, null);
      if (!this.snapshot || view.version >= this.snapshot.version) this.snapshot = view;
      this.#clock(view);
      this.#listener.changed();
      return true;
    } catch (error) {
      if (!this.snapshot) this.#fail(error);
      return false;
    }
  }

  #follow(id: string): void {
    if (this.#abort.signal.aborted || !this.snapshot) return;
    this.#watcher?.stop();
    this.#watcher = new PaymentWatcher(this.#source.gateway, id, {
      onStatus: (body) => this.#status(body),
      onOffline: (offline) => {
        if (this.offline === offline) return;
        this.offline = offline;
        this.#listener.changed();
      },
      onGone: (error) => this.#fail(error),
    });
    this.#watcher.start();
  }

  #status(body: unknown): void {
    const before = this.snapshot;
    if (!before) return;
    const next = mergeStatus(before, body);
    if (next === before) return;
    this.snapshot = next;
    this.#clock(next);
    this.#listener.changed();
    if (next.version !== before.version) {
      this.#afterChange();
      // Receipt, return address and transfers are not in the status body: read them beside the shown state.
      void this.#load(next.id);
    }
  }

  #clock(snapshot: Snapshot): void {
    const serverTime = ms(snapshot.serverTime);
    if (serverTime !== null) this.clockOffset = serverTime - Date.now();
  }

  #afterChange(): void {
    clearTimeout(this.#quoteTimer);
    clearTimeout(this.#endTimer);
    const snapshot = this.snapshot;
    if (!snapshot) return;
    if (isOpen(snapshot)) this.#planQuote(snapshot);
    else if (snapshot.status === "confirmed") {
      this.#endTimer = setTimeout(() => this.stopFollowing(), CONFIRMED_FOLLOW_MS);
    } else if (snapshot.status === "expired") {
      this.#watcher?.slowDown();
      this.#endTimer = setTimeout(() => this.stopFollowing(), EXPIRED_FOLLOW_MS);
    } else {
      this.stopFollowing();
    }
    this.#listener.changed();
  }

  #planQuote(snapshot: Snapshot): void {
    const quoteEnd = ms(snapshot.quoteExpiresAt);
    if (quoteEnd === null || snapshot.status !== "pending" || !this.clientToken) return;
    const waitMs = quoteEnd - this.now() - QUOTE_EARLY_MS;
    this.#quoteTimer = setTimeout(() => void this.#renewQuote(), Math.max(0, waitMs));
  }

  async #renewQuote(): Promise<void> {
    const snapshot = this.snapshot;
    if (!snapshot || !this.clientToken || snapshot.status !== "pending" || sompi(snapshot.amountSeen) > 0n)
      return;
    if (this.now() >= (ms(snapshot.expiresAt) ?? Number.POSITIVE_INFINITY)) return;
    if (document.hidden) {
      // Nobody looks: the price is renewed when the page comes back.
      this.#quoteTimer = setTimeout(() => void this.#renewQuote(), 1_000);
      return;
    }
    try {
      await this.#source.gateway.requote(snapshot.id, this.clientToken, this.#abort.signal);
      this.priceMissing = false;
      const before = snapshot.amountExpected;
      await this.#load(snapshot.id);
      if (this.snapshot?.amountExpected !== before) this.#listener.priceUpdated();
      this.#afterChange();
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      const refused = error instanceof GatewayError ? error : null;
      if (refused?.status === 409) {
        await this.#load(snapshot.id);
        return;
      }
      this.priceMissing = this.now() >= (ms(snapshot.quoteExpiresAt) ?? Number.POSITIVE_INFINITY);
      this.#quoteTimer = setTimeout(() => void this.#renewQuote(), refused?.retryAfterMs ?? 5_000);
      this.#listener.changed();
    }
  }

  #fail(error: unknown): void {
    if (this.#abort.signal.aborted) return;
    const refused = error instanceof GatewayError ? error : null;
    this.fault = {
      code: refused?.code ?? "unavailable",
      message: refused?.message ?? "",
      reference: refused?.reference ?? null,
      retryable: !refused || refused.status === 0 || refused.status === 429 || refused.status >= 500,
    };
    this.#listener.changed();
  }
}

function readQuestions(value: unknown): LinkQuestions {
  const json = (value ?? {}) as Record<string, unknown>;
  const ask = (json.ask ?? {}) as Record<string, unknown>;
  const open = json.allowAmount as Record<string, unknown> | null | undefined;
  const text = (field: unknown) => (typeof field === "string" ? field : null);
  return {
    title: text(json.title),
    currency: text(json.currency) ?? "KAS",
    name: ask.name === true,
    email: ask.email === true,
    note: ask.note === true,
    amount: open ? { min: text(open.min), max: text(open.max) } : null,
  };
}
