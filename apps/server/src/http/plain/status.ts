import { createHash } from "node:crypto";
import { ApiError, type PaymentStatusBody } from "@kaspa-pay/api-contract";
import { statusInWordsOf } from "@kaspa-pay/core";
import type { RequestHandler } from "express";
import { callerOf, clientTokenOf } from "../auth/caller.ts";
import type { PublicReader } from "../auth/identities.ts";
import type { HttpDeps } from "../deps.ts";
import type { Limits } from "../limits/limits.ts";

type StatusDeps = Pick<HttpDeps, "reads" | "identities" | "settings"> & { readonly limits: Limits };

/**
 * `ETag` over what a payer can notice. Server time is left out, and so are confirmations past the required ones, which
 * change ten times a second without meaning.
 */
export function statusTag(body: PaymentStatusBody): string {
  const confirmations = Math.min(body.confirmations, body.requiredConfirmations);
  const seen = [body.id, body.version, confirmations, body.payable, body.amountSeenSompi, body.senderAddress];
  return `"${createHash("sha256").update(JSON.stringify(seen)).digest("base64url").slice(0, 22)}"`;
}

/**
 * Express's own comparison ignores `If-None-Match` when `Cache-Control: no-cache` is sent, which browsers add to such a
 * fetch: a polling page would never get a 304.
 */
function matches(ifNoneMatch: string | undefined, tag: string): boolean {
  return (ifNoneMatch ?? "").split(",").some((part) => part.trim().replace(/^W\//, "") === tag);
}

/** `GET /payments/:id/status`: stored state only, 304 while nothing changed. */
export const paymentStatus = (deps: StatusDeps): RequestHandler<{ id: string }> =>
  statusRoute(deps, (body) => body);

/** `GET /pay/status/:id`: the same read, limits and `ETag`, answered as KasperoPay documents it. */
export const kasperoPayStatus = (deps: StatusDeps): RequestHandler<{ id: string }> =>
  statusRoute(deps, ({ id, status }) => ({
    payment_id: id,
    status: statusInWordsOf("KasperoPay", status),
  }));

function statusRoute(
  deps: StatusDeps,
  shown: (body: PaymentStatusBody) => object,
): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { id } = req.params;
    const ip = req.ip ?? "";
    const proved = req.headers.authorization ?? req.headers["x-api-key"] ?? req.headers.cookie;
    const publicUrl = deps.settings.publicUrl;
    const caller =
      proved === undefined
        ? null
        : await callerOf(req, res, { identities: deps.identities, publicUrl }, { publicRoute: true });
    const reader = { storeId: caller?.storeId ?? null, clientToken: clientTokenOf(req) };
    const body = await readStatus(deps, id, reader, ip);
    await deps.limits.status("status", { ip }, body.id);
    deps.reads.watching(body.id);
    const tag = statusTag(body);
    res.set({ "Cache-Control": "no-cache", ETag: tag });
    if (matches(req.headers["if-none-match"], tag)) res.status(304).end();
    else res.json(shown(body));
  };
}

/** @throws ApiError `not_found`, or `rate_limited` for a guesser of ids */
export async function readStatus(
  deps: Pick<StatusDeps, "reads" | "limits">,
  id: string,
  reader: PublicReader,
  ip: string,
): Promise<PaymentStatusBody> {
  const body = id.length > 64 ? null : await deps.reads.status(id, reader);
  if (body !== null) return body;
  await deps.limits.miss({ ip });
  throw new ApiError("not_found", "Payment not found");
}
