import { type Kysely, sql } from "kysely";
import type { Lease } from "../ports/lease.ts";
import type { Database } from "./database.ts";

/** Renewed each 3 s; a silent holder is replaced at most 12 s after its last word (architecture.md 6.6). */
const LEASE_SECONDS = 10;

/** All times are the database's, so clocks of two hosts never decide who leads. */
export function createRowLease(db: Kysely<Database>, holder: string): Lease {
  return {
    async hold(name) {
      const { rows } = await sql<{ epoch: bigint }>`
        insert into leases as l (name, holder, epoch, expires_at)
        values (${name}, ${holder}, 1, now() + ${LEASE_SECONDS} * interval '1 second')
        on conflict (name) do update set
          epoch = case when l.holder = excluded.holder and l.expires_at > now() then l.epoch else l.epoch + 1 end,
          holder = excluded.holder, expires_at = excluded.expires_at
        where l.holder = excluded.holder or l.expires_at <= now()
        returning epoch`.execute(db);
      return rows[0]?.epoch ?? null;
    },
    async release(name) {
      await sql`update leases set expires_at = now() where name = ${name} and holder = ${holder} and expires_at > now()`.execute(
        db,
      );
    },
  };
}
