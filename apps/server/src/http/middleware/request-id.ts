import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";

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
