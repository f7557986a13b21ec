// The name in the Host header ties a page to this server. A page whose name was bound to this address (DNS rebinding)
// would count as our own, so only our names are answered: docs/spec/api-conventions.md#own-host-names.
import { hostnameOf, isLoopbackName } from "@kaspa-pay/core";
import type { Request } from "express";

type Trusts = (address: string | undefined, hop: number) => boolean;

/** The names a request gives: Host, or X-Forwarded-Host when a trusted proxy sends it. */
function namesIn(req: Request): (string | undefined)[] {
  const forwarded = req.headers["x-forwarded-host"];
  const trusts = req.app.get("trust proxy fn") as Trusts;
  if (forwarded === undefined || !trusts(req.socket.remoteAddress, 0)) return [req.headers.host];
  return String(forwarded)
    .split(",")
    .map((name) => name.trim());
}

/**
 * Whether every name is ours: the public address's, or a loopback name. Ports are not compared: port mappings and
 * tunnels change them, and they say nothing about a page's owner.
 */
export function isOwnHost(publicUrl: string): (req: Request) => boolean {
  const own = withoutDot(new URL(publicUrl).hostname);
  return (req) =>
    namesIn(req).every((header) => {
      const name = hostnameOf(header);
      return name !== null && (withoutDot(name) === own || isLoopbackName(name));
    });
}

const withoutDot = (name: string): string => name.replace(/\.$/, "");
