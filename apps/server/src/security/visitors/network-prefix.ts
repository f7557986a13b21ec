import ipaddr from "ipaddr.js";

/** The network that a provider gives to one customer at least. */
const FAST_BITS = 64;
/** Many providers give a household a /56: limits of an hour or longer count by that. */
const SLOW_BITS = 56;
const GROUP_BITS = 16;

/**
 * What limits count a client by: an IPv4 address, also when it is written as IPv6 (`::ffff:192.0.2.1`), or the
 * network of an IPv6 address, because its owner has all addresses of it.
 */
export function networkPrefix(ip: string, window: "fast" | "slow" = "fast"): string {
  const [address = ""] = ip.split("%");
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const bits = window === "fast" ? FAST_BITS : SLOW_BITS;
  const kept = parsed.parts.slice(0, FAST_BITS / GROUP_BITS).map((part, at) => part & maskOf(bits, at));
  return `${kept.map((part) => part.toString(16)).join(":")}::/${bits}`;
}

function maskOf(bits: number, group: number): number {
  const left = Math.max(0, Math.min(GROUP_BITS, bits - group * GROUP_BITS));
  return (0xffff << (GROUP_BITS - left)) & 0xffff;
}
