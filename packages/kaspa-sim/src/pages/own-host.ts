// A web page of another name that reaches these ports (DNS rebinding), or simply asks them from elsewhere, must get
// nothing: coins here are worthless, but a server that trusts every caller on loopback is a bad example.
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { hostnameOf, isLoopbackName } from "@kaspa-pay/core";

/**
 * Whether the Host header names this node: a loopback name, an IP address (no page of another name can carry one), or
 * the name it listens on.
 */
export function isOwnHost(request: IncomingMessage, listeningHost: string): boolean {
  const name = hostnameOf(request.headers.host);
  if (name === null) return false;
  return (
    isLoopbackName(name) || isIP(name.replace(/^\[|\]$/g, "")) !== 0 || name === listeningHost.toLowerCase()
  );
}

/** Programs send no Origin; a page must be the one that this port served. */
export function isOwnOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}

export const WRONG_HOST = "This node does not answer under this name: use localhost or its IP address.";
