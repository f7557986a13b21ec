import { type Selectable, type SqlBool, sql } from "kysely";
import { fromRow, toRow } from "../../../database/column-map.ts";
import { isoOrNull, millisOrNull, toJson } from "../../../database/json-columns.ts";
import type { Page } from "../../../database/page.ts";
import { type DepositAccountsTable, depositAccountColumns } from "../../../database/tables/deposit-tables.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import { depositAccountIds, storeIds } from "../../../database/wire-ids.ts";
import type { AccountFilters, AccountWithTotals, DepositAccount } from "../records.ts";

export function depositAccountRepository(db: Db) {
  const own = (storeId: string, id: string) =>
    db
      .selectFrom("deposit_accounts")
      .selectAll()
      .where("store_id", "=", storeIds.toUuid(storeId))
      .where("id", "=", depositAccountIds.toUuid(id));
  return {
    /** False when the customer has an account already. */
    async insert(account: DepositAccount): Promise<boolean> {
      const { rows } = await sql`insert into deposit_accounts
        select n.* from jsonb_populate_record(null::deposit_accounts, ${toJson(toRow(depositAccountColumns, account))}::jsonb) n
        on conflict (store_id, external_user_id) do nothing returning 1`.execute(db);
      return rows.length === 1;
    },
    /** Gives the address to the account for ever. False when the server knows the address already. */
    insertAddress: (account: DepositAccount, keyHash: string): Promise<boolean> =>
      insertAddress(db, account, keyHash),
    async lock(storeId: string, id: string): Promise<DepositAccount | null> {
      const row = await own(storeId, id).forUpdate().executeTakeFirst();
      return row === undefined ? null : toAccount(row);
    },
    async update({ storeId, id, label, metadata, updatedAt }: DepositAccount): Promise<void> {
      await db
        .updateTable("deposit_accounts")
        .set({ label, metadata: sql`${toJson(metadata)}::jsonb`, updated_at: new Date(updatedAt) })
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("id", "=", depositAccountIds.toUuid(id))
        .execute();
    },
    async get(storeId: string, id: string): Promise<AccountWithTotals | null> {
      const condition = sql<SqlBool>`a.id = ${depositAccountIds.toUuid(id)}`;
      return (await withTotals(db, storeId, condition, 1))[0] ?? null;
    },
    async ofUser(storeId: string, externalUserId: string): Promise<AccountWithTotals | null> {
      const condition = sql<SqlBool>`a.external_user_id = ${externalUserId}`;
      return (await withTotals(db, storeId, condition, 1))[0] ?? null;
    },
    /** The newest first. One row more than requested shows that there is a next page. */
    list: (storeId: string, { externalUserId, address }: AccountFilters, page: Page) => {
      const conditions = [
        ...(externalUserId === undefined ? [] : [sql<SqlBool>`a.external_user_id = ${externalUserId}`]),
        ...(address === undefined ? [] : [sql<SqlBool>`a.address = ${address}`]),
        ...(page.afterId === null ? [] : [sql<SqlBool>`a.id < ${depositAccountIds.toUuid(page.afterId)}`]),
      ];
      return withTotals(
        db,
        storeId,
        sql<SqlBool>`${sql.join([sql`true`, ...conditions], sql` and `)}`,
        page.limit + 1,
      );
    },
    /** Those of the accounts that the store has. */
    async byIds(storeId: string, ids: readonly string[]): Promise<DepositAccount[]> {
      const rows = await db
        .selectFrom("deposit_accounts")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("id", "=", sql<string>`any(${ids.map(depositAccountIds.toUuid)}::uuid[])`)
        .execute();
      return rows.map(toAccount);
    },
  };
}

type AccountRow = Selectable<DepositAccountsTable>;

const toAccount = (row: AccountRow): DepositAccount => fromRow(depositAccountColumns, row);

interface TotalsRow extends AccountRow {
  confirmed: bigint;
  confirming: bigint;
  uncredited: bigint;
  deposits: number;
  last_deposit_at: Date | null;
}

async function withTotals(
  db: Db,
  storeId: string,
  condition: ReturnType<typeof sql<SqlBool>>,
  limit: number,
): Promise<AccountWithTotals[]> {
  const { rows } = await sql<TotalsRow>`
    select a.*, t.* from deposit_accounts a cross join lateral (select
        coalesce(sum(d.sompi) filter (where d.status = 'confirmed'), 0)::int8 as confirmed,
        coalesce(sum(d.sompi) filter (where d.status = 'confirming'), 0)::int8 as confirming,
        coalesce(sum(d.sompi) filter (where d.status in ('below_minimum', 'covenant')), 0)::int8 as uncredited,
        (count(*) filter (where d.status <> 'reverted'))::int as deposits,
        max(d.received_at) filter (where d.status <> 'reverted') as last_deposit_at
      from deposits d where d.store_id = a.store_id and d.account_id = a.id) t
    where a.store_id = ${storeIds.toUuid(storeId)} and ${condition}
    order by a.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    account: toAccount(row),
    totals: {
      confirmedSompi: row.confirmed,
      confirmingSompi: row.confirming,
      uncreditedSompi: row.uncredited,
      deposits: row.deposits,
      lastDepositAt: millisOrNull(row.last_deposit_at),
    },
  }));
}

async function insertAddress(db: Db, account: DepositAccount, keyHash: string): Promise<boolean> {
  const row = {
    network: account.network,
    script: account.script,
    address: account.address,
    store_id: storeIds.toUuid(account.storeId),
    key_hash: keyHash,
    mode: "xpub",
    branch: 0,
    address_index: account.addressIndex,
    first_paid_at: null,
    created_at: isoOrNull(account.createdAt),
    // Never free: the address is the customer's for ever.
    free_since: null,
    deposit_account_id: depositAccountIds.toUuid(account.id),
  };
  const { rows } = await sql`insert into addresses
    select n.* from jsonb_populate_record(null::addresses, ${toJson(row)}::jsonb) n
    on conflict do nothing returning 1`.execute(db);
  return rows.length === 1;
}
