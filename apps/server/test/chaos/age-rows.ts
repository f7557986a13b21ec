// Moves time for the database. Its own clock cannot be set, so open payments are made older instead: chain time alone
// ends no payment.
import { type HasDatabase, query } from "./ledger.ts";

/**
 * Ends the time of every payment that waits for money, without grace and never before its own money. One whose money a
 * reorganisation took for good waits too, as `confirming` until its hold is over: paid then, it would be in time.
 */
const END = `update payments p set policy = jsonb_set(p.policy, '{graceMs}', '0'), expires_at = n.ends,
    due_at = n.ends + interval '1 ms', last_revert_at = p.last_revert_at - $1::interval
  from (select o.id, greatest(o.created_at,
      (select max(coalesce(t.paid_at, t.seen_at)) from transfers t where t.payment_id = o.id)) as ends
    from payments o where o.status in ('pending', 'underpaid')
      or o.status = 'confirming' and o.credited_sompi < o.threshold_sompi) n
  where p.id = n.id and p.mark is null and p.expires_at > now()`;
const END_HOLDS = `update payments set due_at = due_at - $1::interval, last_revert_at = last_revert_at - $1::interval
  where status = 'confirming'`;

/** Goes with `DrivenChain.jump`. */
export async function age(database: HasDatabase, ms: number): Promise<void> {
  for (const statement of [END_HOLDS, END]) await query(database, statement, [`${ms} milliseconds`]);
}
