import { ApiError } from "@kaspa-pay/api-contract";
import type { Request, Response } from "express";
import type { PageData, PageDeps } from "../features/checkout/page-contract.ts";
import { anonymousCaller } from "../http/auth/caller.ts";
import { readJson } from "../http/middleware/json-text.ts";
import { sendPage } from "./page.ts";
import { type VerifyOutcome, verifyPage } from "./verify-page.ts";

/** `GET /verify`. */
export async function showVerify({ limits }: PageDeps, request: Request, response: Response): Promise<void> {
  await limits.call({ name: "pages.verify", kind: "query" }, anonymousCaller(request, response), null);
  sendPage(response, 200, verifyPage(null, ""));
}

/** `POST /verify`: the same answer as `POST /receipts/verify`, as a page, and out of the same budget. */
export async function verifyByForm(
  { data, limits }: PageDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const caller = anonymousCaller(request, response);
  await limits.call({ name: "receipts.verify", kind: "mutation" }, caller, null);
  const given: unknown = (request.body as Record<string, unknown> | undefined)?.receipt;
  const text = typeof given === "string" ? given : "";
  const outcome = await verified(data, text);
  sendPage(response, "refused" in outcome ? 400 : 200, verifyPage(outcome, text));
}

async function verified(data: PageData, text: string): Promise<VerifyOutcome> {
  try {
    const file = readJson(Buffer.from(text));
    const { receipt, signature } = (typeof file === "object" && file !== null ? file : {}) as Record<
      string,
      unknown
    >;
    return await data.verifyReceipt({ receipt, signature });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "invalid_request") throw error;
    return { refused: "This is not the content of a receipt's file. Paste the whole file, from { to }." };
  }
}
