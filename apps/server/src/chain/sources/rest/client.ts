// HTTP to a Kaspa REST API: one request at a time, a limit on time and size, a pause when it asks for one, and every
// reply checked by a schema before anything of it is used.

import type { WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import { backoffMs } from "@kaspa-pay/kaspa/wrpc";
import { request } from "undici";
import type * as z from "zod";
import { PageTooLarge, Unavailable } from "../../source.ts";

export interface RestClientOptions {
  /** `http(s)://[user:password@]host[:port][/base]` */
  url: string;
  timers: WrpcTimers;
  now: () => number;
  /** Keeps integers above 2^53 exact, off the event loop. */
  parseLarge: (text: string) => Promise<unknown>;
  parseSmall: (text: string) => unknown;
  /** Largest reply accepted, MiB. */
  maxReplyMb: number;
}

/** The API answered with a status that is no success. */
export class HttpFault extends Unavailable {
  readonly status: number;
  constructor(status: number, message: string) {
    super("node_fault", message);
    this.status = status;
  }
}

export interface Call<T> {
  path: string;
  reply: z.ZodType<T>;
  /** Sent as JSON by POST; absent = GET. */
  body?: unknown;
  /** Replies that hold transactions may take the API long. */
  large?: boolean;
}

const TIMEOUT_MS = 10_000;
const LARGE_TIMEOUT_MS = 60_000;
const LARGE_TEXT = 1024 * 1024;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** Statuses that say the API is busy or away, not that it cannot answer this one question. */
const ASK_LATER = [429, 502, 503, 504];

export class RestClient {
  private readonly options: RestClientOptions;
  private readonly base: string;
  private readonly authorization: string | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private busyInRow = 0;
  private pausedUntil = 0;
  private readonly closing = new AbortController();

  constructor(options: RestClientOptions) {
    this.options = options;
    const url = new URL(options.url);
    const { username, password } = url;
    if (username !== "" || password !== "") {
      const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
      this.authorization = `Basic ${Buffer.from(plain).toString("base64")}`;
    }
    this.base = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  }

  /** Milliseconds until the API may be asked again. */
  get pauseMs(): number {
    return Math.max(0, this.pausedUntil - this.options.now());
  }

  /** Waits for the calls before it. */
  call<T>(call: Call<T>): Promise<T> {
    const answer = this.queue.then(() => this.ask(call));
    this.queue = answer.catch(() => {});
    return answer;
  }

  /** Ends the request under way; later calls are refused. */
  close(): void {
    this.closing.abort();
  }

  private async ask<T>({ path, reply, body, large = false }: Call<T>): Promise<T> {
    if (this.closing.signal.aborted) throw new Unavailable("closed", "The connection was closed");
    if (this.pauseMs > 0)
      throw new Unavailable("not_connected", `The REST API asked for a pause of ${seconds(this.pauseMs)}`);
    const { status, text, retryAfter } = await this.send(path, body, large);
    if (ASK_LATER.includes(status)) throw this.pause(status, retryAfter);
    this.busyInRow = 0;
    if (status !== 200) throw new HttpFault(status, `The REST API answered ${status} to ${nameOf(path)}`);
    const parsed = reply.safeParse(await this.parse(text, path));
    if (!parsed.success) {
      const { path: where, message } = parsed.error.issues[0] ?? { path: [], message: "" };
      throw new Unavailable("bad_reply", `${nameOf(path)}: ${where.join(".")} ${message}`);
    }
    return parsed.data;
  }

  private async send(path: string, body: unknown, large: boolean) {
    const timeout = new AbortController();
    const cancel = this.options.timers.after(large ? LARGE_TIMEOUT_MS : TIMEOUT_MS, () => timeout.abort());
    try {
      const answer = await request(`${this.base}${path}`, {
        method: body === undefined ? "GET" : "POST",
        body: body === undefined ? null : JSON.stringify(body),
        headers: this.headers(body !== undefined),
        signal: AbortSignal.any([timeout.signal, this.closing.signal]),
      });
      const text = await this.read(answer.body, large);
      return { status: answer.statusCode, text, retryAfter: answer.headers["retry-after"] };
    } catch (error) {
      if (error instanceof PageTooLarge || error instanceof Unavailable) throw error;
      if (timeout.signal.aborted)
        throw new Unavailable("timeout", `${nameOf(path)} was not answered in time`, { cause: error });
      const message = error instanceof Error ? error.message : String(error);
      throw new Unavailable("closed", `The REST API cannot be reached: ${message}`, { cause: error });
    } finally {
      cancel();
    }
  }

  private headers(withBody: boolean): Record<string, string> {
    return {
      accept: "application/json",
      "user-agent": "kaspa-pay",
      ...(withBody && { "content-type": "application/json" }),
      ...(this.authorization !== undefined && { authorization: this.authorization }),
    };
  }

  private async read(body: AsyncIterable<Buffer>, large: boolean): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > this.options.maxReplyMb * 1024 * 1024) {
        const message = `The REST API sent more than ${this.options.maxReplyMb} MiB`;
        throw large ? new PageTooLarge(message) : new Unavailable("bad_reply", message);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  }

  private async parse(text: string, path: string): Promise<unknown> {
    try {
      return text.length > LARGE_TEXT ? await this.options.parseLarge(text) : this.options.parseSmall(text);
    } catch (error) {
      throw new Unavailable("bad_reply", `${nameOf(path)} is no JSON`, { cause: error });
    }
  }

  /** As long as the API asks for, else longer each time. */
  private pause(status: number, retryAfter: string | string[] | undefined): Unavailable {
    const { now, timers } = this.options;
    const asked = askedPauseMs(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter, now());
    const pauseMs = Math.min(LONGEST_PAUSE_MS, asked ?? backoffMs(this.busyInRow, timers.random()));
    this.busyInRow += 1;
    this.pausedUntil = now() + pauseMs;
    return new HttpFault(status, `The REST API answered ${status}, asked again in ${seconds(pauseMs)}`);
  }
}

/** `Retry-After` in seconds or as a date. */
export function askedPauseMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;
/** The path without what was asked for. */
const nameOf = (path: string) => path.split("?")[0] ?? path;
