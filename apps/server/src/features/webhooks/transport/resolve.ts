// Name look-up for webhook targets. getaddrinfo runs on the four threads that also hash passwords, so a merchant with a
// dead name server must not occupy them: c-ares is asked first, getaddrinfo only for names that c-ares cannot know.
import { lookup, Resolver } from "node:dns/promises";

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

/** All addresses of a name; rejects when there is none. */
export type Resolve = (hostname: string) => Promise<ResolvedAddress[]>;

const QUERY_TIMEOUT_MS = 1500;
const QUERY_TRIES = 2;
const MAX_SYSTEM_LOOKUPS = 2;
// Quick answers that say the name is unknown: the hosts file may still hold it.
const NOT_FOUND: ReadonlySet<string> = new Set([
  "ENOTFOUND",
  "ENODATA",
  "ECONNREFUSED",
  "EBADRESP",
  "ENOTIMP",
]);

export function createResolve(): Resolve {
  const resolver = new Resolver({ timeout: QUERY_TIMEOUT_MS, tries: QUERY_TRIES });
  let running = 0;

  async function systemLookup(hostname: string): Promise<ResolvedAddress[]> {
    if (running >= MAX_SYSTEM_LOOKUPS) throw Object.assign(new Error("busy"), { code: "EAI_AGAIN" });
    running += 1;
    try {
      const found = await lookup(hostname, { all: true, verbatim: true });
      return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
    } finally {
      running -= 1;
    }
  }

  return async (hostname) => {
    if (hostname === "localhost" || hostname.endsWith(".localhost")) return systemLookup(hostname);
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const found: ResolvedAddress[] = [
      ...(v4.status === "fulfilled" ? v4.value.map((address) => ({ address, family: 4 as const })) : []),
      ...(v6.status === "fulfilled" ? v6.value.map((address) => ({ address, family: 6 as const })) : []),
    ];
    if (found.length > 0) return found;
    const fault: unknown = v4.status === "rejected" ? v4.reason : undefined;
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : "ENOTFOUND";
    if (NOT_FOUND.has(code)) return systemLookup(hostname);
    throw fault;
  };
}
