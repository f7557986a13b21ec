// POST /pay/:slug: a link's form for payers without JavaScript, under the rules of POST /payments.
import type { Caller } from "@kaspa-pay/api-contract/router";
import type { Request, Response } from "express";
import { anonymousCaller } from "../auth/caller.ts";
import type { FormFields, PageData, PageDeps } from "./page-data.ts";

const FIELDS = ["amount", "customerName", "customerEmail", "customerNote"] as const;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Makes one payment for each rendered form. A form that is sent again, or is too old, goes back to the link's page,
 * which renders a fresh one.
 */
export async function payByForm(
  { data, limits, publicUrl }: PageDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const slug = text(request.params.slug);
  const caller = formCaller(request, response, publicUrl);
  await limits.call({ name: "payments.create", kind: "mutation" }, caller, null);
  const body = (request.body ?? {}) as Record<string, unknown>;
  const proof = text(body.proof);
  const made = data.renderProof.check(slug, proof) ? await create(data, slug, proof, body, caller) : null;
  response.set("Cache-Control", "no-store");
  response.redirect(
    303,
    made === null
      ? `/pay/${encodeURIComponent(slug)}`
      : `/p/${encodeURIComponent(made.id)}?token=${encodeURIComponent(made.clientToken)}`,
  );
}

function create(
  data: PageData,
  slug: string,
  proof: string,
  body: Record<string, unknown>,
  caller: Caller,
): ReturnType<PageData["create"]> {
  const given = FIELDS.flatMap((name) =>
    text(body[name]).trim() === "" ? [] : [[name, text(body[name]).trim()]],
  );
  return data.create({ slug, proof, fields: Object.fromEntries(given) as FormFields }, caller);
}

/**
 * Whoever sends a form is a visitor, also with a session cookie: no form can send the header that a cookie needs. Our
 * pages send no referrer, so browsers write `Origin: null`; then `Sec-Fetch-Site` tells that the page was ours.
 */
function formCaller(request: Request, response: Response, publicUrl: string): Caller {
  const caller = anonymousCaller(request, response);
  const site = request.headers["sec-fetch-site"];
  const ours = caller.origin === "null" && (site === undefined || site === "same-origin");
  return { ...caller, kind: "payer", origin: ours ? new URL(publicUrl).origin : caller.origin };
}
