// The HTTP calls of the element. The client token is the proof; cookies are never sent.
import { withQuery } from "./snapshot.ts";

/** The gateway refused, or could not be reached (`status` 0). */
export class GatewayError extends Error {
  readonly status: number;
  /** The body of the API's error; empty when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryAfterMs: number;

  constructor(status: number, body: unknown = null, retryAfterS = 0) {
    super();
    this.status = status;
    this.body = (body ?? {}) as Record<string, unknown>;
    this.retryAfterMs = retryAfterS * 1000;
  }

  /** The gateway understood and refused: asking again changes nothing. */
  get final(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

export interface Answer {
  /** Null when nothing changed (304). */
  readonly body: unknown;
  readonly etag: string | null;
}

export type Gateway = ReturnType<typeof createGateway>;

const REQUEST_TIMEOUT_MS = 15_000;

export function createGateway(origin: string) {
  const base = `${origin}/api/v1`;
  const never = new AbortController().signal;
  const path = (id: string) => `${base}/payments/${encodeURIComponent(id)}`;
  return {
    payment: (id: string, token: string | null, signal: AbortSignal) =>
      request(path(id), signal, { "X-Client-Token": token }),
    status: (id: string, token: string | null, etag: string | null, signal: AbortSignal) =>
      request(proved(`${path(id)}/status`, token), signal, { "If-None-Match": etag }),
    link: (slug: string, signal: AbortSignal) =>
      request(`${base}/links/public/${encodeURIComponent(slug)}`, signal, {}),
    /** Cannot be aborted: an answer that is thrown away would leave a payment that no page knows. */
    create: (body: object, key: string) =>
      request(`${base}/payments`, never, { "Idempotency-Key": key }, body),
    /** Again for the same payment: the same new one. */
    renew: (id: string, token: string | null) =>
      request(`${path(id)}/renew`, never, { "X-Client-Token": token }, {}),
    requote: (id: string, token: string, signal: AbortSignal) =>
      request(`${path(id)}/quote`, signal, { "X-Client-Token": token }, {}),
    streamUrl: (id: string, token: string | null) => proved(`${path(id)}/stream`, token),
  };
}

/** The client token lets the payer see the payment even if its link was archived. A stream can send no header. */
export const proved = (url: string, token: string | null) => (token ? withQuery(url, "token", token) : url);

async function request(
  url: string,
  signal: AbortSignal,
  wanted: Readonly<Record<string, string | null>>,
  body?: object,
): Promise<Answer> {
  const headers = new Headers(body && { "Content-Type": "application/json" });
  for (const [name, value] of Object.entries(wanted)) if (value) headers.set(name, value);
  const response = await fetch(url, {
    method: body ? "POST" : "GET",
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    headers,
    body: body ? JSON.stringify(body) : null,
  }).catch(() => {
    throw new GatewayError(0);
  });
  const json: unknown = await response.json().catch(() => null);
  if (!response.ok && response.status !== 304)
    throw new GatewayError(response.status, json, Number(response.headers.get("retry-after")) || 0);
  return { body: json, etag: response.headers.get("etag") };
}
