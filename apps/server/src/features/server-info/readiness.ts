import { SKEW_LIMIT_MS } from "../../chain/chain-clock.ts";
import type { ChainHealth } from "../../chain/source.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { RateBook } from "../rates/rate-book.ts";

export interface FollowedNetwork {
  network: ChainNetwork;
  health(): ChainHealth;
  /** Null = not read to its end yet. */
  caughtUpAt(): number | null;
  /** False in processes that leave the chain to others. */
  follows: boolean;
  /** Another process leads; this one is on standby. */
  standby(): boolean;
  /** Why confirmations are paused; null when they are not. */
  pause(): string | null;
  /** The chain's clock less the database's; null = not measured yet. */
  clockSkewMs(): number | null;
}

export interface ReadinessDeps {
  clock: Clock;
  networks: readonly FollowedNetwork[];
  rates: Pick<RateBook, "getRate">;
  checkDatabase(): Promise<void>;
  stopping(): boolean;
}

export interface Readiness {
  status: "ready" | "degraded" | "unready";
  entries: { name: string; ok: boolean; detail: string }[];
}

interface Entry {
  name: string;
  ok: boolean;
  detail: string;
  /** Not ok here means no traffic at once. */
  fatal: boolean;
}

const SYNC_AGE_MS = 30_000;
/** A fault of the node alone makes the server not ready only after this time. */
const BEARABLE_MS = 5 * 60_000;
const NEVER_BEARABLE = new Set(["wrong_network", "unsupported"]);

/** What `/readyz` answers a load balancer (docs/spec/reliability.md#start-and-stop). */
export function createReadiness(deps: ReadinessDeps): () => Promise<Readiness> {
  return async () => {
    const entries = [
      { name: "shutdown", ok: !deps.stopping(), detail: deps.stopping() ? "stopping" : "", fatal: true },
      await databaseEntry(deps),
      ...deps.networks.flatMap((followed) => networkEntries(deps, followed)),
    ];
    const failed = entries.filter((entry) => !entry.ok);
    const status =
      failed.length === 0 ? "ready" : failed.some((entry) => entry.fatal) ? "unready" : "degraded";
    return { status, entries: entries.map(({ name, ok, detail }) => ({ name, ok, detail })) };
  };
}

async function databaseEntry({ checkDatabase }: ReadinessDeps): Promise<Entry> {
  try {
    await checkDatabase();
    return { name: "database", ok: true, detail: "", fatal: true };
  } catch {
    return { name: "database", ok: false, detail: "does not answer", fatal: true };
  }
}

function networkEntries(deps: ReadinessDeps, followed: FollowedNetwork): Entry[] {
  const now = deps.clock.now();
  const health = followed.health();
  const connected = health.state === "connected";
  const fatal = NEVER_BEARABLE.has(health.state) || (!connected && now - health.sinceMs > BEARABLE_MS);
  const node = { name: `node ${followed.network}`, ok: connected, detail: health.detail, fatal };
  const price = deps.rates.getRate(followed.network, "USD", now);
  const priced = "rate" in price && !price.stale;
  const rate = {
    name: `price ${followed.network}`,
    ok: priced,
    detail: priced ? "" : "no fresh rate",
    fatal: false,
  };
  if (!followed.follows) return [node, rate];
  const skewMs = followed.clockSkewMs() ?? 0;
  const sameTime = Math.abs(skewMs) < SKEW_LIMIT_MS;
  const clock = {
    name: `clock ${followed.network}`,
    ok: sameTime,
    detail: sameTime ? "" : `${Math.round(skewMs / 1_000)} s between the chain's clock and the database's`,
    fatal: false,
  };
  const caughtUpAt = followed.caughtUpAt();
  const inSync = followed.standby() || (caughtUpAt !== null && now - caughtUpAt <= SYNC_AGE_MS);
  const pause = followed.standby() ? null : followed.pause();
  const follower = {
    name: `follower ${followed.network}`,
    ok: inSync && pause === null,
    detail: pause ?? (inSync ? "" : "behind"),
    fatal: false,
  };
  return [node, follower, clock, rate];
}
