// The public pages: payment links, payments, receipts and the demo shop, rendered around the one <kaspa-pay> element.

import { Refused } from "@kaspa-pay/api-contract";
import express, { type Request, type Response, Router } from "express";
import { retryAfterOf } from "../errors.ts";
import { demoPage } from "./demo-page.ts";
import { leavePage } from "./leave-page.ts";
import { linkPage, refusedPage, SIMULATE_SCRIPT_PATH } from "./link-page.ts";
import { sendPage } from "./page.ts";
import type { PageData } from "./page-data.ts";
import { PAGE_ICON, PAGE_STYLES } from "./page-styles.ts";
import { paymentPage, RETURN_SCRIPT_PATH, statusPage } from "./payment-page.ts";
import { receiptJson, receiptPage } from "./receipt-page.ts";
import { RETURN_SCRIPT } from "./return-script.ts";
import { SIMULATE_SCRIPT } from "./simulate-script.ts";

const ASSET_CACHE = "public, max-age=300";
const SCRIPTS = { [RETURN_SCRIPT_PATH]: RETURN_SCRIPT, [SIMULATE_SCRIPT_PATH]: SIMULATE_SCRIPT };

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const reference = (response: Response): string => text(response.get("X-Request-Id"));

export function createPages(data: PageData): Router {
  const router = Router();
  router.get("/assets/pages.css", (_request, response) => {
    response
      .set({ "Content-Type": "text/css; charset=utf-8", "Cache-Control": ASSET_CACHE })
      .send(PAGE_STYLES);
  });
  router.get("/assets/icon.svg", (_request, response) => {
    response.set({ "Content-Type": "image/svg+xml", "Cache-Control": ASSET_CACHE }).send(PAGE_ICON);
  });
  router.get("/favicon.ico", (_request, response) => response.redirect(302, "/assets/icon.svg"));
  for (const [path, script] of Object.entries(SCRIPTS)) {
    router.get(path, (_request, response) => {
      response
        .set({ "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": ASSET_CACHE })
        .send(script);
    });
  }
  router.get("/pay/:slug", async (request, response) => {
    const slug = text(request.params.slug);
    const link = await data.link(slug);
    const stage = await data.stage({ slug }, request.headers.cookie);
    const page = linkPage(link, data.renderProof.make(slug), stage);
    sendPage(response, 200, page, await data.frameAncestors(slug));
  });
  router.post("/pay/:slug", express.urlencoded({ extended: false, limit: "8kb" }), (request, response) =>
    payByForm(data, request, response),
  );
  router.get("/p/:id", (request, response) => showPayment(data, request, response));
  router.get("/leave/:id", async (request, response) => {
    const target = await data.leaving(text(request.params.id), text(request.query.token));
    if (target) sendPage(response, 200, leavePage(target));
    else notFound(response, "There is nowhere to go from here", "Open the payment's own page again.");
  });
  router.get("/receipt/:id", (request, response) => showReceipt(data, request, response));
  router.get("/demo", async (_request, response) => {
    const shop = await data.demoShop();
    if (shop) sendPage(response, 200, demoPage(shop));
    else notFound(response, "No demo shop here", "This server does not run the simulated chain.");
  });
  router.use((error: unknown, _request: Request, response: Response, next: (error: unknown) => void) => {
    if (error instanceof Refused && !response.headersSent) refuse(response, error);
    else next(error);
  });
  return router;
}

async function payByForm(data: PageData, request: Request, response: Response): Promise<void> {
  const slug = text(request.params.slug);
  const proof = text((request.body as Record<string, unknown> | undefined)?.proof);
  if (!data.renderProof.check(slug, proof)) {
    response.redirect(303, `/pay/${encodeURIComponent(slug)}`);
    return;
  }
  const made = await data.create(slug, {
    ip: request.ip ?? "",
    requestId: reference(response),
    userAgent: request.get("user-agent") ?? null,
  });
  response.set("Cache-Control", "no-store");
  response.redirect(303, `/p/${encodeURIComponent(made.id)}?token=${encodeURIComponent(made.clientToken)}`);
}

async function showPayment(data: PageData, request: Request, response: Response): Promise<void> {
  const id = text(request.params.id);
  const token = text(request.query.token);
  const payment = token === "" ? null : await data.payment(id, token);
  if (payment) {
    const returnAfter = payment.status === "confirmed" ? null : await data.returnAfter(id);
    const stage = await data.stage({ paymentId: id }, request.headers.cookie);
    sendPage(response, 200, paymentPage(payment, token, returnAfter, stage));
    return;
  }
  const status = await data.status(id);
  if (status) sendPage(response, 200, statusPage(status));
  else
    notFound(response, "This payment does not exist", "Check the address, or ask the shop for a new link.");
}

async function showReceipt(data: PageData, request: Request, response: Response): Promise<void> {
  const asJson = text(request.params.id).endsWith(".json");
  const id = text(request.params.id).replace(/\.json$/, "");
  const token = text(request.query.token);
  const receipt = token === "" ? null : await data.receipt(id, token);
  if (!receipt) {
    notFound(response, "No receipt here", "Open the receipt from the payment's own page.");
  } else if (receipt.payment.status !== "confirmed") {
    response.redirect(303, `/p/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}`);
  } else if (asJson) {
    response.set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" }).json(receiptJson(receipt));
  } else {
    sendPage(response, 200, receiptPage(receipt));
  }
}

function notFound(response: Response, heading: string, words: string): void {
  sendPage(response, 404, refusedPage({ heading, text: words, reference: reference(response) }));
}

/** Where the heading says it all, the text says what to do. */
const NEXT_STEPS = {
  404: "Check the address, or ask the shop for a new link.",
  410: "Ask the shop for a new link.",
} as const;

function refuse(response: Response, error: Refused): void {
  const gone = error.code === "link_inactive" || error.code === "link_expired";
  const status = gone ? 410 : error.code === "not_found" ? 404 : error.code === "rate_limited" ? 429 : 503;
  const heading = {
    404: "This payment link does not exist",
    410: "This payment link is not active any more",
    429: "Too many payments were opened from here",
    503: "This payment cannot be opened right now",
  }[status];
  const retryAfter = status >= 429 ? retryAfterOf(error, error.code) : null;
  if (retryAfter !== null) response.set("Retry-After", retryAfter);
  const page = refusedPage({
    heading,
    text: NEXT_STEPS[status as 404] ?? error.message,
    reference: reference(response),
    retry: status >= 429,
  });
  sendPage(response, status, page);
}
