// Where outputs of refunds and payouts are looked for, and which outputs have to be found again: the chain knows scripts,
// blocks and transactions, and no store.
import type { DisbursementKind, Outpoint } from "@kaspa-pay/core";
import { sql } from "kysely";
import type { Db } from "../../../database/unit-of-work.ts";
import { type IdKind, paymentIds, payoutIds, refundIds, storeIds } from "../../../database/wire-ids.ts";
import type { ChainNetwork } from "../../../runtime/network.ts";
import type {
  DisbursementChange,
  DisbursementTarget,
  DisbursementWatch,
  StoredDisbursement,
  WatchWithAddress,
} from "../records.ts";

/** How the ids of a kind are written. */
export const idsOf = (kind: DisbursementKind): IdKind => (kind === "refund" ? refundIds : payoutIds);

const NO_UUID = "00000000-0000-0000-0000-000000000000";

/** Outputs to look for again: docs/spec/chain-following.md#cursor-recovery */
export function rechecks(db: Db) {
  return {
    /**
     * After the cursor stepped back: outputs accepted above it wait until the replay finds them again. Only those whose
     * destination is still looked at: others cannot be found, and a refund that was paid must not ask for money again.
     */
    async requestRecheck(network: ChainNetwork, aboveDaa: bigint): Promise<void> {
      await sql`update disbursement_outputs o set recheck = true from disbursements d
        where o.network = ${network} and o.accepting_daa > ${aboveDaa} and o.status in ('accepted', 'confirmed')
          and d.store_id = o.store_id and d.id = o.disbursement_id and exists (select 1 from disbursement_watches w
            where w.script = d.script and w.disbursement_id = d.id)`.execute(db);
    },
    /** Outputs that the replay did not find. */
    async awaitingRecheck(network: ChainNetwork, limit: number): Promise<OwnedOutput[]> {
      const { rows } = await sql<OutputOwnerRow>`
        select o.store_id, o.disbursement_id, d.kind, d.payment_id, o.tx_id, o.output_index
        from disbursement_outputs o join disbursements d on d.store_id = o.store_id and d.id = o.disbursement_id
        where o.network = ${network} and o.recheck limit ${limit}`.execute(db);
      return rows.map(toOwnedOutput);
    },
    async clearRecheck(outputs: readonly { storeId: string; outpoint: Outpoint }[]): Promise<void> {
      if (outputs.length === 0) return;
      const stores = outputs.map(({ storeId }) => storeIds.toUuid(storeId));
      const ids = outputs.map(({ outpoint }) => outpoint.split(":")[0]);
      const indexes = outputs.map(({ outpoint }) => Number(outpoint.split(":")[1]));
      await sql`update disbursement_outputs o set recheck = false
        from unnest(${stores}::uuid[], ${ids}::text[], ${indexes}::int[]) as t(store_id, tx_id, output_index)
        where o.store_id = t.store_id and o.tx_id = t.tx_id and o.output_index = t.output_index
          and o.recheck`.execute(db);
    },
    /** Destinations of requests that can still be paid, one page after the given one. */
    async openWatches(
      network: ChainNetwork,
      after: DisbursementWatch | null,
      limit: number,
    ): Promise<WatchWithAddress[]> {
      const from = after === null ? NO_UUID : idsOf(after.kind).toUuid(after.id);
      const { rows } = await sql<
        WatchRow & { address: string }
      >`select w.script, w.store_id, w.disbursement_id,
          w.amount_sompi, false as closed, d.kind, d.payment_id, d.address
        from disbursement_watches w join disbursements d on d.store_id = w.store_id and d.id = w.disbursement_id
        where w.network = ${network} and w.forget_at is null
          and (w.script, w.disbursement_id) > (${after?.script ?? ""}, ${from}::uuid)
        order by w.script, w.disbursement_id limit ${limit}`.execute(db);
      return rows.map((row) => ({ ...toWatch(row), address: row.address }));
    },
  };
}

/** A sum may fall by this much to be the only open one at its address. */
const MOST_LOWERED = 1_000;

