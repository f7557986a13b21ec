import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";
import type { Logger } from "pino";

const QUIET = new Set(["/healthz", "/readyz"]);

/** Links of mails carry their token in the path: such paths are logged without it. */
export const loggedPath = (path: string): string =>
  path.replace(/^((?:\/app\/reset|\/claim|\/api(?:\/v1)?\/claims)\/).+/, "$1…");

/** One line per answered request. The query is left out: it may hold a payer's token. */
export function requestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const started = performance.now();
    const path = loggedPath(req.path);
    if (!QUIET.has(path)) {
      res.on("close", () => {
        const line = {
          requestId: requestIdOf(res),
          method: req.method,
          path,
          status: res.statusCode,
          ms: Math.round(performance.now() - started),
          ip: req.ip,
          finished: res.writableFinished,
        };
        if (res.statusCode >= 500) log.warn(line, "request");
        else log.info(line, "request");
      });
    }
    next();
  };
}

/** A fresh id. */
export const newRequestId = (): string => `req_${randomBytes(12).toString("hex")}`;

/** Gives each request its id. An id of the caller is not used: the log is searched by it. */
export const requestId: RequestHandler = (_req, res, next) => {
  const id = newRequestId();
  res.locals.requestId = id;
  res.set("X-Request-Id", id);
  next();
};

/** The id of the request that this answers. */
export function requestIdOf(res: Response): string {
  const id: unknown = res.locals.requestId;
  return typeof id === "string" ? id : "";
}
