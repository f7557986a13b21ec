// What the server stored, read directly: each read is one statement, so one snapshot.
import pg from "pg";
import { OUT_LEDGER, type OutLedger } from "./out-ledger.ts";

/** Where a server keeps its tables. */
export interface HasDatabase {
  databaseUrl(): string;
}

export async function query<Row extends object>(
  server: HasDatabase,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.databaseUrl(), connectionTimeoutMillis: 3_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export interface TransferRow {
  readonly outpoint: string;
  readonly address: string;
  readonly status: string;
  readonly sompi: string;
  readonly block: string | null;
  readonly daa: string | null;
  readonly matched: boolean;
  readonly source: string;
}

export interface PaymentRow {
  readonly id: string;
  readonly key: string;
  readonly address: string;
  readonly status: string;
  readonly sequence: number;
  readonly threshold: string;
  readonly expiresAt: number;
  /** A decision of staff that still holds. */
  readonly mark: string | null;
  readonly addressIndex: number | null;
}

export interface EventRow {
  readonly id: string;
  /** Null for an event of a payout, which has no sequence either. */
  readonly payment: string | null;
  readonly sequence: number | null;
  readonly type: string;
  readonly body: string;
}

export interface DepositRow {
  readonly id: string;
  readonly outpoint: string;
  readonly status: string;
  readonly sompi: string;
  readonly sequence: number;
  readonly vanished: boolean;
}

/** An event that is about no payment. */
export type UnpaidEvent = Pick<EventRow, "id" | "type" | "body">;

export interface DeliveryRow {
  readonly event: string;
  readonly url: string;
  readonly state: string;
  readonly attempts: number;
  readonly error: string | null;
}

/** How often one action was noted. */
export interface AuditCount {
  readonly action: string;
  readonly target: string;
  readonly times: number;
}

export interface Ledger {
  readonly payments: readonly PaymentRow[];
  readonly transfers: readonly TransferRow[];
  readonly events: readonly EventRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly audits: readonly AuditCount[];
  readonly deposits: readonly DepositRow[];
  readonly depositEvents: readonly UnpaidEvent[];
  /** Addresses of deposit accounts. */
  readonly accounts: readonly string[];
}

/** Every output that is stored: those of payments, those of nobody, and deposits. */
const TRANSFERS = `select tx_id || ':' || output_index as outpoint, address, status, sompi::text,
    accepting_block_hash as block, accepting_daa::text as daa, payment_id is not null as matched, source from transfers
  union all select tx_id || ':' || output_index, address,
    case when status in ('reverted', 'confirmed') then status else 'accepted' end, sompi::text, accepting_block_hash,
    accepting_daa::text, true, case when accepting_block_hash is null then 'snapshot' else 'chain' end from deposits`;

export async function readLedger(server: HasDatabase): Promise<Ledger> {
  return {
    payments: await query<PaymentRow>(
      server,
      `select id, order_id as key, address, status, sequence, threshold_sompi::text as threshold,
        (extract(epoch from expires_at) * 1000)::float8 as "expiresAt", mark->>'kind' as mark,
        address_index as "addressIndex" from payments`,
    ),
    transfers: await query<TransferRow>(server, TRANSFERS),
    events: await query<EventRow>(
      server,
      "select id, payment_id as payment, sequence, type, body from events where type not like 'deposit.%' order by payment_id, sequence",
    ),
    deliveries: await query<DeliveryRow>(
      server,
      "select event_id as event, url, deliveries.state, attempts, last_error as error from deliveries join endpoints on endpoints.id = endpoint_id",
    ),
    audits: await query<AuditCount>(
      server,
      "select action, target, count(*)::int as times from audit_log where target is not null group by 1, 2",
    ),
    ...(await readDeposits(server)),
  };
}

async function readDeposits(
  server: HasDatabase,
): Promise<Pick<Ledger, "deposits" | "depositEvents" | "accounts">> {
  const accounts = await query<{ address: string }>(server, "select address from deposit_accounts");
  return {
    deposits: await query<DepositRow>(
      server,
      "select id, tx_id || ':' || output_index as outpoint, status, sompi::text, sequence, vanished from deposits",
    ),
    depositEvents: await query<UnpaidEvent>(
      server,
      "select id, type, body from events where type like 'deposit.%' order by id",
    ),
    accounts: accounts.map(({ address }) => address),
  };
}

/** Cursor, transfers and the sum of the next address indexes, of one moment. */
export interface Snapshot {
  readonly cursor: string;
  readonly transfers: readonly TransferRow[];
  /** Addresses of payments and deposit accounts. */
  readonly addresses: readonly string[];
  /** Sum over all wallets of the next index. */
  readonly nextIndexSum: number;
  readonly out: OutLedger;
}

export async function readSnapshot(server: HasDatabase): Promise<Snapshot | null> {
  const [row] = await query<Snapshot>(
    server,
    `select hash as cursor, coalesce((select json_agg(t) from (${TRANSFERS}) t), '[]') as transfers,
      (select coalesce(json_agg(a.address), '[]') from (select address from payments
        union select address from deposit_accounts) a) as addresses,
      (select coalesce(sum(next_index), 0)::int from address_counters) as "nextIndexSum",
      (select json_build_object('requests', o.requests, 'refunded', o.refunded) from (${OUT_LEDGER}) o) as out
      from cursors where network = 'simnet'`,
  );
  return row ?? null;
}

export interface Waiting {
  /** Payments that have not come to an end. */
  readonly open: number;
  readonly undelivered: number;
  /** Outputs of payments and refunds that are on the chain and not yet deep enough: their last event is to come. */
  readonly shallow: number;
}

export async function readWaiting(server: HasDatabase): Promise<Waiting> {
  const [row] = await query<Waiting>(
    server,
    `select (select count(*)::int from payments where status in ('pending', 'underpaid', 'confirming')) as open,
      (select count(*)::int from deliveries where state = 'pending') as undelivered,
      (select count(*)::int from transfers where status = 'accepted' and payment_id is not null)
        + (select count(*)::int from disbursement_outputs where status = 'accepted')
        + (select count(*)::int from deposits where status = 'confirming' and not vanished) as shallow`,
  );
  return row ?? { open: 0, undelivered: 0, shallow: 0 };
}

/** The schedule of retries, scaled down; what a dead process had claimed is free again. */
export async function hurryDeliveries(server: HasDatabase, living: readonly number[]): Promise<void> {
  await query(
    server,
    `update deliveries set next_attempt_at = now()
      where state = 'pending' and locked_until is null and next_attempt_at > now()`,
  );
  await query(
    server,
    `update deliveries set locked_until = now() - interval '1 ms'
      where locked_until > now() and locked_by not like all($1)`,
    [holders(living)],
  );
}

/** A lease that no living process holds has run out: the harness does not wait for its 10 s. */
export async function freeDeadLeases(server: HasDatabase, living: readonly number[]): Promise<void> {
  await query(
    server,
    "update leases set expires_at = now() - interval '1 ms' where expires_at > now() and holder not like all($1)",
    [holders(living)],
  );
}

/** Leases and claims name their holder by process id. */
const holders = (pids: readonly number[]): string[] => pids.map((pid) => `%:${pid}:%`);
