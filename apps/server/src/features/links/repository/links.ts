import { emptyLinkFields } from "@kaspa-pay/api-contract";
import type { LinkStatus } from "@kaspa-pay/core";
import { type Selectable, sql } from "kysely";
import { fromRow, toRow } from "../../../database/column-map.ts";
import { millisOrNull, toJson } from "../../../database/json-columns.ts";
import type { Page } from "../../../database/page.ts";
import { linkColumns, linkOptions } from "../../../database/tables/link-columns.ts";
import type { LinksTable } from "../../../database/tables/payment-tables.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { linkIds, storeIds } from "../../../database/wire-ids.ts";
import type { Link, LinkFilters, LinkHolds, LinkWithFigures } from "../records.ts";
import { countHolds, countUnpaid } from "./holds.ts";

const UNIQUE_VIOLATION = "23505";

export function linkRepository(db: Db) {
  return {
    /** False when the slug is taken. */
    async insert(link: Link): Promise<boolean> {
      const row = await db
        .insertInto("links")
        .values(rowOf(link))
        .onConflict((conflict) => conflict.column("slug").doNothing())
        .returning("id")
        .executeTakeFirst();
      return row !== undefined;
    },
    /** False when the slug is taken. */
    update: (link: Link): Promise<boolean> => updateLink(db, link),
    async lock(storeId: string, id: string): Promise<Link | null> {
      const row = await ownLink(db, storeId, id).selectAll().forUpdate().executeTakeFirst();
      return row === undefined ? null : toLink(row);
    },
    get: async (storeId: string, id: string): Promise<LinkWithFigures | null> =>
      (await linksOf(db, storeId, [id]))[0] ?? null,
    byIds: (storeId: string, ids: readonly string[]): Promise<LinkWithFigures[]> => linksOf(db, storeId, ids),
    async bySlug(slug: string): Promise<Link | null> {
      // The database refuses to compare with NUL; a link that has it in its address cannot exist.
      if (slug.includes("\0")) return null;
      const row = await db.selectFrom("links").selectAll().where("slug", "=", slug).executeTakeFirst();
      return row === undefined ? null : toLink(row);
    },
    async status(storeId: string, id: string): Promise<LinkStatus | null> {
      const row = await ownLink(db, storeId, id).select("status").executeTakeFirst();
      return row?.status ?? null;
    },
    /** One row more than requested shows that there is a next page. */
    async list(storeId: string, filters: LinkFilters, page: Page): Promise<LinkWithFigures[]> {
      let query = withFigures(db).where("links.store_id", "=", storeIds.toUuid(storeId));
      query =
        filters.status === undefined
          ? query.where("links.status", "<>", "archived")
          : query.where("links.status", "=", filters.status);
      if (filters.q !== undefined) {
        const pattern = `%${filters.q.replace(/[\\%_]/g, "\\$&")}%`;
        query = query.where((e) => e.or([e("title", "ilike", pattern), e("slug", "ilike", pattern)]));
      }
      if (page.afterId !== null) query = query.where("links.id", "<", linkIds.toUuid(page.afterId));
      const rows = await query
        .orderBy("links.id", "desc")
        .limit(page.limit + 1)
        .execute();
      return rows.map(toLinkWithFigures);
    },
    async hasPayments(storeId: string, id: string): Promise<boolean> {
      const row = await paymentsOf(db, storeId, id).select("id").limit(1).executeTakeFirst();
      return row !== undefined;
    },
    /** What is taken of a limited link at this moment. True for as long as the link is locked. */
    holds: (
      storeId: string,
      id: string,
      visitor: { readonly network: string; readonly visitor: string } | null,
      now: number,
    ): Promise<LinkHolds> => countHolds(db, { storeId, id }, visitor, now),
    /** Payments that visitors had made since then, from this link or from none, and that received nothing. */
    unpaidOfVisitors: (storeId: string, id: string | null, since: number): Promise<number> =>
      countUnpaid(db, storeId, id, since),
    async remove(storeId: string, id: string): Promise<void> {
      await db
        .deleteFrom("links")
        .where("id", "=", linkIds.toUuid(id))
        .where("store_id", "=", storeIds.toUuid(storeId))
        .execute();
    },
  };
}

