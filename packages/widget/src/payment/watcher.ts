// Follows one payment (docs/spec/checkout.md#transport): server-sent events first, polling when no stream can be
// opened, and one read whenever the page comes back. A phone that is suspended while the wallet is open is the common
// case.
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

type TimerName = "poll" | "open" | "retry" | "silence" | "hidden";

export class PaymentWatcher {
  readonly #gateway: Gateway;
  readonly #id: string;
  readonly #token: string | null;
  readonly #events: WatcherEvents;
  readonly #abort = new AbortController();
  readonly #startedAt = performance.now();
  readonly #timers = new Map<TimerName, ReturnType<typeof setTimeout>>();
  #source: EventSource | null = null;
  #etag: string | null = null;
  #failures = 0;
  #slowOnly = false;
  #polling = false;

  constructor(gateway: Gateway, id: string, token: string | null, events: WatcherEvents) {
    this.#gateway = gateway;
    this.#id = id;
    this.#token = token;
    this.#events = events;
  }

  start(): void {
    const { signal } = this.#abort;
    const resync = () => this.resync();
    document.addEventListener("visibilitychange", () => this.#visibility(), { signal });
    document.addEventListener("resume", resync, { signal });
    addEventListener("online", resync, { signal });
    addEventListener("offline", () => this.#events.onOffline(true), { signal });
    addEventListener("pageshow", (event) => event.persisted && resync(), { signal });
    if (navigator.onLine === false) this.#events.onOffline(true);
    if (document.hidden) void this.#poll();
    else this.#openStream();
  }

  stop(): void {
    this.#abort.abort();
    this.#source?.close();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  /** One read at once, and a fresh stream: after a device slept, a dead stream still looks open. */
  resync(): void {
    if (this.#abort.signal.aborted) return;
    void this.#poll();
    if (!this.#slowOnly) this.#openStream();
  }

  /** After the end of a payment: one read every 15 s, no stream. */
  slowDown(): void {
    this.#slowOnly = true;
    this.#closeStream();
    this.#clear("retry");
    this.#schedulePoll();
  }

  #after(name: TimerName, waitMs: number, act: () => void): void {
    this.#clear(name);
    if (!this.#abort.signal.aborted) this.#timers.set(name, setTimeout(act, waitMs));
  }

  #clear(name: TimerName): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  #visibility(): void {
    this.#clear("hidden");
    if (!document.hidden) this.resync();
    else
      this.#after("hidden", HIDDEN_CLOSE_MS, () => {
        this.#closeStream();
        this.#schedulePoll();
      });
  }

  #openStream(): void {
    this.#closeStream();
    const source = new EventSource(this.#gateway.streamUrl(this.#id, this.#token));
    this.#source = source;
    this.#expectOpen();
    this.#expectStatus();
    source.onopen = () => {
      this.#clear("open");
      this.#clear("poll");
      this.#ok();
    };
    source.addEventListener("status", (event: MessageEvent<string>) => {
      this.#ok();
      this.#expectStatus();
      try {
        this.#events.onStatus(JSON.parse(event.data));
      } catch {
        // A frame that is no JSON is ignored; the next read brings the state.
      }
    });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) return this.#giveUp();
      this.#failed();
      // Each further try fails again: only the first one starts the wait, or a broken connection would never be given
      // up.
      if (!this.#timers.has("open")) this.#expectOpen();
    };
  }

  #expectOpen(): void {
    this.#after("open", STREAM_OPEN_LIMIT_MS, () => this.#giveUp());
  }

  /** Heartbeats are invisible to JavaScript: a visible page without a status body for long reads by itself. */
  #expectStatus(): void {
    this.#after("silence", SILENCE_LIMIT_MS, () => {
      if (!document.hidden) void this.#poll();
      this.#expectStatus();
    });
  }

  #giveUp(): void {
    this.#closeStream();
    void this.#poll();
    if (!this.#slowOnly) this.#after("retry", STREAM_RETRY_MS, () => this.#openStream());
  }

  #closeStream(): void {
    this.#clear("open");
    this.#clear("silence");
    this.#source?.close();
    this.#source = null;
  }

  async #poll(): Promise<void> {
    const { signal } = this.#abort;
    if (this.#polling || signal.aborted) return;
    this.#polling = true;
    this.#clear("poll");
    let waitMs = 0;
    try {
      const { body, etag } = await this.#gateway.status(this.#id, this.#token, this.#etag, signal);
      this.#etag = etag;
      this.#ok();
      if (body) this.#events.onStatus(body);
    } catch (error) {
      if (signal.aborted) return;
      const { final = false, status = 0, retryAfterMs = 0 } = error instanceof GatewayError ? error : {};
      if (final) {
        this.stop();
        this.#events.onGone(error as GatewayError);
        return;
      }
      if (status !== 429) this.#failed();
      waitMs = retryAfterMs || (OFFLINE_RETRY_MS[Math.min(this.#failures, 5) - 1] ?? 0);
    } finally {
      this.#polling = false;
    }
    this.#schedulePoll(waitMs);
  }

  /** Polls again unless a stream is open. */
  #schedulePoll(waitMs = 0): void {
    if (this.#source?.readyState === EventSource.OPEN && !waitMs) return;
    this.#after("poll", waitMs || this.#pollEveryMs(), () => void this.#poll());
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
    if (this.#failures > 1 || navigator.onLine === false) this.#events.onOffline(true);
  }
}

/** Ten per cent either way, so that many payers of one shop do not ask at the same moment. */
const jitter = (ms: number): number => ms * (0.9 + Math.random() * 0.2);
