// The HTTP calls of the element. The client token is the proof; cookies are never sent.

/** The gateway said no, or could not be reached (`status` 0). */
export class GatewayError extends Error {
  readonly status: number;
  readonly code: string;
  readonly reference: string | null;
  readonly retryAfterMs: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    reference: string | null,
    retryAfterMs: number | null,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.reference = reference;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly etag: string | null;
}

export interface Gateway {
  readonly origin: string;
  publicView(id: string, token: string | null, signal: AbortSignal): Promise<unknown>;
  link(slug: string, signal: AbortSignal): Promise<unknown>;
  create(body: object, idempotencyKey: string, signal: AbortSignal): Promise<unknown>;
  status(id: string, etag: string | null, signal: AbortSignal): Promise<Answer>;
  requote(id: string, token: string, signal: AbortSignal): Promise<unknown>;
  streamUrl(id: string): string;
}

const REQUEST_TIMEOUT_MS = 15_000;

export function createGateway(origin: string): Gateway {
  const base = `${origin}/api/v1`;
  const path = (id: string) => `/payments/${encodeURIComponent(id)}`;
  const call = (method: string, url: string, signal: AbortSignal, init: CallInit = {}) =>
    request(method, base + url, signal, init);
  return {
    origin,
    publicView: async (id, token, signal) =>
      (await call("GET", path(id), signal, { headers: tokenHeader(token) })).body,
    link: async (slug, signal) =>
      (await call("GET", `/links/public/${encodeURIComponent(slug)}`, signal)).body,
    create: async (body, key, signal) =>
      (await call("POST", "/payments", signal, { body, headers: { "Idempotency-Key": key } })).body,
    status: (id, etag, signal) =>
      call("GET", `${path(id)}/status`, signal, { headers: etag ? { "If-None-Match": etag } : {} }),
    requote: async (id, token, signal) =>
      (await call("POST", `${path(id)}/quote`, signal, { body: {}, headers: tokenHeader(token) })).body,
    streamUrl: (id) => `${base}${path(id)}/stream`,
  };
}

interface CallInit {
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

const tokenHeader = (token: string | null): Record<string, string> =>
  token ? { "X-Client-Token": token } : {};

async function request(method: string, url: string, outer: AbortSignal, init: CallInit): Promise<Answer> {
  const limit = new AbortController();
  const abort = () => limit.abort();
  outer.addEventListener("abort", abort);
  const timer = setTimeout(abort, REQUEST_TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      method,
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: limit.signal,
      headers: { ...(init.body ? { "Content-Type": "application/json" } : {}), ...init.headers },
      ...(init.body ? { body: JSON.stringify(init.body) } : {}),
    });
    const etag = response.headers.get("etag");
    if (response.status === 304) return { status: 304, body: null, etag };
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) throw refusal(response, body);
    return { status: response.status, body, etag };
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw new GatewayError(0, "unavailable", "The payment service cannot be reached.", null, null);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener("abort", abort);
  }
}

function refusal(response: Response, body: unknown): GatewayError {
  const json = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const seconds = Number(response.headers.get("retry-after"));
  return new GatewayError(
    response.status,
    typeof json.code === "string" ? json.code : "server_error",
    typeof json.error === "string" ? json.error : "",
    typeof json.requestId === "string" ? json.requestId : null,
    seconds > 0 ? seconds * 1000 : null,
  );
}