async function linksOf(db: Db, storeId: string, ids: readonly string[]): Promise<LinkWithFigures[]> {
  const rows = await withFigures(db)
    .where("links.id", "in", ids.map(linkIds.toUuid))
    .where("links.store_id", "=", storeIds.toUuid(storeId))
    .execute();
  return rows.map(toLinkWithFigures);
}

const ownLink = (db: Db, storeId: string, id: string) =>
  db
    .selectFrom("links")
    .where("id", "=", linkIds.toUuid(id))
    .where("store_id", "=", storeIds.toUuid(storeId));

async function updateLink(db: Db, link: Link): Promise<boolean> {
  const id = linkIds.toUuid(link.id);
  try {
    const row = await db
      .updateTable("links")
      .set(rowOf(link))
      .where("id", "=", id)
      .where("store_id", "=", storeIds.toUuid(link.storeId))
      .where(({ exists, not, selectFrom }) =>
        not(
          exists(
            selectFrom("links as other")
              .select("other.id")
              .where("slug", "=", link.slug)
              .where("id", "<>", id),
          ),
        ),
      )
      .returning("id")
      .executeTakeFirst();
    return row !== undefined;
  } catch (error) {
    // Another link took the slug at the same moment: no other unique value of a link can change.
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return false;
    throw error;
  }
}

function paymentsOf(db: Db, storeId: string, id: string) {
  return db
    .selectFrom("payments")
    .where("store_id", "=", storeIds.toUuid(storeId))
    .where("link_id", "=", linkIds.toUuid(id));
}

function withFigures(db: Db) {
  return db
    .selectFrom("links")
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom("payments")
          .whereRef("payments.store_id", "=", "links.store_id")
          .whereRef("payments.link_id", "=", "links.id")
          .select([
            sql<number>`count(*)::int`.as("payments_count"),
            sql<number>`(count(*) filter (where payments.status = 'confirmed'))::int`.as("confirmed_count"),
            sql<bigint>`coalesce(sum(payments.credited_sompi) filter (where payments.status = 'confirmed'), 0)::int8`.as(
              "confirmed_sompi",
            ),
            sql<Date | null>`max(payments.confirmed_at)`.as("last_paid_at"),
          ])
          .as("figures"),
      (join) => join.onTrue(),
    )
    .selectAll("links")
    .select(["payments_count", "confirmed_count", "confirmed_sompi", "last_paid_at"]);
}

function toLinkWithFigures(
  row: LinkRow & {
    payments_count: number | null;
    confirmed_count: number | null;
    confirmed_sompi: bigint | null;
    last_paid_at: Date | null;
  },
): LinkWithFigures {
  return {
    link: toLink(row),
    figures: {
      paymentsCount: row.payments_count ?? 0,
      confirmedCount: row.confirmed_count ?? 0,
      confirmedSompi: row.confirmed_sompi ?? 0n,
      lastPaidAt: millisOrNull(row.last_paid_at),
    },
  };
}

type LinkRow = Selectable<LinksTable>;

/** The driver would bind the object as it is, bigints included; jsonb takes text. */
function rowOf(link: Link) {
  const row = toRow(linkColumns, { ...link, options: linkOptions(link) });
  return { ...row, options: toJson(row.options) } as LinkRow;
}

function toLink(row: LinkRow): Link {
  const { options, ...link } = fromRow(linkColumns, row);
  // Rows of a time before an option existed do not hold it.
  return { ...emptyLinkFields, ...link, ...options };
}

export type LinkRepository = ReturnType<typeof linkRepository>;
