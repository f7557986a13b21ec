// How much of a link is taken by its payments, and by whom.
import { sql } from "kysely";
import { millisOrNull } from "../../../database/json-columns.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { linkIds, storeIds } from "../../../database/wire-ids.ts";
import type { LinkHolds } from "../records.ts";

/** Money that was sent in the last second is seen a little later: until then its payment still counts. */
const GRACE_MS = 60_000;

/** What is taken of a link, and how much of that one visitor and the visitor's network hold without paying. */
export async function countHolds(
  db: Db,
  link: { readonly storeId: string; readonly id: string },
  visitor: { readonly network: string; readonly visitor: string } | null,
  now: number,
): Promise<LinkHolds> {
  const unpaid = sql`status = 'pending' and seen_sompi = 0 and received_sompi = 0
    and expires_at > ${new Date(now - GRACE_MS)}`;
  const paid = sql`status in ('underpaid', 'confirming', 'confirmed')
    or status = 'pending' and (seen_sompi > 0 or received_sompi > 0)`;
  const ofVisitor = sql`${unpaid} and visitor = ${visitor?.visitor ?? null}`;
  const ofNetwork = sql`${unpaid} and visitor_network = ${visitor?.network ?? null}`;
  const row = await db
    .selectFrom("payments")
    .where("store_id", "=", storeIds.toUuid(link.storeId))
    .where("link_id", "=", linkIds.toUuid(link.id))
    .select([
      sql<number>`(count(*) filter (where ${paid} or ${unpaid}))::int`.as("taken"),
      sql<number>`(count(*) filter (where ${ofVisitor}))::int`.as("of_visitor"),
      sql<number>`(count(*) filter (where ${ofNetwork}))::int`.as("of_network"),
      sql<Date | null>`min(expires_at) filter (where ${ofNetwork})`.as("first_ends_at"),
    ])
    .executeTakeFirstOrThrow();
  return {
    taken: row.taken,
    ofVisitor: row.of_visitor,
    ofNetwork: row.of_network,
    firstEndsAt: millisOrNull(row.first_ends_at),
  };
}

/** Payments that visitors had made since then, from this link or (null) from none, and that received nothing. */
export async function countUnpaid(
  db: Db,
  storeId: string,
  linkId: string | null,
  since: number,
): Promise<number> {
  const row = await db
    .selectFrom("payments")
    .where("store_id", "=", storeIds.toUuid(storeId))
    .where("link_id", linkId === null ? "is" : "=", linkIds.toUuidOrNull(linkId))
    .where("visitor", "is not", null)
    .where("created_at", ">=", new Date(since))
    .where("seen_sompi", "=", 0n)
    .where("received_sompi", "=", 0n)
    .select(sql<number>`count(*)::int`.as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}
