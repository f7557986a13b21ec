// The life of one element's payment: get it, follow it, renew its price, stop at its end. It knows no DOM.
import type { ElementFault } from "../views/view-model.ts";
import { createPayment, creationUnderway, type MadePayment, renewPayment } from "./creation.ts";
import { type Gateway, GatewayError } from "./gateway.ts";
import { type LinkView, readLink } from "./link-view.ts";
import { recall } from "./session-memory.ts";
import { isOpen, mergeStatus, ms, readSnapshot, type Snapshot, sompi, staysShown } from "./snapshot.ts";
import { PaymentWatcher } from "./watcher.ts";

export interface SessionSource {
  readonly gateway: Gateway;
  readonly paymentId: string | null | undefined;
  readonly clientToken: string | null | undefined;
  readonly link: string | null | undefined;
  /** Key of the payment that this element continues with, after a reload or in place of a removed element. */
  readonly memoryKey: string;
  /** The payer wants another payment than the remembered one. */
  readonly fresh: boolean;
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
const QUOTE_RETRY_MS = 5_000;
const CONFIRMED_FOLLOW_MS = 60_000;
const EXPIRED_FOLLOW_MS = 10 * 60_000;

export class PayerSession {
  /** Known from the moment a payment is made, before its view is read. */
  id: string | null = null;
  snapshot: Snapshot | null = null;
  fault: ElementFault | null = null;
  link: LinkView | null = null;
  /** What was wrong with the payer's answers, by field name. */
  problems: Readonly<Record<string, string>> = {};
  asking = false;
  offline = false;
  busy = false;
  /** The payment had ended before this element was created; it is shown so that nobody pays twice. */
  shownAgain = false;
  clientToken: string | null;
  readonly #source: SessionSource;
  readonly #listener: SessionListener;
  readonly #abort = new AbortController();
  #watcher: PaymentWatcher | null = null;
  #quoteTimer: ReturnType<typeof setTimeout> | undefined;
  #endTimer: ReturnType<typeof setTimeout> | undefined;
  /** Server time minus device time; the device clock is never trusted. */
  #clockOffsetMs = 0;
  #renewalFailed = false;
  #loadedVersion = -1;
  #loading = false;

  constructor(source: SessionSource, listener: SessionListener) {
    this.#source = source;
    this.#listener = listener;
    this.clientToken = source.clientToken ?? null;
  }

  /** Server time, ms. */
  now(): number {
    return Date.now() + this.#clockOffsetMs;
  }

  /** The quoted price ran out and no new one can be had. */
  get priceMissing(): boolean {
    return this.#renewalFailed && this.now() >= ms(this.snapshot?.quoteExpiresAt);
  }

  async start(): Promise<void> {
    const { paymentId, link, memoryKey, initial, fresh } = this.#source;
    const creation = creationUnderway(memoryKey);
    if (creation !== undefined) return this.#adoptCreated(creation);
    const { id, clientToken = null, attempt } = recall(memoryKey);
    if (id && !attempt && !fresh) this.clientToken = clientToken;
    // Renewed by this payer: the new payment replaces the one that the page names.
    if (paymentId) return this.#adopt(id ?? paymentId, id ? null : readSnapshot(initial));
    if (id && !attempt && !fresh && (await this.#resumed(id))) return;
    await this.#openLink(link ?? "");
  }

  /** False for a payment that is over or gone: then the link makes a new one. */
  async #resumed(id: string): Promise<boolean> {
    try {
      const { body } = await this.#source.gateway.payment(id, this.clientToken, this.#abort.signal);
      const view = readSnapshot(body);
      if (!view) throw new GatewayError(500);
      if (!staysShown(view)) return false;
      this.shownAgain = !isOpen(view);
      await this.#adopt(id, view);
    } catch (error) {
      if ((error as GatewayError).final) return false;
      this.#fail(error);
    }
    return true;
  }

  stop(): void {
    this.#abort.abort();
    this.#stopFollowing();
  }

  refresh(): void {
    this.#watcher?.resync();
  }

  /** Makes the payment of a link, with the payer's answers where the link asks for some. */
  async create(answers: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.busy || this.#abort.signal.aborted) return;
    const { gateway, link, creation, memoryKey } = this.#source;
    const body = { paymentLinkSlug: link, ...creation(), ...answers };
    await this.#adoptCreated(createPayment(gateway, memoryKey, body));
  }

  /** Goes on with a new payment of the same order, once this one is expired. */
  async renew(): Promise<void> {
    if (this.busy || !this.id) return;
    const { gateway, memoryKey } = this.#source;
    const creation = renewPayment(gateway, memoryKey, this.id, this.clientToken);
    this.#stopFollowing();
    await this.#adoptCreated(creation);
  }

  async #adoptCreated(creation: Promise<MadePayment>): Promise<void> {
    this.busy = true;
    this.problems = {};
    this.#listener.changed();
    try {
      const { id, clientToken } = await creation;
      if (this.#abort.signal.aborted) return;
      this.clientToken = clientToken;
      this.id = id;
      this.snapshot = null;
      this.asking = false;
      this.#listener.created();
      await this.#adopt(id, null);
    } catch (error) {
      this.#refused(error);
    } finally {
      this.busy = false;
      this.#listener.changed();
    }
  }

  async #openLink(slug: string): Promise<void> {
    try {
      this.link = readLink((await this.#source.gateway.link(slug, this.#abort.signal)).body);
    } catch (error) {
      return this.#fail(error);
    }
    this.asking = this.link.asks.length > 0;
    this.#listener.changed();
    if (!this.asking) await this.create();
  }

  async #adopt(id: string, initial: Snapshot | null): Promise<void> {
    this.id = id;
    if (initial) {
      this.#loadedVersion = initial.version;
      this.#take(initial);
    } else await this.#load();
    if (this.#abort.signal.aborted || !this.snapshot) return;
    this.#watcher = new PaymentWatcher(this.#source.gateway, id, this.clientToken, {
      onStatus: (body) => this.#status(body),
      onOffline: (offline) => {
        if (this.offline === offline) return;
        this.offline = offline;
        this.#listener.changed();
      },
      onGone: (error) => this.#fail(error),
    });
    this.#watcher.start();
    this.#planNext(this.snapshot);
  }

