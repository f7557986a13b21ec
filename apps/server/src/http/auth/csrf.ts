import { ApiError } from "@kaspa-pay/api-contract";
import type { Request } from "express";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** The request names an origin that is not ours. `null` (sandboxed frames) is not ours either. */
export function isCrossOrigin(req: Pick<Request, "headers">, publicUrl: string): boolean {
  const { origin } = req.headers;
  if (origin !== undefined) return origin !== new URL(publicUrl).origin;
  const site = req.headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

/**
 * Refuses a call without proof that changes something and comes from a page of another site: such a page would act from
 * the visitor's network. Programs outside browsers send no Origin and pass.
 *
 * @throws ApiError `origin_not_allowed`
 */
export function assertOwnPage(req: Pick<Request, "headers" | "method">, publicUrl: string): void {
  if (SAFE_METHODS.has(req.method) || !isCrossOrigin(req, publicUrl)) return;
  throw new ApiError(
    "origin_not_allowed",
    "This call came from a page of another site: call from your server",
  );
}

/**
 * The same for a form. Its page may hide its origin (`null`); then `Sec-Fetch-Site` decides.
 *
 * @throws ApiError `origin_not_allowed`
 */
export function assertOwnForm(req: Pick<Request, "headers" | "method">, publicUrl: string): void {
  const { origin, ...rest } = req.headers;
  assertOwnPage({ method: req.method, headers: origin === "null" ? rest : req.headers }, publicUrl);
}

/**
 * A caller with a session cookie may change something only from our own pages: JSON, our own header (which no form or
 * `no-cors` fetch can set), and our own origin.
 *
 * @throws ApiError `forbidden`
 */
export function assertSameOrigin(req: Pick<Request, "headers" | "method">, publicUrl: string): void {
  if (SAFE_METHODS.has(req.method)) return;
  if (isCrossOrigin(req, publicUrl)) throw new ApiError("forbidden", "This call came from another site");
  if (req.headers["x-kp-csrf"] !== "1") {
    throw new ApiError("forbidden", "A call with a session cookie needs the header X-KP-CSRF: 1");
  }
}
