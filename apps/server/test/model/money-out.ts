// Refunds and payouts as the simulated chain and people's actions require them. A second, smaller statement of
// docs/spec/disbursements.md: it knows sums, outputs and actions, and nothing of rows, versions or events.
import type { TrueOutput } from "@kaspa-pay/kaspa-sim";
import { liveArrivals, outpointOf, readArrivals } from "./arrivals.ts";
import type { Expected, Request } from "./expected.ts";
import type { ModelGateway, ModelStore } from "./model-gateway.ts";

export function statusOf({ canceled, paidBy, arrivals, approved, address }: Request): string {
  if (canceled) return "canceled";
  if (paidBy !== null) return arrivals.get(paidBy)?.deep === true ? "confirmed" : "broadcast";
  if (!approved) return "awaiting_approval";
  return address === null ? "awaiting_destination" : "awaiting_signature";
}

/** What refunds of a payment take that are open or done, and what of it is done. */
export function refundsOf(requests: readonly Request[], payment: Expected) {
  const own = requests.filter((request) => request.payment === payment && !request.canceled);
  const sum = (some: readonly Request[]) => some.reduce((all, { sompi }) => all + sompi, 0n);
  return { open: sum(own), done: sum(own.filter((request) => statusOf(request) === "confirmed")) };
}

/** After each change: the one that counts goes on counting while it is there. `stored`: which of several came first. */
export function choose(request: Request, stored: string | null): void {
  const { arrivals, paidBy } = request;
  const own = [...arrivals.values()].filter((each) => each.acceptedIn !== null && each.counts);
  const keeps = own.some(({ outpoint }) => outpoint === paidBy);
  const next = own.find(({ outpoint }) => outpoint === stored) ?? own[0];
  request.paidBy = request.canceled ? null : keeps ? paidBy : (next?.outpoint ?? null);
  // What the wallet has paid needs no approval any more.
  request.approved ||= request.paidBy !== null;
}

/** The gateway read the chain to its end. */
export function readRequest(
  { arrivals, sompi, depth }: Request,
  outputs: readonly TrueOutput[],
  tip: number,
  signed: ReadonlySet<string>,
): void {
  const exact = outputs.filter((output) => output.sompi === sompi);
  readArrivals(arrivals, exact, { tip, depth }, (output) => ({
    ...{ outpoint: outpointOf(output), acceptedIn: null, deep: false },
    counts: signed.has(output.txId),
  }));
}

interface RequestRow {
  readonly id: string;
  readonly status: string;
  readonly sompi: string;
  readonly address: string | null;
  readonly paidBy: string | null;
  readonly live: readonly string[];
}

export async function readRequests({ gateway }: ModelGateway, store: ModelStore): Promise<RequestRow[]> {
  return gateway.sql<RequestRow>(
    `select (case kind when 'refund' then 'rfd_' else 'pyo_' end) || replace(id::text, '-', '') as id, status,
      amount_sompi::text as sompi, address, paid_by as "paidBy",
      array(select concat_ws(' ', tx_id || ':' || output_index, accepting_block_hash, accepting_daa)
        from disbursement_outputs o where o.store_id = d.store_id and o.disbursement_id = d.id
          and o.status <> 'reverted' order by 1) as live
      from disbursements d where store_id = $1`,
    [store.uuid],
  );
}

/** The differences, each named by the invariant that it breaks. */
export function requestDifferences(requests: readonly Request[], rows: readonly RequestRow[]): string[] {
  const faults = rows
    .filter(({ id }) => !requests.some((request) => request.id === id))
    .map(({ id }) => `I13 ${id} was asked for by nobody`);
  for (const request of requests) {
    const { id, arrivals, address, sompi, paidBy } = request;
    const row = rows.find((each) => each.id === id);
    if (row === undefined) {
      faults.push(`I13 ${id} was acknowledged and is gone`);
      continue;
    }
    const live = liveArrivals(arrivals.values());
    const pairs = [
      ["I13 outputs", row.live.join(", "), live.toSorted().join(", ")],
      ["I13 sum and address", `${row.sompi} ${row.address}`, `${sompi} ${address}`],
      ["I14 paid by", row.paidBy, paidBy],
      ["I14 status", row.status, statusOf(request)],
    ] as const;
    for (const [what, is, wanted] of pairs)
      if (is !== wanted) faults.push(`${what} of ${id}: ${is}, not ${wanted}`);
  }
  return faults;
}

interface RefundedRow {
  readonly id: string;
  readonly refunded: string;
  readonly refundStatus: string;
  readonly received: string;
}

/** I15: what a payment says of its refunds is what they are, and they never exceed what it ever received. */
export async function refundDifferences(
  { gateway }: ModelGateway,
  store: ModelStore,
  { payments, requests }: { payments: readonly Expected[]; requests: readonly Request[] },
): Promise<string[]> {
  const rows = await gateway.sql<RefundedRow>(
    `select 'pay_' || replace(id::text, '-', '') as id, refunded_sompi::text as refunded,
      refund_status as "refundStatus", coalesce((select sum(sompi) from transfers t where t.payment_id = p.id
        and t.status in ('accepted', 'confirmed', 'reverted')), 0)::text as received
      from payments p where store_id = $1`,
    [store.uuid],
  );
  return rows.flatMap(({ id, refunded, refundStatus, received }) => {
    const payment = payments.find((each) => each.id === id);
    if (payment === undefined) return [];
    const { open, done } = refundsOf(requests, payment);
    return [
      ...(open <= BigInt(received) ? [] : [`I15 ${payment.key}: refunds of ${open}, received ${received}`]),
      ...(refunded === `${done}` ? [] : [`I15 ${payment.key}: ${refunded} refunded, not ${done}`]),
      ...((refundStatus === "none") === (done === 0n)
        ? []
        : [`I15 ${payment.key}: refund status ${refundStatus} with ${done} refunded`]),
    ];
  });
}
