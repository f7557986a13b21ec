import { createHmac, timingSafeEqual } from "node:crypto";
import { ApiError, redirectUrlFormat } from "@kaspa-pay/api-contract";
import type { ChainNetwork } from "../../runtime/network.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Where a payer may be sent: https (http on loopback for simulated stores), no credentials, host on the list. Without
 * a list any host may be named, because the page then shows it and never leaves by itself.
 * @throws ApiError `redirect_url_not_allowed`
 */
export function assertRedirect(
  url: string | null,
  network: ChainNetwork,
  hosts: readonly string[],
  param: string,
): void {
  if (url === null) return;
  const parsed = tryParse(url);
  const host = parsed?.host ?? null;
  const refused = (text: string) =>
    new ApiError("redirect_url_not_allowed", text, { param, ...(host !== null && { extra: { host } }) });
  if (parsed === null) throw refused(redirectUrlFormat.help);
  if (parsed.username !== "" || parsed.password !== "") throw refused("A redirect holds no user name");
  const onLoopback = isLocalShop(parsed, network);
  if (parsed.protocol !== "https:" && !onLoopback) throw refused("A redirect begins with https://");
  if (!redirectUrlFormat.pattern.test(url)) throw refused(redirectUrlFormat.help);
  if (hosts.length > 0 && !isListedRedirect(url, network, hosts)) {
    throw refused(`The host ${parsed.host} is not on the store's list: add it under Settings, Checkout`);
  }
}

/** Simulated stores may send payers to a shop on this machine without any listing. */
const isLocalShop = (url: URL, network: ChainNetwork): boolean =>
  LOOPBACK.has(url.hostname) && network === "simnet";

/** Whether the store named the URL's host, so that a page may go there without asking. */
export function isListedRedirect(url: string, network: ChainNetwork, hosts: readonly string[]): boolean {
  const parsed = tryParse(url);
  if (parsed === null) return false;
  return isLocalShop(parsed, network) || hosts.some((host) => host.toLowerCase() === parsed.host);
}

function tryParse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** What a return to the shop says, in the words of its query. */
export interface RedirectProof {
  paymentId: string;
  status: string;
  /** Unix seconds. */
  ts: string;
  /** The order id in the URL; null when none does. */
  orderId: string | null;
}

/** Everything that the query says is signed: with another order id the signature does not fit. */
export function signRedirect(secret: string, { paymentId, status, ts, orderId }: RedirectProof): string {
  const text = [paymentId, status, ts, ...(orderId === null ? [] : [orderId])].join(".");
  return createHmac("sha256", secret).update(text).digest("hex");
}

export function isRedirectSignature(secret: string, proof: RedirectProof, signature: string): boolean {
  const expected = Buffer.from(signRedirect(secret, proof));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The order id that a return to this URL carries: the payment's, else one that the shop wrote into its URL. */
export function orderIdInReturn(url: string, orderId: string | null): string | null {
  return orderId ?? new URL(url).searchParams.get("orderId");
}

/** The merchant's URL with what proves that we sent the payer there. It proves no payment: shops re-read the status. */
export function signedReturnUrl(url: string, secret: string, fields: RedirectProof): string {
  const proof = { ...fields, orderId: orderIdInReturn(url, fields.orderId) };
  const target = new URL(url);
  for (const name of ["paymentId", "status", "ts"] as const) target.searchParams.set(name, proof[name]);
  if (proof.orderId !== null) target.searchParams.set("orderId", proof.orderId);
  target.searchParams.set("sig", signRedirect(secret, proof));
  return target.href;
}
