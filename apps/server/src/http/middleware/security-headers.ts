import type { RequestHandler } from "express";
import helmet from "helmet";

const YEAR_SECONDS = 31_536_000;

/**
 * Headers of every answer. Policies differ by group of routes and are set there: a global X-Frame-Options would block
 * allowed framing, a global resource policy would block the widget.
 */
export function securityHeaders(publicUrl: string): RequestHandler {
  const https = publicUrl.startsWith("https:");
  return helmet({
    contentSecurityPolicy: false,
    frameguard: false,
    crossOriginResourcePolicy: { policy: "same-origin" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: https ? { maxAge: YEAR_SECONDS, includeSubDomains: true } : false,
    originAgentCluster: true,
    xPoweredBy: true,
  });
}

/** Answers of the API are data: nothing in them may run or be framed, and nothing is kept by caches. */
export const apiHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  });
  next();
};

/** The dashboard's policy: docs/spec/dashboard.md#browser-rules. */
export const DASHBOARD_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");
