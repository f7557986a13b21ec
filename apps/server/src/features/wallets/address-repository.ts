import { OPEN_STATUSES, type WalletMode } from "@kaspa-pay/core";
import { sql } from "kysely";
import { millis, millisOrNull } from "../../database/json-columns.ts";
import { retrying } from "../../database/transaction.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { paymentIds, storeIds } from "../../database/wire-ids.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type {
  AddressLine,
  AddressState,
  IndexedAddress,
  KeyIndexes,
  KeyRef,
  WideGap,
} from "./address-records.ts";

export function addressRepository(db: Db) {
  return {
    ...indexes(db),
    ...sums(db),
    ...upkeep(db) /** A store's addresses of one wallet in the order of their index, after the given one. */,
    list: (storeId: string, key: KeyRef, afterIndex: number, limit: number): Promise<AddressLine[]> =>
      listLines(db, storeId, key, afterIndex, limit),
  };
}

function indexes(db: Db) {
  return {
    /** Takes `count` indexes off the key's counter, none below `floor`; the first of them. The counter never falls. */
    async takeIndexes({ network, keyHash }: KeyRef, count: number, floor: number): Promise<number> {
      const { rows } = await sql<{ first: number }>`
        with used as (select greatest(${floor}::int, coalesce(max(address_index) + 1, 0)) as floor from addresses
          where network = ${network} and key_hash = ${keyHash})
        insert into address_counters as c (network, key_hash, next_index)
          select ${network}, ${keyHash}, floor + ${count}::int from used
        on conflict (network, key_hash) do update
          set next_index = greatest(c.next_index + ${count}::int, excluded.next_index)
        returning next_index - ${count}::int as first`.execute(db);
      return rows[0]?.first ?? floor;
    },
    async indexes({ network, keyHash }: KeyRef): Promise<KeyIndexes> {
      const { rows } = await sql<{ given: number | null; next: number | null; paid: number | null }>`
        select g.given, c.next_index as next, c.highest_paid as paid from
          (select max(address_index) as given from addresses where network = ${network} and key_hash = ${keyHash}) g
          left join address_counters c on c.network = ${network} and c.key_hash = ${keyHash}`.execute(db);
      const { given, next, paid } = rows[0] ?? {};
      return { highestGiven: given ?? -1, nextIndex: next ?? 0, highestPaid: paid ?? -1 };
    },
    /** Addresses of the store that may be given again, the longest free one first. */
    async free(
      { network, keyHash, storeId }: KeyRef & { storeId: string },
      limit: number,
    ): Promise<IndexedAddress[]> {
      const { rows } = await sql<IndexedAddress>`
        select a.address_index as index, a.address, a.script from addresses a
        where a.network = ${network} and a.key_hash = ${keyHash} and a.store_id = ${storeIds.toUuid(storeId)}
          and a.free_since is not null and not exists (select 1 from address_assignments s
            where s.network = a.network and s.script = a.script and s.state = 'held' and s.mode = 'xpub')
        order by a.free_since, a.address_index limit ${limit}`.execute(db);
      return rows;
    },
  };
}

