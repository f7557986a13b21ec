// What must hold after parallel actors, in any order.
import type { SimControls } from "@kaspa-pay/kaspa-sim";
import { uuidOf } from "../../src/database/wire-ids.ts";
import { eventViolations } from "../chaos/invariants/event-order.ts";
import type { EventRow, PaymentRow, TransferRow } from "../chaos/ledger.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { WebhookReceiver } from "../support/webhook-receiver.ts";

export interface Race {
  readonly storeId: string;
  readonly made: readonly { readonly name: string; readonly id: string; readonly address: string }[];
  /** Actions that succeeded, and creates with the id that was answered. */
  readonly acknowledged: string[];
  asked: number;
}

interface Row extends PaymentRow {
  readonly wire: string;
}

export async function raceViolations(
  race: Race,
  { sql, chain }: TestGateway,
  receiver: WebhookReceiver,
): Promise<string[]> {
  const read = <R extends object>(text: string): Promise<R[]> => sql<R>(text, [uuidOf("sto", race.storeId)]);
  const ledger = {
    payments: await read<Row>(
      `select id, 'pay_' || replace(id::text, '-', '') as wire, order_id as key, address, status, sequence,
        0 as threshold, 0 as "expiresAt" from payments where store_id = $1`,
    ),
    transfers: await read<TransferRow>(
      `select tx_id || ':' || output_index as outpoint, address, status, sompi::text, accepting_block_hash as block,
        accepting_daa::text as daa, payment_id is not null as matched from transfers where store_id = $1`,
    ),
    events: await read<EventRow>(
      `select id, payment_id as payment, sequence, type, body from events
        where store_id = $1 and payment_id is not null order by payment_id, sequence`,
    ),
    deliveries: [],
    audits: [],
  };
  const [audit] = await read<{ count: number }>(
    "select count(*)::int as count from audit_log where store_id = $1 and action ~ '^payment.(cancel|mark)'",
  );
  return [
    ...onePaymentPerKey(race, ledger.payments),
    ...likeTheChain(ledger.payments, ledger.transfers, chain),
    ...eventViolations(ledger),
    ...ends(race, ledger.payments),
    ...audited(race, audit?.count ?? 0),
    ...sentOnce(race, receiver),
  ];
}

function onePaymentPerKey({ acknowledged }: Race, payments: readonly Row[]): string[] {
  const addresses = new Set(payments.map((row) => row.address));
  const keys = new Map(payments.map((row) => [row.key, row.wire]));
  const answers = acknowledged.flatMap((text) => (text.startsWith("create ") ? [text.split(" ")] : []));
  return [
    ...(keys.size === payments.length ? [] : ["I1 two payments for one key"]),
    ...(addresses.size === payments.length ? [] : ["I10 two payments share an address"]),
    ...answers
      .filter(([, key, id]) => keys.get(key ?? "") !== id)
      .map(([, key, id]) => `I1 ${key} was answered as ${id}, stored is ${keys.get(key ?? "")}`),
  ];
}

function likeTheChain(
  payments: readonly Row[],
  transfers: readonly TransferRow[],
  chain: SimControls,
): string[] {
  return payments.flatMap(({ key, address }) => {
    const onChain = chain
      .truth(address)
      .outputs.map((output) => `${output.txId}:${output.index} ${output.sompi} ${output.accepted.blockHash}`);
    const own = transfers.filter((row) => row.address === address);
    const live = own.filter((row) => row.status === "accepted" || row.status === "confirmed");
    const stored = new Set(live.map((row) => `${row.outpoint} ${row.sompi} ${row.block}`));
    return [
      ...(own.length === onChain.length
        ? []
        : [`I2 ${key}: ${own.length} rows for ${onChain.length} outputs`]),
      ...onChain.filter((line) => !stored.has(line)).map((line) => `I2 I12 ${key} not stored: ${line}`),
    ];
  });
}

/** I9: money that came in time counts, however late it was read, unless somebody put a mark on its payment. */
function ends({ acknowledged }: Race, payments: readonly Row[]): string[] {
  const taken = new Set(acknowledged);
  const allowed: Record<string, readonly string[]> = {
    paid: taken.has("cancel") ? ["canceled"] : ["confirmed"],
    half: [
      ...(taken.has("mark paid") ? ["confirmed"] : []),
      ...(taken.has("mark invalid") ? ["invalid"] : []),
      ...(taken.has("mark paid") || taken.has("mark invalid") ? [] : ["expired"]),
    ],
    overdue: ["confirmed"],
  };
  return payments
    .filter((row) => !(allowed[row.key] ?? ["pending", "expired"]).includes(row.status))
    .map((row) => `I8 I9 ${row.key} is ${row.status}, not ${allowed[row.key]?.join(" or ")}`);
}

function audited({ acknowledged }: Race, rows: number): string[] {
  const actions = acknowledged.filter((text) => !text.startsWith("create ")).length;
  return rows === actions ? [] : [`I11 ${rows} audit rows for ${actions} actions`];
}

/** Nobody failed and nobody's lease ran out, so there was no reason to send anything twice. */
function sentOnce({ storeId }: Race, receiver: WebhookReceiver): string[] {
  const ids = receiver.received
    .filter((webhook) => webhook.body.includes(storeId))
    .map((webhook) => webhook.headers["webhook-id"] ?? "");
  return new Set(ids).size === ids.length ? [] : [`I7 ${ids.length} sent for ${new Set(ids).size} events`];
}
