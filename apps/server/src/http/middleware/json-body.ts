import { Refused } from "@kaspa-pay/api-contract";
import express, { type Request, type RequestHandler } from "express";

/** Largest body of the API (api.md section 1). */
const MAX_BODY_BYTES = 64 * 1024;
/** Deepest nesting anything in the contract needs, plus one level for a tRPC batch. */
const MAX_DEPTH = 8;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

const parse = express.json({ limit: MAX_BODY_BYTES, inflate: false, strict: true, type: () => true });

/** Reads a JSON body: other media types are 415, keys that could reach a prototype are refused wherever they stand. */
export const jsonBody: RequestHandler = (req, res, next) => {
  if (!hasBody(req)) {
    next();
    return;
  }
  if (!isJson(req)) {
    next(new Refused("unsupported_media_type", "Send JSON with Content-Type: application/json"));
    return;
  }
  // Answered before it is read; Node drains what still comes, so the client sees the answer and no broken pipe.
  if (Number(req.headers["content-length"] ?? 0) > MAX_BODY_BYTES) {
    next(new Refused("too_large", "The body is larger than 64 KiB"));
    return;
  }
  parse(req, res, (error?: unknown) => {
    next(error ?? keyFault(req.body) ?? undefined);
  });
};

function hasBody(req: Request): boolean {
  if (req.headers["transfer-encoding"] !== undefined) return true;
  return Number(req.headers["content-length"] ?? 0) > 0;
}

function isJson(req: Request): boolean {
  const type = (req.headers["content-type"] ?? "").split(";")[0] ?? "";
  return type.trim().toLowerCase() === "application/json";
}

/** Walks the parsed body without recursion, so that a hostile depth costs nothing. */
function keyFault(body: unknown): Refused | null {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: body, path: "", depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    if (depth >= MAX_DEPTH)
      return new Refused("invalid_request", `The body is nested deeper than ${MAX_DEPTH}`);
    for (const key of Object.keys(value)) {
      const at = path === "" ? key : `${path}.${key}`;
      if (FORBIDDEN_KEYS.has(key)) return forbiddenKey(at);
      open.push({ value: (value as Record<string, unknown>)[key], path: at, depth: depth + 1 });
    }
  }
  return null;
}

function forbiddenKey(path: string): Refused {
  const message = `Unknown field "${path.slice(0, 100)}"`;
  return new Refused("invalid_request", message, { param: path.slice(0, 200), issues: [{ path, message }] });
}
