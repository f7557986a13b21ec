import { ApiError } from "@kaspa-pay/api-contract";
import express, { type Request, type RequestHandler } from "express";
import { readJson } from "./json-text.ts";

/** Largest body of the API. */
const MAX_BODY_BYTES = 64 * 1024;
/** That of a call that sends a file. */
const MAX_FILE_BYTES = 512 * 1024;
const SENDS_A_FILE = /\/payouts(\/|\.)import$/;

const limitOf = (req: Request): number => (SENDS_A_FILE.test(req.path) ? MAX_FILE_BYTES : MAX_BODY_BYTES);

const reader = (limit: number) => express.raw({ limit, inflate: false, type: () => true });
const readers = new Map([MAX_BODY_BYTES, MAX_FILE_BYTES].map((limit) => [limit, reader(limit)]));

/** Reads a JSON body. Other media types are 415; what JSON.parse would silently change is refused. */
export const jsonBody: RequestHandler = (req, res, next) => {
  if (!hasBody(req)) {
    next();
    return;
  }
  if (!isJson(req)) {
    next(new ApiError("unsupported_media_type", "Send JSON in UTF-8 with Content-Type: application/json"));
    return;
  }
  // Answered before the body is read; Node drains the rest, so the client sees the answer and no broken connection.
  const limit = limitOf(req);
  if (Number(req.headers["content-length"] ?? 0) > limit) {
    next(new ApiError("too_large", `The body is larger than ${limit / 1024} KiB: send less`));
    return;
  }
  readers.get(limit)?.(req, res, (error?: unknown) => {
    if (error !== undefined) {
      next(error);
      return;
    }
    const bytes: unknown = req.body;
    try {
      req.body = Buffer.isBuffer(bytes) && bytes.length > 0 ? readJson(bytes) : undefined;
    } catch (refusal) {
      next(refusal);
      return;
    }
    next();
  });
};

function hasBody(req: Request): boolean {
  if (req.headers["transfer-encoding"] !== undefined) return true;
  return Number(req.headers["content-length"] ?? 0) > 0;
}

/** JSON is UTF-8; another charset would be read as something that was not sent. */
function isJson(req: Request): boolean {
  const [type = "", ...parameters] = (req.headers["content-type"] ?? "").toLowerCase().split(";");
  const charset = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith("charset="));
  return (
    type.trim() === "application/json" && (charset === undefined || /^charset="?utf-?8"?$/.test(charset))
  );
}
