// One reader for all open streams: on a change notification, and every 2 s in case one was lost, it reads the watched
// payments once and passes on what changed.
import type { PaymentStatusBody } from "@kaspa-pay/api-contract";
import type { Bus, ChangeNotification } from "../../database/bus/bus.ts";
import type { PublicReads } from "../deps.ts";
import { statusTag } from "./status.ts";

const POLL_MS = 2_000;
/** Confirmations change ten times a second; a page gets at most four updates. */
const MIN_GAP_MS = 250;
const BATCH = 1_000;

type StatusListener = (body: PaymentStatusBody) => void;

interface Watched {
  tag: string;
  version: number;
  readonly listeners: Set<StatusListener>;
}

export class StatusHub {
  readonly #reads: PublicReads;
  readonly #bus: Bus;
  readonly #onError: (error: unknown) => void;
  readonly #watched = new Map<string, Watched>();
  readonly #hinted = new Set<string>();
  #all = false;
  #running: Promise<void> | null = null;
  #lastReadAt = 0;
  #soon: NodeJS.Timeout | null = null;
  #beat: NodeJS.Timeout | null = null;
  #unsubscribe: (() => void) | null = null;

  constructor(reads: PublicReads, bus: Bus, onError: (error: unknown) => void) {
    this.#reads = reads;
    this.#bus = bus;
    this.#onError = onError;
  }

  /** Calls back with each newer state of the payment after `known`. Returns the function that stops it. */
  watch(known: PaymentStatusBody, listener: StatusListener): () => void {
    const fresh: Watched = { tag: statusTag(known), version: known.version, listeners: new Set() };
    const entry = this.#watched.get(known.id) ?? fresh;
    entry.listeners.add(listener);
    this.#watched.set(known.id, entry);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0 && this.#watched.get(known.id) === entry) this.#watched.delete(known.id);
    };
  }

  /** Reads everything that is watched, now; single-flight. */
  tick(): Promise<void> {
    this.#all = true;
    return this.#read();
  }

  start(): void {
    this.#unsubscribe ??= this.#bus.subscribe((hint) => this.#note(hint));
    this.#beat ??= setInterval(() => void this.tick(), POLL_MS);
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    if (this.#beat !== null) clearInterval(this.#beat);
    if (this.#soon !== null) clearTimeout(this.#soon);
    this.#beat = null;
    this.#soon = null;
    await this.#running;
  }

  /** The first notification after a pause is read at once; a burst of them at most four times a second. */
  #note(hint: ChangeNotification): void {
    if (hint.topic !== "payments" || this.#watched.size === 0) return;
    if (hint.paymentIds === undefined) this.#all = true;
    else for (const id of hint.paymentIds) this.#hinted.add(id);
    if (this.#soon !== null) return;
    const wait = Math.max(0, this.#lastReadAt + MIN_GAP_MS - performance.now());
    this.#soon = setTimeout(() => {
      this.#soon = null;
      void this.#read();
    }, wait);
  }

  #read(): Promise<void> {
    this.#running ??= this.#readAll()
      .catch(this.#onError)
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  async #readAll(): Promise<void> {
    // Payments notified during a read are read in another round, never lost.
    while (this.#all || this.#hinted.size > 0) {
      const ids = this.#all
        ? [...this.#watched.keys()]
        : [...this.#hinted].filter((id) => this.#watched.has(id));
      this.#all = false;
      this.#hinted.clear();
      this.#lastReadAt = performance.now();
      for (let at = 0; at < ids.length; at += BATCH) {
        const batch = ids.slice(at, at + BATCH);
        for (const id of batch) this.#reads.watching(id);
        for (const body of await this.#reads.statuses(batch)) this.#pass(body);
      }
    }
  }

  #pass(body: PaymentStatusBody): void {
    const entry = this.#watched.get(body.id);
    const tag = statusTag(body);
    if (entry === undefined || body.version < entry.version || tag === entry.tag) return;
    entry.tag = tag;
    entry.version = body.version;
    for (const listener of entry.listeners) listener(body);
  }
}