  async #load(): Promise<void> {
    const { gateway } = this.#source;
    const { signal } = this.#abort;
    const id = this.id ?? "";
    this.#loading = true;
    try {
      const answer = await gateway.payment(id, this.clientToken, signal).catch((error: GatewayError) => {
        // Without a valid token the payer still sees the state, but no address.
        if (!error.final) throw error;
        return gateway.status(id, null, null, signal);
      });
      const view = readSnapshot(answer.body);
      if (!view) throw new GatewayError(500);
      this.#loadedVersion = view.version;
      if (!this.snapshot || view.version >= this.snapshot.version) this.#take(view);
    } catch (error) {
      if (!this.snapshot) this.#fail(error);
    } finally {
      this.#loading = false;
    }
  }

  #status(body: unknown): void {
    if (!this.snapshot) return;
    const next = mergeStatus(this.snapshot, body);
    if (next !== this.snapshot) this.#take(next);
    // Receipt, return address and transfers are not in the status body: read them beside the shown state.
    if (this.snapshot.version > this.#loadedVersion && !this.#loading) void this.#load();
  }

  #take(next: Snapshot): void {
    const before = this.snapshot;
    this.snapshot = next;
    this.#clockOffsetMs = ms(next.serverTime) - Date.now() || this.#clockOffsetMs;
    if (before && before.version !== next.version) this.#planNext(next);
    this.#listener.changed();
  }

  #planNext(snapshot: Snapshot): void {
    clearTimeout(this.#quoteTimer);
    clearTimeout(this.#endTimer);
    const { status } = snapshot;
    if (isOpen(snapshot)) {
      const quoteEnd = ms(snapshot.quoteExpiresAt);
      if (status === "pending" && quoteEnd) this.#renewIn(quoteEnd - this.now() - QUOTE_EARLY_MS);
    } else if (status === "confirmed") {
      this.#endTimer = setTimeout(() => this.#stopFollowing(), CONFIRMED_FOLLOW_MS);
    } else if (status === "expired") {
      this.#watcher?.slowDown();
      this.#endTimer = setTimeout(() => this.#stopFollowing(), EXPIRED_FOLLOW_MS);
    } else this.#stopFollowing();
  }

  #stopFollowing(): void {
    this.#watcher?.stop();
    clearTimeout(this.#quoteTimer);
    clearTimeout(this.#endTimer);
  }

  #renewIn(waitMs: number): void {
    this.#quoteTimer = setTimeout(() => void this.#renewQuote(), Math.max(0, waitMs));
  }

  async #renewQuote(): Promise<void> {
    const { snapshot, clientToken } = this;
    if (!snapshot || !clientToken || snapshot.status !== "pending") return;
    if (sompi(snapshot.amountSeenSompi) > 0n || this.now() >= ms(snapshot.expiresAt)) return;
    // The page is hidden: the price is renewed when it is visible again.
    if (document.hidden) return this.#renewIn(1_000);
    try {
      await this.#source.gateway.requote(snapshot.id, clientToken, this.#abort.signal);
      this.#renewalFailed = false;
      await this.#load();
      if (this.snapshot?.amountExpectedSompi !== snapshot.amountExpectedSompi) this.#listener.priceUpdated();
      if (this.snapshot) this.#planNext(this.snapshot);
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      const { status, retryAfterMs } = error as GatewayError;
      if (status === 409) return void this.#load();
      this.#renewalFailed = true;
      this.#renewIn(retryAfterMs || QUOTE_RETRY_MS);
      // The old price counts until its end; then the code hides, also between two tries.
      this.#endTimer = setTimeout(this.#listener.changed, ms(snapshot.quoteExpiresAt) - this.now());
    }
  }

  /** A refused answer is shown at its field; any other refusal ends in the error view. */
  #refused(error: unknown): void {
    const { body } = error as GatewayError;
    const field = body?.param;
    if (this.asking && typeof field === "string" && this.link?.asks.some((name) => name === field))
      this.problems = { [field]: String(body.error) };
    else this.#fail(error);
  }

  #fail(error: unknown): void {
    if (this.#abort.signal.aborted) return;
    const { body = {}, final = false } = error instanceof GatewayError ? error : {};
    const text = (value: unknown, other: string) => (typeof value === "string" ? value : other);
    this.fault = {
      code: text(body.code, "unavailable"),
      message: text(body.error, ""),
      reference: text(body.requestId, "") || null,
      retryable: !final,
    };
    this.#listener.changed();
  }
}
