import { hostnameOf, isLoopbackName } from "@kaspa-pay/core";
import type { Request } from "express";

/** Headers that proxies add. Behind a proxy on this machine every visitor's socket is loopback. */
const SIGNS_OF_A_PROXY = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
];

/**
 * Whether a request was made on this machine. Public address, socket, Host header and the absence of proxy headers must
 * all agree. In doubt it was not, and the gateway asks for its set-up code.
 */
export function isLocalVisit(req: Pick<Request, "headers" | "socket">, publicUrl: string): boolean {
  const address = (req.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return (
    isLoopbackName(new URL(publicUrl).hostname) &&
    isLoopbackName(address) &&
    isLoopbackName(hostnameOf(req.headers.host) ?? "") &&
    SIGNS_OF_A_PROXY.every((name) => req.headers[name] === undefined)
  );
}
