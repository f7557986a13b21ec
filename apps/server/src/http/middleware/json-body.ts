import { ApiError } from "@kaspa-pay/api-contract";
import express, { type Request, type RequestHandler } from "express";
import { readJson } from "./json-text.ts";

/** Largest body of the API. */
const MAX_BODY_BYTES = 64 * 1024;

const read = express.raw({ limit: MAX_BODY_BYTES, inflate: false, type: () => true });

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
  if (Number(req.headers["content-length"] ?? 0) > MAX_BODY_BYTES) {
    next(new ApiError("too_large", "The body is larger than 64 KiB"));
    return;
  }
  read(req, res, (error?: unknown) => {
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
