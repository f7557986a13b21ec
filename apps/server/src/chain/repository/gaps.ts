// What cursor recovery needs: transfers to check again, known addresses, the record of a sync gap.
import { sql } from "kysely";
import { millis } from "../../database/json-columns.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { gapIds, paymentIds, storeIds } from "../../database/wire-ids.ts";
import type { PaymentTarget } from "../../features/payments/records.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { KnownOutput, PaymentOutput, SyncGap } from "../records.ts";
import { type OutputRow, type StoreOutput, splitOutputs, toKnown, toOwned } from "./outputs.ts";

export function createGapRecords(db: Db) {
  return {
    /** After the cursor stepped back: outputs accepted above it wait until the replay finds them again. */
    async requestRecheck(network: ChainNetwork, aboveDaa: bigint): Promise<number> {
      const rows = await db
        .updateTable("transfers")
        .set({ recheck: true })
        .where("network", "=", network)
        .where("accepting_daa", ">", aboveDaa)
        .where("status", "in", ["accepted", "confirmed"])
        .returning("tx_id")
        .execute();
      return rows.length;
    },
    /** Outputs that the replay did not find. */
    async awaitingRecheck(network: ChainNetwork, limit: number): Promise<KnownOutput[]> {
      const rows = await db
        .selectFrom("transfers")
        .select(["store_id", "tx_id", "output_index", "payment_id"])
        .where("network", "=", network)
        .where("recheck", "=", true)
        .limit(limit)
        .execute();
      return rows.map(toKnown);
    },
    async clearRecheck(outputs: readonly StoreOutput[]): Promise<void> {
      const { stores, ids, indexes } = splitOutputs(outputs);
      await sql`update transfers t set recheck = false
        from unnest(${stores}::uuid[], ${ids}::text[], ${indexes}::int[]) as o(store_id, tx_id, output_index)
        where t.store_id = o.store_id and t.tx_id = o.tx_id and t.output_index = o.output_index
          and t.recheck`.execute(db);
    },
    ...knownScripts(db),
    ...waitingOutputs(db),
    ...gapLog(db),
    /** Payments whose time overlapped the gap and that received nothing. */
    async openDuring(
      network: ChainNetwork,
      from: number,
      to: number,
      limit: number,
    ): Promise<PaymentTarget[]> {
      const rows = await db
        .selectFrom("payments")
        .select(["store_id", "id"])
        .where("network", "=", network)
        .where("created_at", "<=", new Date(to))
        .where("expires_at", ">=", new Date(from))
        .where("received_sompi", "=", 0n)
        .where("status", "in", ["pending", "expired"])
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        storeId: storeIds.toWire(row.store_id),
        paymentId: paymentIds.toWire(row.id),
      }));
    },
  };
}

function knownScripts(db: Db) {
  return {
    async scripts(
      network: ChainNetwork,
      afterScript: string,
      limit: number,
    ): Promise<{ script: string; address: string }[]> {
      return await db
        .selectFrom("addresses")
        .select(["script", "address"])
        .where("network", "=", network)
        .where("script", ">", afterScript)
        .orderBy("script")
        .limit(limit)
        .execute();
    },
  };
}

function gapLog(db: Db) {
  return {
    async insertGap(gap: SyncGap): Promise<void> {
      await db
        .insertInto("sync_gaps")
        .values({
          id: gapIds.toUuid(gap.id),
          network: gap.network,
          from_daa: gap.fromDaa,
          to_daa: gap.toDaa,
          from_time: new Date(gap.fromTime),
          to_time: new Date(gap.toTime),
          found: gap.found,
          detail: gap.detail,
          at: new Date(gap.at),
        })
        .execute();
    },
    async gaps(network: ChainNetwork, limit: number): Promise<SyncGap[]> {
      const rows = await db
        .selectFrom("sync_gaps")
        .selectAll()
        .where("network", "=", network)
        .orderBy("at", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: gapIds.toWire(row.id),
        network: row.network as ChainNetwork,
        fromDaa: row.from_daa,
        toDaa: row.to_daa,
        fromTime: millis(row.from_time),
        toTime: millis(row.to_time),
        found: row.found,
        detail: row.detail,
        at: millis(row.at),
      }));
    },
  };
}

function waitingOutputs(db: Db) {
  const accepted = (network: ChainNetwork, limit: number) =>
    db
      .selectFrom("transfers")
      .select(["store_id", "tx_id", "output_index", "payment_id", "address"])
      .where("network", "=", network)
      .where("status", "=", "accepted")
      .where("payment_id", "is not", null)
      .where("accepting_daa", "is not", null)
      .limit(limit);
  return {
    /** Accepted outputs of payments that wait for their depth. */
    async unconfirmed(network: ChainNetwork, limit: number): Promise<PaymentOutput[]> {
      return (await accepted(network, limit).execute()).map(toPaymentOutput);
    },
    /** Outputs without accepting block whose depth has come. */
    async unproven(network: ChainNetwork, daa: bigint, limit: number): Promise<PaymentOutput[]> {
      const rows = await accepted(network, limit)
        .where("accepting_block_hash", "is", null)
        .where("confirm_due_daa", "<=", daa)
        .execute();
      return rows.map(toPaymentOutput);
    },
  };
}

function toPaymentOutput(row: OutputRow & { address: string }): PaymentOutput {
  return { ...toOwned(row), address: row.address };
}
