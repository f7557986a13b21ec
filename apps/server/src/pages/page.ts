// Layout of every public page: head, banner of test networks, footer, and the headers of the answer.
import type { Response } from "express";
import { type Content, html } from "./markup.ts";

export interface PageOptions {
  readonly title: string;
  readonly body: Content;
  /** Null = a live network. */
  readonly banner: "simnet" | "testnet-10" | null;
  readonly wide?: boolean;
  /** Seconds after which a visitor without JavaScript sees a fresh state. */
  readonly refreshSeconds?: number;
  /** Paths of scripts beside the element's. */
  readonly scripts?: readonly string[];
  readonly accentColor?: string | null;
  /** The line at the end; it says how a payment is made unless another one is given. */
  readonly footer?: string;
}

const BANNERS = {
  simnet: "SIMULATED CHAIN, coins have no value",
  "testnet-10": "Testnet, coins have no value",
} as const;

const PAID_DIRECTLY = "Paid straight into the shop's own wallet with Kaspa";

/** Path of the element's script on this server. */
export const WIDGET_PATH = "/widget/v1/kaspa-pay.js";

export function page(options: PageOptions): string {
  const { title, body, banner, wide, refreshSeconds, scripts = [], footer = PAID_DIRECTLY } = options;
  const document = html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/assets/pages.css">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<script async src="${WIDGET_PATH}"></script>
${scripts.map((path) => html`<script defer src="${path}"></script>`)}
${refreshSeconds ? html`<noscript><meta http-equiv="refresh" content="${refreshSeconds}"></noscript>` : null}
</head>
<body>
${banner ? html`<aside class="banner" aria-label="Test network">${BANNERS[banner]}</aside>` : null}
<main class="${wide ? "wide" : "narrow"}">${body}</main>
<footer><span>${footer}</span></footer>
</body>
</html>`;
  return `<!doctype html>\n${document.markup}\n`;
}

/**
 * Strict by default: scripts and styles from this server alone, and lit's own Trusted Types policy. `ancestors` lists
 * origins that may frame the page; none means that nobody may.
 */
export function contentSecurityPolicy(ancestors: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(" ") : "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types lit-html",
  ].join("; ");
}

/** Sends a page that belongs to one visitor: never cached, never indexed, no referrer. */
export function sendPage(
  response: Response,
  status: number,
  text: string,
  ancestors: readonly string[] = [],
): void {
  response.status(status);
  response.set({
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": contentSecurityPolicy(ancestors),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    ...(ancestors.length === 0 ? { "X-Frame-Options": "DENY" } : {}),
  });
  response.send(text);
}
