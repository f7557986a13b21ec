// The public pages: payment links, payments, receipts, claims and the demo shop, rendered around the one <kaspa-pay> element.

import express, { type Request, type Response, Router } from "express";
import type { PageDeps } from "../features/checkout/page-contract.ts";
import { anonymousCaller } from "../http/auth/caller.ts";
import { claimByForm, showClaim } from "./claim-by-form.ts";
import { CLAIM_SCRIPT_PATH } from "./claim-page.ts";
import { demoPage } from "./demo-page.ts";
import { leavePage } from "./leave-page.ts";
import { linkPage, RESUME_SCRIPT_PATH, SIMULATE_SCRIPT_PATH } from "./link-page.ts";
import { sendPage } from "./page.ts";
import { PAGE_ICON, PAGE_STYLES } from "./page-styles.ts";
import { payByForm, renewByForm } from "./pay-by-form.ts";
import { paymentPage, RETURN_SCRIPT_PATH, statusPage } from "./payment-page.ts";
import { receiptJson, receiptPage, signedFile } from "./receipt-page.ts";
import { notFound, refusals } from "./refusals.ts";
import { CLAIM_SCRIPT } from "./scripts/claim-script.ts";
import { RECEIPT_FILE_SCRIPT } from "./scripts/receipt-file-script.ts";
import { RESUME_SCRIPT } from "./scripts/resume-script.ts";
import { RETURN_SCRIPT } from "./scripts/return-script.ts";
import { SIMULATE_SCRIPT } from "./scripts/simulate-script.ts";
import { showVerify, verifyByForm } from "./verify-by-form.ts";
import { RECEIPT_FILE_SCRIPT_PATH } from "./verify-page.ts";

const ASSET_CACHE = "public, max-age=300";
const SCRIPTS = {
  [RETURN_SCRIPT_PATH]: RETURN_SCRIPT,
  [RESUME_SCRIPT_PATH]: RESUME_SCRIPT,
  [SIMULATE_SCRIPT_PATH]: SIMULATE_SCRIPT,
  [RECEIPT_FILE_SCRIPT_PATH]: RECEIPT_FILE_SCRIPT,
  [CLAIM_SCRIPT_PATH]: CLAIM_SCRIPT,
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function createPages(deps: PageDeps): Router {
  const { data, limits } = deps;
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
    const caller = anonymousCaller(request, response);
    await limits.call({ name: "links.getPublic", kind: "query" }, caller, null);
    response.locals.slug = slug;
    const link = await data.link(slug, caller);
    const stage = await data.stage({ slug }, request.headers.cookie);
    const page = linkPage(link, data.renderProof.make(slug), stage);
    sendPage(response, 200, page, await data.frameAncestors(slug));
  });
  const form = express.urlencoded({ extended: false, limit: "8kb" });
  // The text of a receipt as a form encodes it: up to three times as long as in JSON.
  const receiptForm = express.urlencoded({ extended: false, limit: "256kb" });
  router.post("/pay/:slug", form, (request, response) => payByForm(deps, request, response));
  router.post("/p/:id/renew", form, (request, response) => renewByForm(deps, request, response));
  router.get("/p/:id", (request, response) => showPayment(deps, request, response));
  router.get("/leave/:id", (request, response) => showLeaving(deps, request, response));
  router.get("/receipt/:id", (request, response) => {
    const asJson = text(request.params.id).endsWith(".json");
    return showReceipt(deps, request, response, asJson ? "json" : "page");
  });
  router.get("/receipt/:id/signed.json", (request, response) =>
    showReceipt(deps, request, response, "signed"),
  );
  router.get("/verify", (request, response) => showVerify(deps, request, response));
  router.post("/verify", receiptForm, (request, response) => verifyByForm(deps, request, response));
  router.get("/claim/:token", (request, response) => showClaim(deps, request, response));
  router.post("/claim/:token", form, (request, response) => claimByForm(deps, request, response));
  router.get("/demo", async (request, response) => {
    await limits.call({ name: "pages.demo", kind: "query" }, anonymousCaller(request, response), null);
    const shop = await data.demoShop();
    if (shop) sendPage(response, 200, demoPage(shop));
    else notFound(response, "No demo shop here", "This server does not run the simulated chain.");
  });
  router.use(refusals);
  return router;
}

const clientOf = (request: Request) => ({ ip: request.ip ?? "" });

async function showPayment({ data, limits }: PageDeps, request: Request, response: Response): Promise<void> {
  const id = text(request.params.id);
  const token = text(request.query.token);
  const payment = token === "" ? null : await data.payment(id, token);
  if (payment) {
    await limits.status("page", clientOf(request), payment.id);
    const returnAfter = payment.status === "confirmed" ? null : await data.returnAfter(id);
    const stage = await data.stage({ paymentId: id }, request.headers.cookie);
    sendPage(response, 200, paymentPage(payment, token, returnAfter, stage));
    return;
  }
  const status = await data.status(id);
  // A token that does not fit is a guess, also when the payment is there.
  if (!status || token !== "") await limits.miss(clientOf(request));
  if (!status) {
    notFound(response, "This payment does not exist", "Check the address, or ask the shop for a new link.");
    return;
  }
  await limits.status("page", clientOf(request), status.id);
  sendPage(response, 200, statusPage(status));
}

async function showLeaving({ data, limits }: PageDeps, request: Request, response: Response): Promise<void> {
  const id = text(request.params.id);
  const kind = request.query.to === "cancel" ? "cancel" : "return";
  const target = await data.leaving(id, text(request.query.token), kind);
  if (!target) {
    await limits.miss(clientOf(request));
    notFound(response, "There is nowhere to go from here", "Open the payment's own page again.");
    return;
  }
  await limits.status("page", clientOf(request), id);
  sendPage(response, 200, leavePage(target));
}

async function showReceipt(
  { data, limits, publicUrl }: PageDeps,
  request: Request,
  response: Response,
  form: "page" | "json" | "signed",
): Promise<void> {
  const id = text(request.params.id).replace(/\.json$/, "");
  const token = text(request.query.token);
  const receipt = token === "" ? null : await data.receipt(id, token);
  if (!receipt) {
    await limits.miss(clientOf(request));
    notFound(response, "No receipt here", "Open the receipt from the payment's own page.");
    return;
  }
  await limits.status("page", clientOf(request), id);
  if (receipt.payment.status !== "confirmed") {
    response.redirect(303, `/p/${encodeURIComponent(id)}?token=${encodeURIComponent(token)}`);
  } else if (form === "page") {
    sendPage(response, 200, receiptPage(receipt, token, publicUrl));
  } else if (form === "json") {
    sendJson(response, receiptJson(receipt));
  } else if (receipt.signed === null) {
    notFound(
      response,
      "This receipt is not signed",
      "It is signed once all of its money has its confirmations.",
    );
  } else {
    response.attachment(`receipt-${receipt.payment.id}.json`);
    sendJson(response, signedFile(receipt.signed));
  }
}

/** Indented, because people read the file as well; the signature does not depend on it. */
function sendJson(response: Response, body: unknown): void {
  response.set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
  response.type("json").send(`${JSON.stringify(body, null, 2)}\n`);
}
