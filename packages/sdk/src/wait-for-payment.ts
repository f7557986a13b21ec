import { ApiError, mayPass } from "./errors.ts";
import type { PaymentFull, PaymentStatusBody } from "./generated/api.ts";
import { pause } from "./retry.ts";
import type { Transport } from "./transport.ts";

export interface WaitOptions {
  /** How long to wait, in ms; default 30 minutes. */
  timeoutMs?: number;
  /** Time between two looks, in ms; default 3 000. The gateway answers 60 a minute. */
  intervalMs?: number;
  signal?: AbortSignal;
}

/** `failed`: expired, canceled or invalid. `timeout`: none of them yet. `payment`: as it stands now. */
export interface WaitResult {
  outcome: "confirmed" | "failed" | "timeout";
  payment: PaymentFull;
}

const TRY_MS = 30_000;

const OUTCOMES: { [S in PaymentStatusBody["status"]]?: WaitResult["outcome"] } = {
  confirmed: "confirmed",
  expired: "failed",
  canceled: "failed",
  invalid: "failed",
};

/**
 * Looks at a payment until it has ended. A gateway that is away for a while does not end the wait.
 *
 * @throws ApiError for a refusal, for example `not_found`; and the signal's reason
 */
export async function waitForPayment(
  api: Transport,
  id: string,
  { timeoutMs = 30 * 60_000, intervalMs = 3_000, signal }: WaitOptions = {},
): Promise<WaitResult> {
  const options = signal ? { signal } : {};
  const end = Date.now() + timeoutMs;
  let outcome: WaitResult["outcome"] | undefined;
  for (let etag: string | undefined; !outcome; ) {
    let delay = intervalMs;
    try {
      // The loop is the repetition; a gateway that is silent must not hold it beyond its end.
      const once = { ...options, maxRetries: 0, timeoutMs: Math.max(1, Math.min(TRY_MS, end - Date.now())) };
      const { status, headers, body } = await api.send("GET /payments/{id}/status", { id }, once, etag);
      etag = headers.get("etag") ?? etag;
      if (status !== 304) outcome = OUTCOMES[(body as PaymentStatusBody).status];
    } catch (error) {
      if (!mayPass(error)) throw error;
      delay = Math.max(delay, (error instanceof ApiError && error.retryAfterMs) || 0);
    }
    const left = end - Date.now();
    if (left <= 0) outcome ??= "timeout";
    if (!outcome) await pause(Math.min(delay, left), signal);
  }
  const last = outcome === "timeout" ? { ...options, maxRetries: 0 } : options;
  const payment = (await api.call("GET /payments/{id}", { id }, last)) as PaymentFull;
  return { outcome, payment };
}