function sums(db: Db) {
  const isHeld = (network: ChainNetwork, script: string) => sql`exists (select 1 from address_assignments s
    where s.network = ${network} and s.script = ${script} and s.amount_sompi = n.sompi and s.state = 'held'
      and s.mode = 'address')`;
  return {
    /** The first of these sums that no payment holds on the script; null = all are held. */
    async firstUnheld(
      network: ChainNetwork,
      script: string,
      amounts: readonly bigint[],
    ): Promise<bigint | null> {
      const { rows } = await sql<{ sompi: bigint }>`
        select n.sompi from unnest(${amounts.map(String)}::int8[]) with ordinality as n(sompi, place)
        where not ${isHeld(network, script)} order by n.place limit 1`.execute(db);
      return rows[0]?.sompi ?? null;
    },
    /** Addresses that ever received money, and single addresses, which several stores may have. */
    async receiving(storeId: string, limit: number): Promise<string[]> {
      const store = storeIds.toUuid(storeId);
      const { rows } = await sql<{ address: string }>`
        select address from addresses where store_id = ${store} and first_paid_at is not null
        union select address from wallets where store_id = ${store} and address is not null
        limit ${limit}`.execute(db);
      return rows.map((row) => row.address);
    },
    /** Some sum from `from` to `to` that no payment holds on the script; null = all are held. Reads the whole range. */
    async anyUnheld(network: ChainNetwork, script: string, from: bigint, to: bigint): Promise<bigint | null> {
      const { rows } = await sql<{ sompi: bigint }>`
        select n.sompi from generate_series(${from}::int8, ${to}::int8) as n(sompi)
        where not ${isHeld(network, script)} order by random() limit 1`.execute(db);
      return rows[0]?.sompi ?? null;
    },
    /** How a script is known to the server; null = never given out. */
    async modeOf(network: ChainNetwork, script: string): Promise<WalletMode | null> {
      const row = await db
        .selectFrom("addresses")
        .select("mode")
        .where("network", "=", network)
        .where("script", "=", script)
        .executeTakeFirst();
      return row?.mode ?? null;
    },
    /** Whether the store gave out one of the scripts, or one of its account keys did in another store. */
    async hasOwnScript(
      { id, network, keys }: { id: string; network: ChainNetwork; keys: readonly string[] },
      scripts: readonly string[],
    ): Promise<boolean> {
      const { rows } = await sql`select 1 from addresses where script = any(${[...scripts]}::text[])
        and network = ${network} and (store_id = ${storeIds.toUuid(id)} or key_hash = any(${[...keys]}::text[]))
        limit 1`.execute(db);
      return rows.length > 0;
    },
    /** Outputs to this single address are matched from now on, without end; a script that is known stays as it is. */
    async watch({
      network,
      script,
      address,
      storeId,
      keyHash,
      createdAt,
    }: KeyRef & { script: string; address: string; storeId: string; createdAt: number }): Promise<void> {
      await db
        .insertInto("addresses")
        .values({
          ...{ network, script, address, store_id: storeIds.toUuid(storeId), key_hash: keyHash },
          ...{ mode: "address" as const, branch: null, address_index: null },
          ...{
            first_paid_at: null,
            created_at: new Date(createdAt),
            free_since: null,
            deposit_account_id: null,
          },
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}

function upkeep(db: Db) {
  return {
    /**
     * Releases addresses and sums of payments that ended before the given time, by the chain's clock too; at most
     * `limit`. An address that nobody ever paid becomes free.
     */
    async releaseEnded(before: number, quarantineMs: number, limit: number): Promise<number> {
      const release = () =>
        sql`
        with over as (
          select a.script, a.id from address_assignments a
            join payments p on p.store_id = a.store_id and p.id = a.payment_id
            join cursors c on c.network = a.network
          where a.state = 'held' and p.ended_at < ${new Date(before)} and p.status <> 'confirming'
            and p.ended_at < c.chain_time - make_interval(secs => ${quarantineMs / 1_000})
          order by a.script, a.id limit ${limit}
        ), released as (
          update address_assignments a set state = 'released', released_at = now(),
            released_daa = (select c.daa from cursors c where c.network = a.network)
          from over where a.script = over.script and a.id = over.id and a.state = 'held'
          returning a.network, a.script, a.mode, a.store_id, a.payment_id
        ), freed as (
          update addresses a set free_since = p.ended_at from released r
            join payments p on p.store_id = r.store_id and p.id = r.payment_id
          where a.network = r.network and a.script = r.script and r.mode = 'xpub' and a.first_paid_at is null
            and p.status in ('expired', 'canceled')
            and not exists (select 1 from transfers t where t.network = a.network and t.script = a.script)
        ) select 1 from released`.execute(db);
      const { rows } = await retrying(release);
      return rows.length;
    },
    /** Keys whose gap reached the limit without an alert yet; they count as alerted now. Smaller gaps are reset. */
    async claimWideGaps(limit: number, now: number): Promise<WideGap[]> {
      await sql`update address_counters set gap_alerted_at = null
        where gap_alerted_at is not null and next_index - 1 - highest_paid < ${limit}`.execute(db);
      const { rows } = await sql<{ network: ChainNetwork; key_hash: string; gap: number; stores: string[] }>`
        update address_counters c set gap_alerted_at = ${new Date(now)}
        where c.gap_alerted_at is null and c.next_index - 1 - c.highest_paid >= ${limit}
        returning c.network, c.key_hash, c.next_index - 1 - c.highest_paid as gap,
          array(select w.store_id from wallets w where w.key_hash = c.key_hash and w.network = c.network
            and w.retired_at is null)::text[] as stores`.execute(db);
      return rows.map((row) => ({
        network: row.network,
        keyHash: row.key_hash,
        gap: row.gap,
        storeIds: row.stores.map(storeIds.toWire),
      }));
    },
  };
}

interface LineRow {
  address_index: number | null;
  address: string;
  first_paid_at: Date | null;
  free_since: Date | null;
  created_at: Date;
  deposit_account_id: string | null;
  payments: number;
  last_payment: string | null;
  last_status: string | null;
  last_given_at: Date | null;
  held: boolean | null;
  received: bigint | null;
  transfers: number;
}

async function listLines(
  db: Db,
  storeId: string,
  { network, keyHash }: KeyRef,
  afterIndex: number,
  limit: number,
): Promise<AddressLine[]> {
  const { rows } = await sql<LineRow>`
    select a.address_index, a.address, a.first_paid_at, a.free_since, a.created_at, a.deposit_account_id,
      s.payments, s.last_payment, p.status as last_status, s.last_given_at, s.held, t.received, t.transfers
    from addresses a
      left join lateral (select count(distinct payment_id)::int as payments, max(assigned_at) as last_given_at,
        (array_agg(payment_id order by assigned_at desc))[1] as last_payment, bool_or(state = 'held') as held
        from address_assignments where network = a.network and script = a.script and store_id = a.store_id) s on true
      left join payments p on p.store_id = a.store_id and p.id = s.last_payment
      left join lateral (select sum(sompi)::int8 as received, count(*)::int as transfers from (
        select sompi from transfers
          where network = a.network and script = a.script and status in ('accepted', 'confirmed')
        union all select sompi from deposits
          where store_id = a.store_id and account_id = a.deposit_account_id and status <> 'reverted') o) t on true
    where a.network = ${network} and a.key_hash = ${keyHash} and a.store_id = ${storeIds.toUuid(storeId)}
      and coalesce(a.address_index, 0) > ${afterIndex}
    order by a.address_index limit ${limit}`.execute(db);
  return rows.map((row) => ({
    index: row.address_index,
    address: row.address,
    state: stateOf(row),
    receivedSompi: row.received ?? 0n,
    transfers: row.transfers,
    payments: row.payments,
    lastPaymentId: paymentIds.toWireOrNull(row.last_payment),
    lastStatus: row.last_status,
    firstGivenAt: millis(row.created_at),
    lastGivenAt: millisOrNull(row.last_given_at),
    firstPaidAt: millisOrNull(row.first_paid_at),
  }));
}

function stateOf(row: LineRow): AddressState {
  if (row.held === true && OPEN_STATUSES.has(row.last_status ?? "")) return "open";
  if (row.first_paid_at !== null || (row.received ?? 0n) > 0n) return "paid";
  if (row.held === true) return "quarantine";
  if (row.deposit_account_id !== null) return "deposit";
  return row.free_since === null ? "unused" : "free";
}
