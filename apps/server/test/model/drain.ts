// The end of a run: no more faults, every payment is brought to its end, and the invariants of
// docs/spec/reliability.md#invariants are checked.
import { verify } from "@kaspa-pay/webhooks";
import { eventViolations } from "../chaos/invariants/event-order.ts";
import {
  OUT_EVENTS,
  OUT_EVENTS_ORDER,
  type OutEventRow,
  toldViolations,
} from "../chaos/invariants/money-out.ts";
import type { EventRow, PaymentRow, TransferRow } from "../chaos/ledger.ts";
import { depositEvents } from "./deposits.ts";
import { isFor, type Model } from "./model.ts";
import { compare, deliverDue, followChain, type StoreRun } from "./store-run.ts";

const LONG_MS = 25 * 60_000;

export async function drain(model: Model, run: StoreRun): Promise<void> {
  const { tested } = run;
  for (const txId of run.held.splice(0)) tested.gateway.chain.release({ txId });
  tested.gateway.chain.mine(2);
  await followChain(model, run);
  await tested.advance(LONG_MS);
  await followChain(model, run);
  await deliverDue(run);
  await compare(model, run);
  const faults = [
    ...unfinished(model),
    ...balance(model, run),
    ...(await webhooks(run)),
    ...(await events(run)),
    ...(await told(run)),
    ...(await depositEvents(tested, run.store)),
    ...(await audited(run)),
  ];
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

function unfinished(model: Model): string[] {
  return model.payments
    .filter(({ status }) => ["pending", "underpaid", "confirming"].includes(status))
    .map((payment) => `Liveness: ${payment.key} is still ${payment.status}`);
}

/** I3 and I10: received less swept is what is there, at addresses that no two payments share. */
function balance(model: Model, { tested }: StoreRun): string[] {
  const addresses = model.payments.map(({ address, price }) =>
    model.oneAddress ? `${address} ${price}` : address,
  );
  const shared = new Set(addresses).size === addresses.length ? [] : ["I10 two payments share an address"];
  return [
    ...shared,
    ...model.payments.flatMap((payment) => {
      const { key, address, coins } = payment;
      const outputs = tested.gateway.chain
        .truth(address)
        .outputs.filter((output) => isFor(model, payment, output.sompi));
      const arrived = [...coins.values()].filter((coin) => coin.acceptedIn !== null).length;
      const swept = outputs.filter((output) => output.spent !== null).length;
      const unspent = outputs.filter((output) => output.spent === null).length;
      return arrived - swept === unspent ? [] : [`I3 ${key}: ${arrived} - ${swept} is not ${unspent}`];
    }),
  ];
}

/** I5 and I8 over the events as they were written. */
async function events({ tested, store }: StoreRun): Promise<string[]> {
  const read = async <Row extends object>(sql: string): Promise<Row[]> =>
    tested.gateway.sql<Row>(sql, [store.uuid]);
  const ledger = {
    payments: await read<PaymentRow>(
      'select id, order_id as key, address, status, sequence, 0 as threshold, 0 as "expiresAt" from payments where store_id = $1',
    ),
    transfers: await read<TransferRow>(
      "select tx_id || ':' || output_index as outpoint, status, sompi::text, payment_id is not null as matched from transfers where store_id = $1 and sompi >= 10000000",
    ),
    events: await read<EventRow>(
      "select id, payment_id as payment, sequence, type, body from events where store_id = $1 and payment_id is not null order by payment_id, sequence",
    ),
    deliveries: [],
    audits: [],
  };
  return eventViolations(ledger);
}

/** I16: the events of each refund and payout tell its steps. */
async function told({ tested, store }: StoreRun): Promise<string[]> {
  const rows = await tested.gateway.sql<{ id: string; status: string; sequence: number }>(
    `select (case kind when 'refund' then 'rfd_' else 'pyo_' end) || replace(id::text, '-', '') as id, status,
      sequence from disbursements where store_id = $1`,
    [store.uuid],
  );
  const sent = `${OUT_EVENTS} and store_id = $1 ${OUT_EVENTS_ORDER}`;
  const written = await tested.gateway.sql<OutEventRow>(sent, [store.uuid]);
  return rows.flatMap((row) => toldViolations(row, written));
}

/** I11: each action that succeeded has its audit row, and no other has one. */
async function audited({ tested, store, actions, sendings }: StoreRun): Promise<string[]> {
  const [row] = await tested.gateway.sql<{ payments: number; sent: number }>(
    `select count(*) filter (where action like 'payment.%')::int as payments,
      count(*) filter (where action like 'refund.%' or action like 'payout.%')::int as sent
      from audit_log where store_id = $1`,
    [store.uuid],
  );
  return [
    ...(row?.payments === actions ? [] : [`I11 ${row?.payments} audit rows for ${actions} actions`]),
    ...(row?.sent === sendings ? [] : [`I11 ${row?.sent} audit rows for ${sendings} refunds and payouts`]),
  ];
}

/** I6 and I7: each event reached the merchant, always with the same bytes under its id, signed for both verifiers. */
async function webhooks({ tested, store }: StoreRun): Promise<string[]> {
  if (store.secret === null) return [];
  const faults: string[] = [];
  const texts = new Map<string, string>();
  const mine = tested.receiver.received.filter((webhook) => webhook.body.includes(store.id));
  for (const { headers, body } of mine) {
    const id = String(headers["webhook-id"]);
    if ((texts.get(id) ?? body) !== body) faults.push(`I7 ${id} came with another text`);
    texts.set(id, body);
    const now = Number(headers["webhook-timestamp"]) * 1_000;
    await verify({ secret: store.secret, headers, body, now }).catch((error) =>
      faults.push(`I7 ${id}: ${error}`),
    );
  }
  tested.receiver.received.length = 0;
  const rows = await tested.gateway.sql<{ id: string; state: string | null }>(
    `select 'evt_' || replace(e.id::text, '-', '') as id, d.state from events e
      left join deliveries d on d.event_id = e.id where e.store_id = $1`,
    [store.uuid],
  );
  for (const { id, state } of rows) {
    if (state !== "delivered") faults.push(`I6 ${id} is ${state ?? "for nobody"}`);
    else if (!texts.has(id)) faults.push(`I6 ${id} is called delivered and never came`);
  }
  if (new Set(rows.map((row) => row.id)).size !== rows.length) faults.push("I6 an event has two deliveries");
  if (texts.size > rows.length) faults.push("I7 more ids than events");
  return faults;
}
