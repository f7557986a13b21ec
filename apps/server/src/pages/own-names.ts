import { ApiError } from "@kaspa-pay/api-contract";
import type { RequestHandler, Response } from "express";
import { assertOwnForm } from "../http/auth/csrf.ts";
import { sendError } from "../http/errors.ts";
import { isOwnHost } from "../http/middleware/own-host.ts";
import { requestIdOf } from "../http/middleware/request-log.ts";
import { sendTrpcError } from "../http/trpc.ts";
import { refusedPage } from "./link-page.ts";
import { sendPage } from "./page.ts";

const WRONG_HOST =
  "This gateway does not answer under this name. Call its public address (KP_PUBLIC_URL); behind a proxy, let it pass the Host header on";

/** Paths that answer data or files, not pages. */
const NO_PAGE = /^\/(?:api|widget)(?:\/|$)|\.[a-z0-9]{1,5}$/i;

/** Refuses requests for a foreign host with 421, in the form that the path's clients read. */
export function ownNamesOnly(publicUrl: string): RequestHandler {
  const isOwn = isOwnHost(publicUrl);
  return (req, res, next) => {
    if (isOwn(req)) return next();
    const refusal = new ApiError("misdirected_request", WRONG_HOST, { param: "Host" });
    if (/^\/trpc(?:\/|$)/i.test(req.path)) sendTrpcError(res, refusal);
    else if (NO_PAGE.test(req.path)) sendError(res, refusal);
    else sendRefusal(res, 421, "This gateway has another name", PAGE_TEXT);
  };
}

const PAGE_TEXT =
  "It answers only under its public address. If you run it: open that address, or set KP_PUBLIC_URL to the address that stands in your browser and start it again.";

/** Refuses forms that a page of another site sends. */
export function ownFormsOnly(publicUrl: string): RequestHandler {
  return (req, res, next) => {
    try {
      assertOwnForm(req, publicUrl);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return sendRefusal(res, 403, "This form came from another site", "Open the payment link itself.");
    }
    next();
  };
}

function sendRefusal(res: Response, status: number, heading: string, text: string): void {
  sendPage(res, status, refusedPage({ heading, text, reference: requestIdOf(res) }));
}
