import cors from "cors";
import type { RequestHandler } from "express";
import { exposedHeaders } from "../document/headers.ts";

/**
 * Answers to every page, never with credentials: on these routes the payer's token is the proof and cookies are
 * ignored, so `Origin: null` works too.
 */
const anyOrigin = cors({
  origin: "*",
  credentials: false,
  methods: ["GET", "POST"],
  allowedHeaders: ["Content-Type", "X-Client-Token", "Idempotency-Key", "If-None-Match", "Last-Event-ID"],
  exposedHeaders,
  maxAge: 600,
});

/** Answers a preflight for these methods of a path; a question about another method gets no permission. */
export function preflight(methods: ReadonlySet<string>): RequestHandler {
  return (req, res, next) => {
    const asked = req.headers["access-control-request-method"];
    if (asked !== undefined && methods.has(asked)) publicCors(req, res, next);
    else res.status(204).end();
  };
}

/** CORS of the public routes. */
export const publicCors: RequestHandler = (req, res, next) => {
  res.set("Cross-Origin-Resource-Policy", "cross-origin");
  anyOrigin(req, res, next);
};
