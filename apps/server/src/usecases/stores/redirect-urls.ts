// Where a payer may be sent: https, no credentials, a host on the store's list. Everything else is refused at creation.
import { Refused } from "@kaspa-pay/api-contract";
import type { Store } from "../../ports/records/store-records.ts";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here.
const HOSTILE = /[\u0000-\u0020\u007f\\]/;

export type RedirectParam = "redirectUrl" | "cancelUrl";

/**
 * Returns the address in its normal form.
 * @throws Refused `redirect_url_not_allowed` naming the host
 */
export function allowedRedirect(text: string, store: Store, param: RedirectParam): string {
  const url = HOSTILE.test(text) || !URL.canParse(text) ? null : new URL(text);
  if (url === null || url.username !== "" || url.password !== "" || !schemeAllowed(url, store)) {
    refuse(`${param} must be a plain https address`, url?.host ?? "", param);
  }
  const listed = store.settings.redirectHosts.some(
    (host) => host.toLowerCase() === url.host || host.toLowerCase() === url.hostname,
  );
  if (!listed && !isLocalTest(url, store)) {
    refuse(
      `${param} host ${url.host} is not on the store's list: add it under Settings, Checkout`,
      url.host,
      param,
    );
  }
  return url.href;
}

/** Simulated stores may send payers to a shop on this machine without further ado. */
const isLocalTest = (url: URL, store: Store): boolean =>
  store.network === "simnet" && LOOPBACK.test(url.hostname);

const schemeAllowed = (url: URL, store: Store): boolean =>
  url.protocol === "https:" || (url.protocol === "http:" && isLocalTest(url, store));

function refuse(text: string, host: string, param: RedirectParam): never {
  throw new Refused("redirect_url_not_allowed", text, { param, extra: { host } });
}
