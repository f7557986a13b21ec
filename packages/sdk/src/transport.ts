import type { Answer, Entry, Input, ListRoute, Query, Route } from "./api-types.ts";
import { ApiError, ConnectionError, isLost, KaspaPayError, mayPass, TimeoutError } from "./errors.ts";
import { KEYED_ROUTES } from "./generated/keyed-routes.ts";
import { type Page, Pages } from "./pages.ts";
import { backoffMs, pause, retryAfterMs } from "./retry.ts";

/** A gateway that asks for a longer wait than this gets no second try: the caller decides. */
const LONGEST_RETRY_AFTER_MS = 60_000;

const KEY = "idempotency-key";

export interface ClientOptions {
  /** Address of the gateway, for example `https://pay.example.com`. */
  baseUrl: string;
  /** A secret key, `kp_live_…` or `kp_test_…`: on servers only. Without it, only what anybody may call works. */
  apiKey?: string;
  /** Time for one try, in ms; default 30 000. */
  timeoutMs?: number;
  /** Further tries where one is harmless, after 429, 5xx and broken connections; default 3. */
  maxRetries?: number;
  /** Delay before the first further try, in ms; it doubles each time. Default 500. */
  retryDelayMs?: number;
  /** Instead of the runtime's `fetch`. */
  fetch?: typeof fetch;
}

export interface RequestOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
  maxRetries?: number;
  /**
   * Of a call that creates or rotates: the same key and body within 72 hours get the same answer. Default: a random one
   * for each call. Other calls refuse it.
   */
  idempotencyKey?: string;
}

/** What came back; `body` is undefined when it was empty. */
export interface Received {
  status: number;
  headers: Headers;
  body: unknown;
}

interface Sent {
  method: string;
  url: string;
  headers: Headers;
  body?: string;
}

/** Sends calls to one gateway. */
export class Transport {
  readonly #options: ClientOptions;
  readonly #base: string;

  /** @throws KaspaPayError for an address or a key that cannot work */
  constructor(options: ClientOptions) {
    const { baseUrl, apiKey } = options;
    if (!/^https?:\/\/[^/]/.test(baseUrl ?? ""))
      throw new KaspaPayError("baseUrl must be the gateway's address, for example https://pay.example.com");
    if ("apiKey" in options && !apiKey?.trim())
      throw new KaspaPayError("apiKey is empty: give the key, or leave the option out");
    if (apiKey && typeof document === "object")
      throw new KaspaPayError(
        "A secret key must not be in a browser, where every visitor can read it: call the gateway from your server",
      );
    this.#options = options;
    this.#base = `${baseUrl.replace(/\/+$/, "").replace(/\/api(\/v1)?$/, "")}/api/v1`;
  }

  /** Calls one operation, as often as it is harmless. Throws `ApiError`, `ConnectionError`, or the signal's reason. */
  async call<R extends Route>(route: R, input: Input<R>, options?: RequestOptions): Promise<Answer<R>> {
    return (await this.send(route, input, options)).body as Answer<R>;
  }

  /** A list, read page by page. */
  list<R extends ListRoute>(route: R, input: Input<R>, options?: RequestOptions): Pages<Entry<R>> {
    return new Pages((cursor) => {
      const filters: object = input.query ?? {};
      const query = (cursor === undefined ? filters : { ...filters, cursor }) as Query<R>;
      return this.call(route, { ...input, query }, options) as unknown as Promise<Page<Entry<R>>>;
    });
  }

  /** As `call`, with status and headers. `etag`: of an earlier answer; then 304 is an answer as well. */
  async send<R extends Route>(
    route: R,
    input: Input<R>,
    options: RequestOptions = {},
    etag?: string,
  ): Promise<Received> {
    const maxRetries = options.maxRetries ?? this.#options.maxRetries ?? 3;
    const { retryDelayMs = 500 } = this.#options;
    const { signal } = options;
    const sent = this.#prepare(route, input, options, etag);
    // Other changes set what the request says, whatever was there before. docs/spec/api-conventions.md#idempotency
    const isRepeatable = sent.method !== "POST" || sent.headers.has(KEY);
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.#tryOnce(sent, options);
      } catch (error) {
        if (!isRepeatable && isLost(error)) {
          const Lost = error instanceof TimeoutError ? TimeoutError : ConnectionError;
          throw new Lost(`${route} may have happened: look before you repeat it`, { cause: error });
        }
        const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
        if (!mayPass(error) || asked > LONGEST_RETRY_AFTER_MS || tries >= maxRetries) throw error;
        await pause(Math.max(asked, backoffMs(tries, retryDelayMs)), signal);
      }
    }
  }

  #prepare<R extends Route>(route: R, input: Input<R>, options: RequestOptions, etag?: string): Sent {
    const [method = "", path = ""] = route.split(" ");
    const { query = {}, body, ...fields } = input as Record<string, unknown> & { query?: object };
    const url = new URL(
      this.#base +
        path.replace(/\{(\w+)\}/, (_, name: string) => {
          const value = String(fields[name] ?? "");
          // Dots alone would be another path.
          if (/^\.*$/.test(value)) throw new KaspaPayError(`${name} is no id: "${value}"`);
          return encodeURIComponent(value);
        }),
    );
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const headers = new Headers({ accept: "application/json" });
    const { apiKey } = this.#options;
    if (apiKey) headers.set("authorization", `Bearer ${apiKey.trim()}`);
    const { idempotencyKey = crypto.randomUUID() } = options;
    if (!/^[ -~]{1,255}$/.test(idempotencyKey))
      throw new KaspaPayError("idempotencyKey has 1 to 255 characters of ASCII");
    if (KEYED_ROUTES.includes(route)) headers.set(KEY, idempotencyKey);
    else if (options.idempotencyKey) throw new KaspaPayError(`${route} takes no idempotencyKey`);
    if (etag) headers.set("if-none-match", etag);
    if (body === undefined) return { method, url: url.href, headers };
    headers.set("content-type", "application/json");
    return { method, url: url.href, headers, body: JSON.stringify(body) };
  }

  /** @throws ApiError, ConnectionError, or the reason of the caller's signal */
  async #tryOnce(sent: Sent, options: RequestOptions): Promise<Received> {
    const { status, headers, text } = await this.#exchange(sent, options);
    const body = parsed(text);
    if (status === 304 || (status < 300 && body !== undefined)) return { status, headers, body };
    throw new ApiError(status, body, retryAfterMs(headers.get("retry-after")));
  }

  async #exchange({ url, ...init }: Sent, options: RequestOptions) {
    const { fetch: send = fetch } = this.#options;
    const timeoutMs = options.timeoutMs ?? this.#options.timeoutMs ?? 30_000;
    const { signal } = options;
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      // The gateway never redirects: followed, a redirect would take the body elsewhere.
      const response = await send(url, {
        ...init,
        redirect: "manual",
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (cause) {
      signal?.throwIfAborted();
      if (timeout.aborted)
        throw new TimeoutError(`No answer within ${timeoutMs} ms: ${init.method} ${url}`, { cause });
      throw new ConnectionError(`No answer: ${init.method} ${url}`, { cause });
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
