import { hostnameOf, isLoopbackName } from "@kaspa-pay/core";
import type { Request } from "express";

/** What proxies add. Behind one on this machine every visitor's socket is loopback. */
const SIGNS_OF_A_PROXY = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
];

/**
 * Whether a request was made on this machine. Everything must say so: the public address, the socket, the Host header,
 * and no proxy. In doubt it was not: the gateway then asks for its set-up code.
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
