import { ApiError, type ErrorBody, errorTable, type RefusalExtra } from "@kaspa-pay/api-contract";
import { errorBodyOf } from "@kaspa-pay/api-contract/router";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { loggedPath, requestIdOf } from "./middleware/request-log.ts";

/** Errors of body parsing and routing, by the type or status that express and body-parser give them. */
function refusalOfExpress(error: unknown): ApiError | null {
  if (!(error instanceof Error) || !("status" in error)) return null;
  const type = "type" in error ? error.type : undefined;
  if (type === "entity.too.large")
    return new ApiError("too_large", "The body is larger than 64 KiB: send less");
  if (type === "entity.parse.failed") return new ApiError("invalid_request", "The body is not valid JSON");
  if (type === "encoding.unsupported" || type === "charset.unsupported") {
    return new ApiError("unsupported_media_type", "Send plain UTF-8 JSON");
  }
  const status = Number(error.status);
  return status >= 400 && status < 500 ? new ApiError("invalid_request", "The request cannot be read") : null;
}

/** The body and status for anything thrown. */
export function answerOf(error: unknown, requestId: string): { status: number; body: ErrorBody } {
  const body = errorBodyOf(refusalOfExpress(error) ?? error, requestId);
  return { status: errorTable[body.code].status, body };
}

/** Seconds to wait, as a header value; null when a repeat cannot help. */
export function retryAfterOf(error: unknown, code: ErrorBody["code"]): string | null {
  const cause = error instanceof Error && error.cause instanceof ApiError ? error.cause : error;
  const asked = cause instanceof ApiError ? cause.extra.retryAfter : undefined;
  const seconds = typeof asked === "number" ? asked : errorTable[code].retryAfter;
  return seconds === undefined ? null : String(Math.max(1, Math.ceil(seconds)));
}

/** Writes an error as the API does: closed codes, `Retry-After` where a repeat helps. */
export function sendError(res: Response, error: unknown): ErrorBody {
  const { status, body } = answerOf(error, requestIdOf(res));
  res.locals.errorCode = body.code;
  const retryAfter = retryAfterOf(error, body.code);
  if (retryAfter !== null) res.set("Retry-After", retryAfter);
  if (status === 401) res.set("WWW-Authenticate", 'Bearer realm="kaspa-pay"');
  const { retryAfter: _inHeader, ...visible } = body as ErrorBody & { retryAfter?: unknown };
  // A route may add fields to its error bodies.
  const { refusal = {} } = res.locals as { refusal?: RefusalExtra };
  res
    .status(status)
    .set("Cache-Control", "no-store")
    .json({ ...refusal, ...visible });
  return body;
}

/** The last error handler. A fault of ours is logged with its cause; the caller sees the request id only. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) {
      log.warn({ requestId: requestIdOf(res), err: error }, "answer broken off");
      next(error);
      return;
    }
    const body = sendError(res, error);
    if (body.code === "server_error") {
      log.error(
        { requestId: body.requestId, method: req.method, path: loggedPath(req.path), err: error },
        "request failed",
      );
    }
  };
}

/** Answers 404 for a path that no route matches. */
export const noSuchRoute: RequestHandler = (_req, res) => {
  sendError(res, new ApiError("not_found", "There is no such route"));
};

/** Answers 405 for a known path with another method. */
export function methodNotAllowed(allowed: readonly string[]): RequestHandler {
  return (req, res) => {
    res.set("Allow", allowed.join(", "));
    sendError(
      res,
      new ApiError("method_not_allowed", `${req.method} is not allowed here: see the Allow header`),
    );
  };
}
