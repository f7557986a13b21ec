import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { requestIdOf } from "./request-id.ts";

const QUIET = new Set(["/healthz", "/readyz"]);

/** Links of old mails carry their token in the path: such paths are logged without it. */
export const loggedPath = (path: string): string => path.replace(/^(\/app\/reset\/).+/, "$1…");

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
