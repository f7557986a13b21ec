// Follows one payment: server-sent events first, polling when a stream cannot be had, and a fresh look whenever
// the page comes back from sleep. A phone that sleeps while the wallet app is open is the common path.
import { type Gateway, GatewayError } from "./gateway.ts";

export interface WatcherEvents {
  /** A status body arrived, from stream or poll. */
  readonly onStatus: (body: unknown) => void;
  readonly onOffline: (offline: boolean) => void;
  /** The payment cannot be followed any more (unknown id). */
  readonly onGone: (error: GatewayError) => void;
}

const STREAM_OPEN_LIMIT_MS = 5_000;
const STREAM_RETRY_MS = 60_000;
const POLL_FAST_MS = 1_500;
const POLL_SLOW_MS = 4_000;
const POLL_FAST_FOR_MS = 120_000;
const POLL_HIDDEN_MS = 15_000;
const HIDDEN_CLOSE_MS = 30_000;
const SILENCE_LIMIT_MS = 45_000;
const OFFLINE_RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

export class PaymentWatcher {
  readonly #gateway: Gateway;
  readonly #id: string;
  readonly #events: WatcherEvents;
  readonly #abort = new AbortController();
  readonly #startedAt = performance.now();
  #source: EventSource | null = null;
  #etag: string | null = null;
  #failures = 0;
  #pollTimer: ReturnType<typeof setTimeout> | undefined;
  #openTimer: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #hiddenTimer: ReturnType<typeof setTimeout> | undefined;
  #slowOnly = false;
  #polling = false;

  constructor(gateway: Gateway, id: string, events: WatcherEvents) {
    this.#gateway = gateway;
    this.#id = id;
    this.#events = events;
  }

  start(): void {
    const { signal } = this.#abort;
    document.addEventListener("visibilitychange", () => this.#visibility(), { signal });
    addEventListener("online", () => this.resync(), { signal });
    addEventListener("offline", () => this.#events.onOffline(true), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.resync(), { signal });
    if (navigator.onLine === false) this.#events.onOffline(true);
    if (document.hidden) void this.#poll();
    else this.#openStream();
  }

  stop(): void {
    this.#abort.abort();
    this.#closeStream();
    for (const timer of [this.#pollTimer, this.#retryTimer, this.#hiddenTimer]) clearTimeout(timer);
  }

  /** One look at once, and a fresh stream: a suspended device leaves a dead stream that looks open. */
  resync(): void {
    if (this.#abort.signal.aborted) return;
    this.#closeStream();
    void this.#poll();
    if (!this.#slowOnly) this.#openStream();
  }

  /** After the end of a payment: a look every 15 s, no stream held. */
  slowDown(): void {
    this.#slowOnly = true;
    this.#closeStream();
    clearTimeout(this.#retryTimer);
    this.#schedulePoll();
  }

  #visibility(): void {
    clearTimeout(this.#hiddenTimer);
    if (document.hidden) {
      this.#hiddenTimer = setTimeout(() => {
        this.#closeStream();
        this.#schedulePoll();
      }, HIDDEN_CLOSE_MS);
    } else {
      this.resync();
    }
  }

  #openStream(): void {
    this.#closeStream();
    if (this.#abort.signal.aborted || typeof EventSource === "undefined") {
      this.#schedulePoll();
      return;
    }
    const source = new EventSource(this.#gateway.streamUrl(this.#id));
    this.#source = source;
    this.#openTimer = setTimeout(() => this.#giveUp(), STREAM_OPEN_LIMIT_MS);
    source.addEventListener("open", () => {
      clearTimeout(this.#openTimer);
      clearTimeout(this.#pollTimer);
      this.#ok();
    });
    source.addEventListener("status", (event) => {
      this.#ok();
      this.#deliver((event as MessageEvent<string>).data);
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) this.#giveUp();
      else this.#failed();
    });
    this.#armSilence();
  }

  #deliver(data: string): void {
    this.#armSilence();
    try {
      this.#events.onStatus(JSON.parse(data));
    } catch {
      // A frame that is no JSON says nothing; the next look brings the state.
    }
  }

  #giveUp(): void {
    this.#closeStream();
    if (this.#abort.signal.aborted) return;
    void this.#poll();
    clearTimeout(this.#retryTimer);
    if (!this.#slowOnly) this.#retryTimer = setTimeout(() => this.#openStream(), STREAM_RETRY_MS);
  }

  #closeStream(): void {
    clearTimeout(this.#openTimer);
    clearTimeout(this.#silenceTimer);
    this.#source?.close();
    this.#source = null;
  }

  #armSilence(): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => {
      if (!document.hidden) void this.#poll();
      this.#armSilence();
    }, SILENCE_LIMIT_MS);
  }

  async #poll(): Promise<void> {
    if (this.#polling || this.#abort.signal.aborted) return;
    this.#polling = true;
    clearTimeout(this.#pollTimer);
    let waitMs: number | null = null;
    try {
      const answer = await this.#gateway.status(this.#id, this.#etag, this.#abort.signal);
      this.#etag = answer.etag;
      this.#ok();
      if (answer.status !== 304) this.#events.onStatus(answer.body);
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      const refused = error instanceof GatewayError ? error : null;
      if (refused && refused.status >= 400 && refused.status < 500 && refused.status !== 429) {
        this.stop();
        this.#events.onGone(refused);
        return;
      }
      if (refused?.status !== 429) this.#failed();
      waitMs = refused?.retryAfterMs ?? OFFLINE_RETRY_MS[Math.min(this.#failures, 5) - 1] ?? null;
    } finally {
      this.#polling = false;
    }
    this.#schedulePoll(waitMs);
  }

  /** Polls again unless a stream is open and does the work. */
  #schedulePoll(waitMs: number | null = null): void {
    clearTimeout(this.#pollTimer);
    if (this.#abort.signal.aborted) return;
    if (this.#source?.readyState === EventSource.OPEN && waitMs === null) return;
    this.#pollTimer = setTimeout(() => void this.#poll(), waitMs ?? this.#pollEveryMs());
  }

  #pollEveryMs(): number {
    if (document.hidden || this.#slowOnly) return jitter(POLL_HIDDEN_MS);
    return jitter(performance.now() - this.#startedAt < POLL_FAST_FOR_MS ? POLL_FAST_MS : POLL_SLOW_MS);
  }

  #ok(): void {
    this.#failures = 0;
    this.#events.onOffline(false);
  }

  #failed(): void {
    this.#failures++;
    if (this.#failures >= 2 || navigator.onLine === false) this.#events.onOffline(true);
  }
}

/** Ten per cent either way, so that many payers of one shop do not ask in step. */
function jitter(ms: number): number {
  return ms * (0.9 + Math.random() * 0.2);
}
