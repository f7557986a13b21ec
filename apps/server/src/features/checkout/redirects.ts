import { createHmac, timingSafeEqual } from "node:crypto";
import { ApiError, redirectUrlFormat } from "@kaspa-pay/api-contract";
import { isAppScheme } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Where a payer may be sent: https (http on loopback for simulated stores), no credentials, host on the list. Without
 * a list any host may be named, because the page then shows it and never leaves by itself. An app is never named
 * without an entry: which app opens is decided by the payer's device.
 * @throws ApiError `redirect_url_not_allowed`
 */
export function assertRedirect(
  url: string | null,
  network: ChainNetwork,
  targets: readonly string[],
  param: string,
): void {
  if (url === null) return;
  const parsed = tryParse(url);
  const host = parsed && redirectTargetOf(parsed);
  const refused = (text: string) =>
    new ApiError("redirect_url_not_allowed", text, { param, ...(host !== null && { extra: { host } }) });
  if (parsed === null) throw refused(redirectUrlFormat.help);
  if (parsed.username !== "" || parsed.password !== "") throw refused("A redirect holds no user name");
  const toApp = isAppScheme(parsed.protocol);
  if (parsed.protocol !== "https:" && !isLocalShop(parsed, network) && !toApp)
    throw refused("A redirect begins with https://, or with the scheme of an app");
  if (!redirectUrlFormat.pattern.test(url)) throw refused(redirectUrlFormat.help);
  if ((toApp || targets.length > 0) && !isListedRedirect(url, network, targets)) {
    throw refused(`${host} is not on the store's list of redirect targets: add it under Settings, Checkout`);
  }
}

/** What a list names of a URL: the host, or the scheme of an app. */
export const redirectTargetOf = (url: URL): string => (isAppScheme(url.protocol) ? url.protocol : url.host);

/** A browser opens an app only when the payer taps: no page goes there by itself. */
export const leadsToApp = (url: string): boolean => isAppScheme(new URL(url).protocol);

/** Simulated stores may send payers to a shop on this machine without any listing. */
const isLocalShop = (url: URL, network: ChainNetwork): boolean =>
  !isAppScheme(url.protocol) && LOOPBACK.has(url.hostname) && network === "simnet";

/** Whether the store named the URL's host or scheme, so that a page may go there without asking. */
export function isListedRedirect(url: string, network: ChainNetwork, targets: readonly string[]): boolean {
  const parsed = tryParse(url);
  if (parsed === null) return false;
  const named = redirectTargetOf(parsed);
  return isLocalShop(parsed, network) || targets.some((target) => target.toLowerCase() === named);
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
