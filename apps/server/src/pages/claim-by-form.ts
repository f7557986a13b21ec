// `/claim/:token`, without scripts: one form asks for the address, a second one confirms it. The rules and budgets of
// `/api/v1/claims/:token` hold here too.
import { ApiError, type Claim } from "@kaspa-pay/api-contract";
import type { Request, Response } from "express";
import type { PageDeps } from "../features/checkout/page-contract.ts";
import { anonymousCaller } from "../http/auth/caller.ts";
import { claimPage, claimStatePage, confirmPage, prefixOf } from "./claim-page.ts";
import { sendPage } from "./page.ts";
import { notFound } from "./refusals.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export async function showClaim(deps: PageDeps, request: Request, response: Response): Promise<void> {
  const caller = anonymousCaller(request, response);
  await deps.limits.call({ name: "claims.get", kind: "query" }, caller, null);
  const token = text(request.params.token);
  const claim = await claimOf(deps, token, request, response);
  if (claim !== null) sendState(response, claim, token, null);
}

export async function claimByForm(deps: PageDeps, request: Request, response: Response): Promise<void> {
  const caller = anonymousCaller(request, response);
  await deps.limits.call({ name: "claims.claim", kind: "mutation" }, caller, null);
  const token = text(request.params.token);
  const claim = await claimOf(deps, token, request, response);
  if (claim === null) return;
  const body = (request.body ?? {}) as Record<string, unknown>;
  const typed = text(body.address);
  const confirmed = body.step === "claim";
  if (claim.status !== "awaiting_destination" && !confirmed) return goToState(response, token);
  if (body.step === "edit") return sendPage(response, 200, claimPage(claim, token, shownAgain(typed), null));
  try {
    const address = await deps.data.claims.check(token, typed);
    if (!confirmed) return sendPage(response, 200, confirmPage(claim, token, address));
    await deps.data.claims.claim(token, address, caller);
  } catch (error) {
    return refuse(deps, error, { token, typed, response });
  }
  goToState(response, token);
}

/** Null when there is no such claim: the page was sent, and the guess counted. */
async function claimOf(
  { data, limits }: PageDeps,
  token: string,
  request: Request,
  response: Response,
): Promise<Claim | null> {
  const claim = await data.claims.get(token);
  if (claim !== null) return claim;
  await limits.miss({ ip: request.ip ?? "" });
  notFound(
    response,
    "This claim link does not exist",
    "Open the link from the mail again, or ask the shop for it.",
  );
  return null;
}

/** A new request for the page, so that a reload sends no form. */
function goToState(response: Response, token: string): void {
  response.set("Cache-Control", "no-store");
  response.redirect(303, `/claim/${encodeURIComponent(token)}`);
}

/** Over for good, as expired links are. */
const OVER: ReadonlySet<Claim["status"]> = new Set(["failed", "canceled"]);

function sendState(response: Response, claim: Claim, token: string, notice: string | null): void {
  const { status } = claim;
  if (status === "awaiting_destination") {
    sendPage(response, notice === null ? 200 : 409, claimPage(claim, token, "", notice));
    return;
  }
  const code = OVER.has(status) ? 410 : notice === null ? 200 : 409;
  sendPage(response, code, claimStatePage({ ...claim, status }, token, notice));
}

interface Sent {
  readonly token: string;
  readonly typed: string;
  readonly response: Response;
}

/** Why nothing was claimed, on the page of the state that the refund is in now. */
async function refuse({ data }: PageDeps, error: unknown, { token, typed, response }: Sent): Promise<void> {
  if (!(error instanceof ApiError)) throw error;
  const claim = await data.claims.get(token);
  if (claim === null) throw error;
  const fault = faultOf(error, typed, claim);
  if (fault !== null) return sendPage(response, 422, claimPage(claim, token, shownAgain(typed), fault));
  if (!STATE_CODES.has(error.code)) throw error;
  sendState(response, claim, token, noticeOf(error, claim));
}

const STATE_CODES: ReadonlySet<string> = new Set(["claim_used", "claim_expired", "conflict"]);

/** Null where the state itself says why. */
function noticeOf({ message }: ApiError, { status }: Claim): string | null {
  if (status === "awaiting_destination")
    return "Too many refunds of this sum go to this address: give another address of your wallet.";
  return OVER.has(status) ? null : `${message}.`;
}

/** What is wrong with the text, for a payer; null when it is something else. */
function faultOf({ code, message }: ApiError, typed: string, claim: Claim): string | null {
  if (claim.status !== "awaiting_destination") return null;
  if (typed.trim() === "") return "Give the address of your wallet.";
  switch (code) {
    case "network_mismatch":
      return `This belongs to another network. This refund is paid on ${claim.network}: give an address that begins with ${prefixOf(claim)}`;
    case "own_address":
      return "This is an address of the shop: the money would go back to it. Give an address of your own wallet.";
    case "invalid_address":
      return /[.!]$/.test(message) ? `${message} Copy it from your wallet again.` : `${message}.`;
    default:
      return null;
  }
}

/** Only what begins like an address: anything else may be a secret that was pasted by mistake. */
const shownAgain = (typed: string): string => (/^\s*kaspa(test|sim)?:/i.test(typed) ? typed : "");
