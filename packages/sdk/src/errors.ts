import type { ErrorBody } from "./generated/api.ts";

/** One of the closed set of codes that the gateway answers. */
export type ErrorCode = ErrorBody["code"];

/** Everything that a call of the gateway throws, but for what you abort yourself. */
export class KaspaPayError extends Error {
  override name = "KaspaPayError";
}

/** The gateway refused the call, or failed. Branch on `code`; `message` is for people. */
export class ApiError extends KaspaPayError {
  override name = "ApiError";
  readonly status: number;
  /** `unexpected_answer`: it did not come from a gateway, but for example from a proxy before it. */
  readonly code: ErrorCode | "unexpected_answer";
  /** The field at fault. */
  readonly param: string | null;
  /** Every fault of the request. */
  readonly issues: ErrorBody["issues"];
  /** Finds the call in the gateway's log. */
  readonly requestId: string | null;
  /** What the gateway asked to wait before another try, in ms; null when it said nothing. */
  readonly retryAfterMs: number | null;
  /** The whole body: some codes add fields, for example `paymentId` and `minimum`. */
  readonly body: Partial<ErrorBody>;

  constructor(status: number, answered: unknown, retryAfterMs: number | null) {
    const body: Partial<ErrorBody> = isErrorBody(answered) ? answered : {};
    super(body.error ?? `Answered ${status} without an error of the gateway: is baseUrl its address?`);
    this.status = status;
    this.code = body.code ?? "unexpected_answer";
    this.param = body.param ?? null;
    this.issues = body.issues ?? null;
    this.requestId = body.requestId ?? null;
    this.retryAfterMs = retryAfterMs;
    this.body = body;
  }
}

/**
 * No answer came, or of a call that must not be repeated only a failure: `cause` says why. What you asked may have
 * happened. Repeat a create with its key; before you repeat a call without one, read what became of it.
 */
export class ConnectionError extends KaspaPayError {
  override name = "ConnectionError";
}

/** No whole answer came within `timeoutMs`. */
export class TimeoutError extends ConnectionError {
  override name = "TimeoutError";
}

/** A return to the shop that the gateway did not sign, or that misses a field. */
export class RedirectVerificationError extends KaspaPayError {
  override name = "RedirectVerificationError";
}

/** Whether the same call may succeed later. */
export function isTransient(status: number): boolean {
  return status === 429 || status >= 500;
}

/** The same of what a call threw. */
export function mayPass(error: unknown): boolean {
  return error instanceof ConnectionError || (error instanceof ApiError && isTransient(error.status));
}

/** How Node names connections that were never made. Other runtimes do not say. */
const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;

/** Whether the request may have been carried out although no answer says so. */
export function isLost(error: unknown): boolean {
  if (error instanceof ApiError)
    return error.status >= 500 && (error.status !== 503 || error.retryAfterMs === null);
  const { cause } = error as { cause?: { cause?: { code?: string } } };
  return error instanceof ConnectionError && !NEVER_SENT.test(`${cause?.cause?.code}`);
}

function isErrorBody(answered: unknown): answered is ErrorBody {
  return typeof answered === "object" && answered !== null && "code" in answered && "error" in answered;
}
