// Error pages: what happened and what to do.
import { ApiError, type ErrorCode, errorTable } from "@kaspa-pay/api-contract";
import type { ErrorRequestHandler, Response } from "express";
import { retryAfterOf } from "../http/errors.ts";
import { refusedPage } from "./link-page.ts";
import { sendPage } from "./page.ts";

export function notFound(response: Response, heading: string, words: string): void {
  sendPage(response, 404, refusedPage({ heading, text: words, reference: reference(response) }));
}

const reference = (response: Response): string => response.get("X-Request-Id") ?? "";

const HEADINGS = {
  400: "Something in the form does not fit",
  403: "Payments cannot be opened from this page",
  404: "This payment link does not exist",
  410: "This payment link is not active any more",
  429: "Too many requests came from here",
  503: "This payment cannot be opened right now",
} as const;

/** Where the heading is enough, the text says what to do. */
const NEXT_STEPS: Partial<Record<keyof typeof HEADINGS, string>> = {
  404: "Check the address, or ask the shop for a new link.",
  410: "Ask the shop for a new link.",
};

function statusOf(code: ErrorCode): keyof typeof HEADINGS {
  if (code === "link_inactive" || code === "link_expired") return 410;
  const { status } = errorTable[code];
  if (status === 403 || status === 404 || status === 429) return status;
  return status === 400 || status === 413 || code === "amount_too_small" || code === "amount_too_large"
    ? 400
    : 503;
}

export const refusals: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof ApiError) || response.headersSent) {
    next(error);
    return;
  }
  const status = statusOf(error.code);
  const retryAfter = status >= 429 ? retryAfterOf(error, error.code) : null;
  if (retryAfter !== null) response.set("Retry-After", retryAfter);
  const page = refusedPage({
    heading: HEADINGS[status],
    text: NEXT_STEPS[status] ?? error.message,
    reference: reference(response),
    retry: status === 400 || status >= 429,
    // Shown as the link's own page, because the visitor may have a payment of it.
    slug: status === 410 ? (response.locals.slug as string | undefined) : undefined,
  });
  sendPage(response, status, page);
};