export function watches(db: Db) {
  return {
    /** The largest sum up to this one that no request of the store takes at the script; null = none near it. */
    async freeSum({ storeId, network, script }: SumPlace, sompi: bigint): Promise<bigint | null> {
      const { rows } = await sql<{
        sum: bigint;
      }>`select ${sompi}::int8 - n.lowered_by as sum
        from generate_series(0, ${MOST_LOWERED}) as n(lowered_by) where not exists (
          select 1 from disbursement_watches w where w.script = ${script} and w.network = ${network}
            and w.amount_sompi = ${sompi}::int8 - n.lowered_by and w.store_id = ${storeIds.toUuid(storeId)})
        order by n.lowered_by limit 1`.execute(db);
      return rows[0]?.sum ?? null;
    },
    /** One transaction at a time decides which sum is free to a store at a script. */
    async holdScript({ storeId, network, script }: SumPlace): Promise<void> {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`disbursement ${storeId} ${network} ${script}`}, 0))`.execute(
        db,
      );
    },
    /** Requests that look for outputs at these scripts, the newest first. */
    async watching(network: ChainNetwork, scripts: readonly string[]): Promise<DisbursementWatch[]> {
      const { rows } = await sql<WatchRow>`select w.script, w.store_id, w.disbursement_id, w.amount_sompi,
          w.forget_at is not null as closed, d.kind, d.payment_id
        from disbursement_watches w join disbursements d on d.store_id = w.store_id and d.id = w.disbursement_id
        where w.script = any(${[...scripts]}::text[]) and w.network = ${network}
        order by w.disbursement_id desc`.execute(db);
      return rows.map(toWatch);
    },
    /** Requests with a live output whose accepting block is one of these, and which outputs. */
    async acceptedBy(network: ChainNetwork, blockHashes: readonly string[]): Promise<OwnedOutput[]> {
      const { rows } = await sql<OutputOwnerRow>`
        select o.store_id, o.disbursement_id, d.kind, d.payment_id, o.tx_id, o.output_index
        from disbursement_outputs o join disbursements d on d.store_id = o.store_id and d.id = o.disbursement_id
        where o.network = ${network} and o.accepting_block_hash = any(${[...blockHashes]}::text[])`.execute(
        db,
      );
      return rows.map(toOwnedOutput);
    },
    /** Requests whose time or DAA score has come, at most `limit`. */
    async due(
      network: ChainNetwork,
      time: number,
      daa: bigint,
      limit: number,
    ): Promise<(DisbursementTarget & { paymentId: string | null })[]> {
      const { rows } = await sql<OwnerRow>`
        (select store_id, id as disbursement_id, kind, payment_id from disbursements
          where network = ${network} and due_at <= ${new Date(time)} order by due_at limit ${limit})
        union
        (select store_id, id as disbursement_id, kind, payment_id from disbursements
          where network = ${network} and due_daa <= ${daa} order by due_daa limit ${limit})
        limit ${limit}`.execute(db);
      return rows.map(toOwner);
    },
    /** Forgets destinations whose time is over: outputs there are no longer looked for. */
    async forgetClosed(now: number, limit: number): Promise<number> {
      const { rows } = await sql`with old as (select script, disbursement_id from disbursement_watches
          where forget_at < ${new Date(now)} order by script, disbursement_id limit ${limit})
        delete from disbursement_watches w using old
        where w.script = old.script and w.disbursement_id = old.disbursement_id returning 1`.execute(db);
      return rows.length;
    },
  };
}

/** Where a sum means one request. */
export interface SumPlace {
  storeId: string;
  network: ChainNetwork;
  script: string;
}

interface OwnerRow {
  store_id: string;
  disbursement_id: string;
  kind: DisbursementKind;
  payment_id: string | null;
}

interface OutputOwnerRow extends OwnerRow {
  tx_id: string;
  output_index: number;
}

/** An output and the request that has it. */
export type OwnedOutput = DisbursementTarget & { paymentId: string | null; outpoint: Outpoint };

const toOwnedOutput = (row: OutputOwnerRow): OwnedOutput => ({
  ...toOwner(row),
  outpoint: `${row.tx_id}:${row.output_index}`,
});

interface WatchRow extends OwnerRow {
  script: string;
  amount_sompi: bigint;
  closed: boolean;
}

const toOwner = (row: OwnerRow) => ({
  storeId: storeIds.toWire(row.store_id),
  kind: row.kind,
  id: idsOf(row.kind).toWire(row.disbursement_id),
  paymentId: paymentIds.toWireOrNull(row.payment_id),
});

const toWatch = (row: WatchRow): DisbursementWatch => ({
  ...toOwner(row),
  script: row.script,
  amountSompi: row.amount_sompi,
  closed: row.closed,
});

/**
 * How long a sum stays taken at its address once no output can pay the request any more. Longer than nodes keep their
 * history: until then a replay may have to find the output again.
 */
const KEPT_AFTER = { confirmed: "2 days", ended: "30 days" } as const;

/** Also after its end outputs are looked for, and shown, until the watch is forgotten. */
export async function updateWatch(db: Db, { stored }: DisbursementChange): Promise<void> {
  const { disbursement, script } = stored;
  if (script === null) return;
  const { end, status } = disbursement;
  const kept = end !== null ? KEPT_AFTER.ended : status === "confirmed" ? KEPT_AFTER.confirmed : null;
  await sql`update disbursement_watches set forget_at =
      case when ${kept}::text is null then null else coalesce(forget_at, now() + ${kept}::interval) end
    where script = ${script} and disbursement_id = ${idsOf(disbursement.kind).toUuid(disbursement.id)}`.execute(
    db,
  );
}

export async function openWatch(
  db: Db,
  { disbursement, storeId, network, script }: StoredDisbursement,
): Promise<void> {
  if (script === null) return;
  const id = idsOf(disbursement.kind).toUuid(disbursement.id);
  await sql`insert into disbursement_watches (script, network, disbursement_id, store_id, amount_sompi)
    values (${script}, ${network}, ${id}, ${storeIds.toUuid(storeId)}, ${disbursement.amountSompi})`.execute(
    db,
  );
}
