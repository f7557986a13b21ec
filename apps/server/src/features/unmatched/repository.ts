import type { Transfer, UnmatchedReason } from "@kaspa-pay/core";
import { sql } from "kysely";
import { millis, millisOrNull } from "../../database/json-columns.ts";
import { type TransferRow, toTransfer } from "../../database/rows/transfers.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { paymentIds, storeIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { PaymentGuess, UnmatchedFilters, UnmatchedTransfer } from "./records.ts";

const HALF_DAY_MS = 12 * 60 * 60 * 1_000;
const GUESSES = 3;
const COUNTED = 1_001;
const BOTH = ["open", "ignored"] as const;

export function unmatchedRepository(db: Db) {
  return {
    /** Newest first. `after` = outpoint of the last row of the page before. */
    list: (
      storeId: string,
      filters: UnmatchedFilters,
      page: { limit: number; after: string | null },
    ): Promise<UnmatchedTransfer[]> => list(db, storeId, filters, page),
    /** A transfer of the store, attached or not, locked until commit. */
    async lock(storeId: string, txId: string, index: number): Promise<UnmatchedTransfer | null> {
      const row = await db
        .selectFrom("transfers")
        .selectAll()
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("tx_id", "=", txId)
        .where("output_index", "=", index)
        .forUpdate()
        .executeTakeFirst();
      return row === undefined ? null : toUnmatched(row);
    },
    async ignore(storeId: string, txId: string, index: number, note: string | null): Promise<void> {
      await db
        .updateTable("transfers")
        .set({ unmatched: "ignored", unmatched_note: note })
        .where("store_id", "=", storeIds.toUuid(storeId))
        .where("tx_id", "=", txId)
        .where("output_index", "=", index)
        .where("payment_id", "is", null)
        .execute();
    },
    /** Payments of the store that asked for the sum ± 1 % within half a day of the transfer and can own it. */
    guesses: (storeId: string, transfer: Transfer): Promise<PaymentGuess[]> => guesses(db, storeId, transfer),
    /** Unmatched outputs that wait for staff: how many transfers (1 001 = more than 1 000) and when the newest came. */
    async waiting(storeId: string): Promise<{ count: number; newest: number | null }> {
      const { rows } = await sql<{ count: number; newest: Date | null }>`
        select count(*)::int as count, max(created_at) as newest from (select created_at from transfers
          where store_id = ${storeIds.toUuid(storeId)} and payment_id is null and unmatched = 'open'
            and status = 'accepted' order by created_at desc limit ${COUNTED}) t`.execute(db);
      return { count: rows[0]?.count ?? 0, newest: millisOrNull(rows[0]?.newest ?? null) };
    },
  };
}

async function list(
  db: Db,
  storeId: string,
  { ignored, address, txId, from, to }: UnmatchedFilters,
  { limit, after }: { limit: number; after: string | null },
): Promise<UnmatchedTransfer[]> {
  let query = db
    .selectFrom("transfers")
    .selectAll()
    .where("store_id", "=", storeIds.toUuid(storeId))
    .where("payment_id", "is", null)
    .where("unmatched", "in", ignored === undefined ? BOTH : [ignored ? "ignored" : "open"]);
  if (address !== undefined) query = query.where("address", "=", address);
  if (txId !== undefined) query = query.where("tx_id", "=", txId);
  if (from !== undefined) query = query.where("created_at", ">=", new Date(from));
  if (to !== undefined) query = query.where("created_at", "<", new Date(to));
  if (after !== null) {
    const [lastTx = "", lastIndex = ""] = after.split(":");
    query = query.where(
      sql<boolean>`(created_at, tx_id, output_index) < (select t.created_at, t.tx_id, t.output_index from transfers t
        where t.store_id = ${storeIds.toUuid(storeId)} and t.tx_id = ${lastTx} and t.output_index = ${Number(lastIndex) || 0})`,
    );
  }
  const rows = await query
    .orderBy("created_at", "desc")
    .orderBy("tx_id", "desc")
    .orderBy("output_index", "desc")
    .limit(limit)
    .execute();
  return rows.map(toUnmatched);
}

async function guesses(db: Db, storeId: string, transfer: Transfer) {
  const at = transfer.paidAt ?? 0;
  // Ids begin with their time, so the half days around are one range of the store's index.
  const bound = (ms: number) => `${Math.max(0, ms).toString(16).padStart(12, "0")}${"0".repeat(20)}`;
  const { rows } = await sql<{ id: string; expected: bigint; created_at: Date }>`
    select id, expected_sompi as expected, created_at from payments
    where store_id = ${storeIds.toUuid(storeId)}
      and id >= ${bound(at - HALF_DAY_MS)}::uuid and id < ${bound(at + HALF_DAY_MS)}::uuid
      and expected_sompi between ${transfer.sompi - transfer.sompi / 100n} and ${transfer.sompi + transfer.sompi / 100n}
      and created_daa < ${transfer.acceptingDaa ?? 0n}
    order by status in ('confirmed', 'confirming'), abs(expected_sompi - ${transfer.sompi}), id desc
    limit ${GUESSES}`.execute(db);
  return rows.map((row) => ({
    paymentId: paymentIds.toWire(row.id),
    expectedSompi: row.expected,
    createdAt: millis(row.created_at),
  }));
}

function toUnmatched(row: TransferRow): UnmatchedTransfer {
  return {
    transfer: toTransfer(row),
    network: row.network as ChainNetwork,
    address: row.address,
    reason: row.unmatched_reason as UnmatchedReason | null,
    ignored: row.unmatched === "ignored",
    note: row.unmatched_note,
    createdAt: millis(row.created_at),
    paymentId: paymentIds.toWireOrNull(row.payment_id),
  };
}
