import type { Deposit } from "@kaspa-pay/core";
import { type Selectable, sql } from "kysely";
import { fromRow, namesOf, toRow } from "../../../database/column-map.ts";
import { toJson } from "../../../database/json-columns.ts";
import type { Page } from "../../../database/page.ts";
import {
  eventRow,
  FAN_OUT,
  fixed,
  INSERT_EVENTS,
  type OutboxEvent,
  outbox,
  TOUCH_ADDRESSES,
} from "../../../database/rows/outbox.ts";
import {
  type DepositsTable,
  depositColumns,
  depositPlaceColumns,
} from "../../../database/tables/deposit-tables.ts";
import { outputColumns } from "../../../database/tables/payment-columns.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { depositAccountIds, depositIds, storeIds } from "../../../database/wire-ids.ts";
import { groupBy } from "../../../runtime/group-by.ts";
import type { ChainNetwork } from "../../../runtime/network.ts";
import type { DepositFilters, DepositTarget, ShownDeposit, StoredDeposit } from "../records.ts";

/**
 * $1 deposits[], $2 events[]. A deposit counts only when it still has the version that was locked. Its address counts as
 * paid, and raises the key's highest paid index, as that of a payment does.
 */
const SAVE_DEPOSITS = fixed(`
with saved as (
  insert into deposits as d select n.* from jsonb_populate_recordset(null::deposits, $1::jsonb) n
  on conflict (store_id, tx_id, output_index) do update set
    ${namesOf(depositColumns)
      .map((column) => `${column} = excluded.${column}`)
      .join(", ")}, recheck = false
  where d.version = excluded.version - 1
  returning d.network, d.script, d.status
), transfer as (
  select network, script, case when status = 'reverted' then 'reverted' else 'accepted' end as status from saved
), ${TOUCH_ADDRESSES}, outbox as (${outbox("$2", "")}
), event as (${INSERT_EVENTS}
), delivery as (${FAN_OUT})
select count(*)::int as deposits from saved`);

export function depositRepository(db: Db) {
  return {
    /** Locks store by store, in the order of store and id. Outputs that are not known are left out. */
    lock: (targets: readonly DepositTarget[]): Promise<StoredDeposit[]> => lockDeposits(db, targets),
    /** One statement; throws when a deposit is no longer at the version that was locked. */
    async save(deposits: readonly StoredDeposit[], events: readonly OutboxEvent[]): Promise<void> {
      const parameters = [toJson(deposits.map(toDepositRow)), toJson(events.map(eventRow))];
      const { rows } = await db.executeQuery<{ deposits: number }>(SAVE_DEPOSITS.bind(parameters));
      const written = rows[0]?.deposits;
      if (written !== deposits.length)
        throw new Error(`Invariant: ${deposits.length} deposits, wrote ${written}`);
    },
    /** Deposits of all stores that have their depth. */
    async due(network: ChainNetwork, daa: bigint, limit: number): Promise<DepositTarget[]> {
      const { rows } = await sql<Pick<DepositRow, "store_id" | "tx_id" | "output_index">>`
        select store_id, tx_id, output_index from deposits
        where network = ${network} and status = 'confirming' and confirm_due_daa <= ${daa}
          and accepting_block_hash is not null and not vanished
        order by confirm_due_daa limit ${limit}`.execute(db);
      return rows.map((row) => ({
        storeId: storeIds.toWire(row.store_id),
        outpoint: `${row.tx_id}:${row.output_index}`,
      }));
    },
    async get(storeId: string, id: string): Promise<ShownDeposit | null> {
      const row = await shown(db, storeId).where("d.id", "=", depositIds.toUuid(id)).executeTakeFirst();
      return row === undefined ? null : toShown(row);
    },
    /** The newest first. One row more than requested shows that there is a next page. */
    list: (storeId: string, filters: DepositFilters, page: Page): Promise<ShownDeposit[]> =>
      listDeposits(db, storeId, filters, page),
  };
}

type DepositRow = Selectable<DepositsTable>;

function toDepositRow({ deposit, place }: StoredDeposit) {
  return {
    ...toRow(depositPlaceColumns, place),
    ...toRow(outputColumns, deposit),
    ...toRow(depositColumns, deposit),
    recheck: false,
  };
}

function toStored(row: DepositRow): StoredDeposit {
  const deposit: Deposit = {
    outpoint: `${row.tx_id}:${row.output_index}`,
    ...fromRow(outputColumns, row),
    ...fromRow(depositColumns, row),
  };
  return { deposit, place: fromRow(depositPlaceColumns, row) };
}

type ShownRow = DepositRow & { external_user_id: string };

const toShown = (row: ShownRow): ShownDeposit => ({ ...toStored(row), externalUserId: row.external_user_id });

async function lockDeposits(db: Db, targets: readonly DepositTarget[]): Promise<StoredDeposit[]> {
  const byStore = groupBy(targets, (target) => target.storeId);
  const locked: StoredDeposit[] = [];
  for (const storeId of [...byStore.keys()].sort()) {
    const parts = (byStore.get(storeId) ?? []).map((target) => target.outpoint.split(":"));
    const ids = parts.map((part) => part[0] ?? "");
    const indexes = parts.map((part) => Number(part[1]));
    const rows = await db
      .selectFrom("deposits")
      .selectAll()
      .where("store_id", "=", storeIds.toUuid(storeId))
      .where(
        sql<boolean>`(tx_id, output_index) in (select * from unnest(${ids}::text[], ${indexes}::int[]) as o(tx_id, output_index))`,
      )
      .orderBy("id")
      .forUpdate()
      .execute();
    locked.push(...rows.map(toStored));
  }
  return locked;
}

function shown(db: Db, storeId: string) {
  return db
    .selectFrom("deposits as d")
    .innerJoin("deposit_accounts as a", (join) =>
      join.onRef("a.store_id", "=", "d.store_id").onRef("a.id", "=", "d.account_id"),
    )
    .selectAll("d")
    .select("a.external_user_id")
    .where("d.store_id", "=", storeIds.toUuid(storeId));
}

async function listDeposits(
  db: Db,
  storeId: string,
  { accountId, externalUserId, status, txId, since }: DepositFilters,
  page: Page,
): Promise<ShownDeposit[]> {
  let query = shown(db, storeId);
  if (accountId !== undefined) query = query.where("d.account_id", "=", depositAccountIds.toUuid(accountId));
  if (externalUserId !== undefined) query = query.where("a.external_user_id", "=", externalUserId);
  if (status !== undefined) query = query.where(sql`d.status`, "=", status);
  if (txId !== undefined) query = query.where("d.tx_id", "=", txId);
  if (since !== undefined) query = query.where("d.created_at", ">=", new Date(since));
  if (page.afterId !== null) query = query.where("d.id", "<", depositIds.toUuid(page.afterId));
  const rows = await query
    .orderBy("d.id", "desc")
    .limit(page.limit + 1)
    .execute();
  return rows.map(toShown);
}
