// After each command: the rows of the gateway against the model.

import type { Expected, Status } from "./expected.ts";
import { credited, isLive, type Model, received } from "./model.ts";
import type { ModelGateway, ModelStore } from "./model-gateway.ts";

interface PaymentRow {
  readonly id: string;
  readonly status: Status;
  readonly expected: string;
  readonly received: string;
  readonly credited: string;
  readonly confirmed: string;
  readonly attention: string[];
}

interface TransferRow {
  readonly payment: string | null;
  readonly outpoint: string;
  readonly live: boolean;
  readonly line: string;
}

export interface Stored {
  readonly payments: ReadonlyMap<string, PaymentRow>;
  readonly transfers: readonly TransferRow[];
}

/** The rows of one store. */
export async function readStored(tested: ModelGateway, store: ModelStore): Promise<Stored> {
  const [payments, transfers] = await Promise.all([
    tested.gateway.sql<PaymentRow>(
      `select 'pay_' || replace(id::text, '-', '') as id, status, expected_sompi::text as expected,
        received_sompi::text as received, credited_sompi::text as credited, confirmed_sompi::text as confirmed,
        open_attention as attention from payments where store_id = $1`,
      [store.uuid],
    ),
    tested.gateway.sql<TransferRow>(
      `select 'pay_' || replace(payment_id::text, '-', '') as payment, tx_id || ':' || output_index as outpoint,
        status in ('accepted', 'confirmed') as live,
        concat_ws(' ', tx_id || ':' || output_index, sompi, accepting_block_hash, accepting_daa) as line
        from transfers where store_id = $1`,
      [store.uuid],
    ),
  ]);
  return { payments: new Map(payments.map((row) => [row.id, row])), transfers };
}

/** The differences, each named by the invariant that it breaks. */
export function differences(model: Model, stored: Stored): string[] {
  const foreign = [...stored.payments.keys()].filter(
    (id) => !model.payments.some((payment) => payment.id === id),
  );
  const unmatched = stored.transfers.filter((row) => row.payment === null && row.live).map((row) => row.line);
  return [
    ...foreign.map((id) => `I1 ${id} was made by no order`),
    ...unmatched.filter((line) => !model.unmatched.has(line)).map((line) => `I2 nobody's: ${line}`),
    ...[...model.unmatched]
      .filter((line) => !unmatched.includes(line))
      .map((line) => `I2 not put aside: ${line}`),
    ...model.payments.flatMap((payment) => paymentDifferences(model, payment, stored)),
  ];
}

function paymentDifferences(model: Model, payment: Expected, stored: Stored): string[] {
  const row = stored.payments.get(payment.id);
  if (row === undefined) return [`I1 ${payment.key} was acknowledged and is gone`];
  const coins = [...payment.coins.values()].filter(isLive);
  const held = new Set(
    coins.map((coin) => `${coin.outpoint} ${coin.sompi} ${coin.acceptedIn?.block} ${coin.acceptedIn?.daa}`),
  );
  const rows = stored.transfers.filter((transfer) => transfer.payment === payment.id);
  const live = new Set(rows.filter((row) => row.live).map((row) => row.line));
  const known = new Set(rows.map((row) => row.outpoint));
  const counted = credited(model, payment);
  const sums = [
    ["I2 I3 received", row.received, received(payment)],
    ["I8 credited", row.credited, total(counted.map((coin) => coin.sompi))],
    ["I8 confirmed", row.confirmed, total(counted.filter((coin) => coin.deep).map((coin) => coin.sompi))],
  ] as const;
  return [
    ...[...held].filter((line) => !live.has(line)).map((line) => `I2 I12 not stored: ${line}`),
    ...[...live]
      .filter((line) => !held.has(line))
      .map((line) => `I2 I12 not on the chain that was read: ${line}`),
    ...[...payment.coins.values()]
      .filter((coin) => coin.paidAt !== null && !known.has(coin.outpoint))
      .map((coin) => `I2 a row is gone: ${coin.outpoint}`),
    ...(known.size === rows.length ? [] : [`I2 ${rows.length} rows ever for ${known.size} outputs`]),
    ...sums
      .filter(([, is, wanted]) => is !== `${wanted}`)
      .map(([name, is, wanted]) => `${name}: ${is}, not ${wanted}`),
    ...(row.status === payment.status ? [] : [`${statusFault(row)}: ${row.status}, not ${payment.status}`]),
  ].map((text) => `${payment.key}: ${text}`);
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n);
}

function statusFault(row: PaymentRow): string {
  if (row.status === "confirmed") return "I4 confirmed too early";
  if (row.status === "expired") return "I9 expired before the chain that was read says so";
  return "I8 Liveness status";
}
