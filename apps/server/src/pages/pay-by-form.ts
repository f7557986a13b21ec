// Forms for payers without JavaScript: create the payment of a link, or the one that renews an expired payment. The
// rules of the API's calls hold here too.
import { ApiError } from "@kaspa-pay/api-contract";
import type { Caller } from "@kaspa-pay/api-contract/router";
import type { Request, Response } from "express";
import type { FormFields, PageData, PageDeps } from "../features/checkout/page-contract.ts";
import { anonymousCaller } from "../http/auth/caller.ts";
import { notFound } from "./refusals.ts";

const FIELDS = ["amount", "customerName", "customerEmail", "customerNote"] as const;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Creates one payment per rendered form. A form that is sent again, or is too old, leads back to the link's page, which
 * renders a new one.
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
  go(response, made === null ? `/pay/${encodeURIComponent(slug)}` : pageOf(made));
}

/** *New payment* on the page of an expired payment. If renewal is refused, it leads back to that page. */
export async function renewByForm(
  { data, limits, publicUrl }: PageDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const id = text(request.params.id);
  const clientToken = text((request.body as Record<string, unknown> | undefined)?.token);
  const caller = { ...formCaller(request, response, publicUrl), clientToken };
  if ((await data.payment(id, clientToken)) === null) {
    await limits.miss(caller);
    notFound(response, "This payment does not exist", "Check the address, or ask the shop for a new link.");
    return;
  }
  await limits.call({ name: "payments.renew", kind: "mutation" }, caller, null);
  const made = await data.renew(id, caller).catch((error: unknown) => {
    if (error instanceof ApiError && UNRENEWABLE.has(error.code)) return { id, clientToken };
    throw error;
  });
  go(response, pageOf(made));
}

const UNRENEWABLE: ReadonlySet<string> = new Set(["conflict", "payment_has_transfers"]);

const pageOf = ({ id, clientToken }: { readonly id: string; readonly clientToken: string }): string =>
  `/p/${encodeURIComponent(id)}?token=${encodeURIComponent(clientToken)}`;

function go(response: Response, path: string): void {
  response.set("Cache-Control", "no-store");
  response.redirect(303, path);
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
 * Whoever sends a form is a visitor, also with a session cookie, because no form can send the header that a cookie
 * needs. Our pages send no referrer, so browsers write `Origin: null`; then `Sec-Fetch-Site` shows whether the page was
 * ours.
 */
function formCaller(request: Request, response: Response, publicUrl: string): Caller {
  const caller = anonymousCaller(request, response);
  const site = request.headers["sec-fetch-site"];
  const ours = caller.origin === "null" && (site === undefined || site === "same-origin");
  return { ...caller, kind: "payer", origin: ours ? new URL(publicUrl).origin : caller.origin };
}
