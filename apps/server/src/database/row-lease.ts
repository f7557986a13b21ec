import { type Kysely, sql } from "kysely";
import type { Database } from "./database.ts";

/**
 * Renewed every 3 s; another process takes over at most 12 s after the last renewal.
 * docs/spec/chain-following.md#one-follower-per-network
 */
const LEASE_SECONDS = 10;

/**
 * All times are the database's, so clocks of two hosts never decide who leads. A holder whose process has ended is
 * replaced at once. Its epoch ends with that, so even if this was wrong it could write nothing.
 */
export function createRowLease(
  db: Kysely<Database>,
  holder: string,
  hasEnded: (holder: string) => boolean,
): Lease {
  async function take(name: string): Promise<bigint | null> {
    const { rows } = await sql<{ epoch: bigint }>`
      insert into leases as l (name, holder, epoch, expires_at)
      values (${name}, ${holder}, 1, now() + ${LEASE_SECONDS} * interval '1 second')
      on conflict (name) do update set
        epoch = case when l.holder = excluded.holder and l.expires_at > now() then l.epoch else l.epoch + 1 end,
        holder = excluded.holder, expires_at = excluded.expires_at
      where l.holder = excluded.holder or l.expires_at <= now()
      returning epoch`.execute(db);
    return rows[0]?.epoch ?? null;
  }
  async function end(name: string, holdersLease: string): Promise<void> {
    await sql`update leases set expires_at = now()
      where name = ${name} and holder = ${holdersLease} and expires_at > now()`.execute(db);
  }
  return {
    async hold(name) {
      const epoch = await take(name);
      if (epoch !== null) return epoch;
      const other = await db
        .selectFrom("leases")
        .select("holder")
        .where("name", "=", name)
        .executeTakeFirst();
      if (other === undefined || !hasEnded(other.holder)) return null;
      await end(name, other.holder);
      return take(name);
    },
    release: (name) => end(name, holder),
  };
}

/** One holder at a time, by the database's clock; each change of holder raises the epoch (docs/spec/chain-following.md#one-follower-per-network). */
export interface Lease {
  /** Takes or renews the lease. The epoch while it is ours, null while another process holds it. */
  hold(name: string): Promise<bigint | null>;
  /** Lets another process take over at once. */
  release(name: string): Promise<void>;
}
