// Which targets a merchant's URL may have. Pure: names are not looked up here. docs/spec/webhooks.md#url-guard
import { WEBHOOK_PORTS, WEBHOOK_PORTS_TEXT } from "@kaspa-pay/core";
import ipaddr from "ipaddr.js";
import type { PrivateReach, UrlCheck, UrlPolicy } from "../webhook-transport.ts";

const MAX_URL_LENGTH = 2048;
/** Ports that public targets may have; "" is the scheme's own. */
export const PUBLIC_PORTS: readonly string[] = ["", ...WEBHOOK_PORTS.map(String)];

/** Classifies an address that will be dialled. */
export type AddressCheck = (address: string) => boolean;

/** Settings of the operator. */
export interface GuardRules {
  isPublic: AddressCheck;
  ports: readonly string[];
}

/**
 * True for globally reachable unicast. ipaddr.js takes the IPv4-compatible form `::7f00:1` (how `URL` prints
 * `[::127.0.0.1]`) for unicast, so all of ::/96 is refused besides.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  return !(parsed instanceof ipaddr.IPv6 && parsed.parts.slice(0, 6).every((part) => part === 0));
}

export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}

const PUBLIC_RULES: GuardRules = { isPublic: isPublicAddress, ports: PUBLIC_PORTS };

/** For a URL that passed: the check for every address that its name resolves to. */
export type Target =
  | { ok: true; url: URL; host: string; isLiteral: boolean; reach: AddressCheck }
  | { ok: false; blocked: boolean; reason: string };

const refuse = (reason: string, blocked = false): Target => ({ ok: false, blocked, reason });

/** Checks URL and literal address. A literal is classified after parsing: only then is `0x7f.1` seen as 127.0.0.1. */
export function inspectUrl(text: string, policy: UrlPolicy, rules: GuardRules): Target {
  if (text.length > MAX_URL_LENGTH) return refuse(`The URL is longer than ${MAX_URL_LENGTH} characters`);
  // The URL parser drops tabs and newlines and turns backslashes into slashes: what is checked must be the text.
  if (!/^[\x21-\x5b\x5d-\x7e\u00a0-\uffff]+$/.test(text))
    return refuse("The URL holds spaces, control characters or backslashes");
  if (!URL.canParse(text)) return refuse("This is not a URL");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return refuse("Only https URLs are delivered to");
  if (url.username !== "" || url.password !== "")
    return refuse("The URL must not hold a user name or password");

  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const isLiteral = ipaddr.isValid(host);
  const lane = laneOf(host, policy.allowPrivate, rules.isPublic);
  if (!lane.open) {
    if (url.protocol === "http:" && !policy.allowHttp) return refuse("The URL must begin with https://");
    if (!rules.ports.includes(url.port)) {
      return refuse(`Webhooks are delivered to port ${WEBHOOK_PORTS_TEXT} only`);
    }
    if (isLocalName(host)) return refuse("The URL points to a private or reserved address", true);
  }
  if (isLiteral && !lane.reach(host)) return refuse("The URL points to a private or reserved address", true);
  return { ok: true, url, host, isLiteral, reach: lane.reach };
}

/** The part of the guard that is run at registration. */
export function checkUrl(text: string, policy: UrlPolicy, rules: GuardRules = PUBLIC_RULES): UrlCheck {
  const target = inspectUrl(text, policy, rules);
  return target.ok ? { ok: true } : { ok: false, reason: target.reason };
}

function isLocalName(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost");
}

function laneOf(
  host: string,
  allowPrivate: PrivateReach,
  isPublic: AddressCheck,
): { open: boolean; reach: AddressCheck } {
  if (allowPrivate === true) return { open: true, reach: () => true };
  if (allowPrivate === "loopback" && (isLocalName(host) || isLoopbackAddress(host)))
    return { open: true, reach: isLoopbackAddress };
  return { open: false, reach: isPublic };
}
