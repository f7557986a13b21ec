// Invariant checks after the drain. Each answers its violations in words. docs/spec/reliability.md#invariants
import { type DrivenChain, outpointOf } from "../driven-chain.ts";
import type { FailingReceiver } from "../failing-receiver.ts";
import type { Ledger, PaymentRow, Snapshot, TransferRow } from "../ledger.ts";
import type { Call, Made } from "../order-client.ts";
import { depositViolations } from "./deposits.ts";
import { outSnapshotViolations } from "./money-out.ts";

export interface Evidence {
  readonly chain: DrivenChain;
  readonly ledger: Ledger;
  readonly made: readonly Made[];
  readonly history: readonly Call[];
  readonly receiver: FailingReceiver;
}

const LIVE = new Set(["accepted", "confirmed"]);
/** Money that comes this long after the deadline still counts. docs/spec/payment-lifecycle.md#deadline */
const GRACE_MS = 30_000;

export function violations(evidence: Evidence): string[] {
  return [
    ...onePaymentPerKey(evidence),
    ...transfersEqualChain(evidence),
    ...balanced(evidence),
    ...evidence.receiver.premature.map((text) => `I4 ${text}`),
    ...deliveredOnce(evidence),
    ...endStates(evidence),
    ...addressesApart(evidence),
    ...depositViolations(evidence.ledger),
  ];
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** I1: one payment per key, and every answer named that one. */
function onePaymentPerKey({ ledger, history }: Evidence): string[] {
  const faults: string[] = [];
  for (const [key, rows] of grouped(ledger.payments, (row) => row.key)) {
    if (rows.length !== 1) faults.push(`I1 ${key}: ${rows.length} payments`);
  }
  const answered = history.filter((call) => call.outcome === "ok");
  const stored = new Set(ledger.payments.map((row) => row.key));
  for (const [key, calls] of grouped(answered, (call) => call.key)) {
    const ids = new Set(calls.map((call) => call.answer));
    if (ids.size !== 1) faults.push(`I1 ${key}: answered as ${[...ids].join(", ")}`);
    if (!stored.has(key)) faults.push(`I1 ${key}: acknowledged and gone`);
  }
  return faults;
}

/** Of payments and of deposit accounts. */
const addressesOf = ({ payments, accounts }: Ledger): Set<string> =>
  new Set([...payments.map((row) => row.address), ...accounts]);

const lineOf = (row: TransferRow): string => `${row.outpoint} ${row.sompi} ${row.block} ${row.daa}`;

/** I2: one row ever for each output, and the live ones are the outputs of the current chain, with amounts and places. */
function transfersEqualChain({ ledger, chain, made }: Evidence): string[] {
  const ours = addressesOf(ledger);
  const outputs = chain.outputs().filter((output) => ours.has(output.address ?? ""));
  // A snapshot of unspent outputs names no block.
  const blockless = new Set(
    ledger.transfers
      .filter((row) => row.source === "snapshot" && row.block === null)
      .map((row) => row.outpoint),
  );
  const expected = new Set(
    outputs.map((output) => {
      const block = blockless.has(outpointOf(output)) ? null : output.accepted.blockHash;
      return `${outpointOf(output)} ${output.sompi} ${block} ${output.accepted.daaScore}`;
    }),
  );
  const live = ledger.transfers.filter((row) => LIVE.has(row.status));
  const stored = new Set(live.map(lineOf));
  return [
    ...[...grouped(ledger.transfers, (row) => row.outpoint)]
      .filter(([, rows]) => rows.length > 1)
      .map(([outpoint, rows]) => `I2 ${outpoint}: ${rows.length} rows`),
    ...[...expected].filter((line) => !stored.has(line)).map((line) => `I2 not stored: ${line}`),
    ...[...stored].filter((line) => !expected.has(line)).map((line) => `I2 not on the chain: ${line}`),
    ...live
      .filter((row) => !row.matched && made.some((payment) => payment.address === row.address))
      .map((row) => `I2 owned by nobody: ${lineOf(row)}`),
  ];
}

/** I3: received less swept is the unspent sum. */
function balanced({ ledger, chain }: Evidence): string[] {
  const ours = addressesOf(ledger);
  const outputs = chain.outputs().filter((output) => ours.has(output.address ?? ""));
  const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, amount) => all + amount, 0n);
  const received = sum(
    ledger.transfers.filter((row) => LIVE.has(row.status)).map((row) => BigInt(row.sompi)),
  );
  const swept = sum(outputs.filter((output) => output.spent !== null).map((output) => output.sompi));
  const unspent = sum(outputs.filter((output) => output.spent === null).map((output) => output.sompi));
  return received - swept === unspent ? [] : [`I3 ${received} - ${swept} is not ${unspent}`];
}

const FULFIL = new Set(["payment.confirmed", "payment.updated"]);

/** I6: one delivery per event and endpoint that wants it, and the receiver said yes to it at least once. */
function deliveredOnce({ ledger, receiver }: Evidence): string[] {
  const faults: string[] = [];
  const acknowledged = new Set(
    receiver.received
      .filter((webhook) => webhook.acknowledged)
      .map((webhook) => `${webhook.path} ${webhook.body.id}`),
  );
  const rows = grouped(ledger.deliveries, (row) => `${new URL(row.url).pathname} ${row.event}`);
  for (const event of [...ledger.events, ...ledger.depositEvents]) {
    const wireId = (JSON.parse(event.body) as { id: string }).id;
    const paths = [
      ...(event.type === "payment.updated" ? [] : ["/all"]),
      ...(FULFIL.has(event.type) ? ["/fulfil"] : []),
    ];
    for (const path of paths) {
      const found = rows.get(`${path} ${event.id}`) ?? [];
      if (found.length !== 1) faults.push(`I6 ${event.type} ${wireId}: ${found.length} rows for ${path}`);
      else if (found[0]?.state !== "delivered")
        faults.push(`I6 ${wireId} to ${path}: ${JSON.stringify(found[0])}`);
      if (!acknowledged.has(`${path} ${wireId}`)) {
        faults.push(`I6 ${event.type} ${wireId}: ${path} never accepted it`);
      }
      rows.delete(`${path} ${event.id}`);
    }
  }
  for (const row of rows.keys()) faults.push(`I6 a delivery without a reason: ${row}`);
  return faults;
}

/** I8, I9 and liveness: every payment ended as the chain alone says it has to. */
function endStates({ ledger, chain }: Evidence): string[] {
  return ledger.payments.flatMap((payment) => {
    const inTime = chain
      .outputs(payment.address)
      .filter((output) => output.accepted.timestamp <= payment.expiresAt + GRACE_MS)
      .reduce((sum, output) => sum + output.sompi, 0n);
    const allowed = allowedEnds(payment, inTime, ledger.transfers);
    if (allowed.includes(payment.status)) return [];
    const money = chain
      .outputs(payment.address)
      .map((output) => `${outpointOf(output)} at ${output.accepted.timestamp}`);
    const why = `${inTime} of ${payment.threshold} until ${payment.expiresAt}; on the chain: ${money.join(", ")}`;
    return [`I8 I9 ${payment.key}: ${payment.status}, not ${allowed.join(" or ")} (${why})`];
  });
}

function allowedEnds(payment: PaymentRow, inTime: bigint, transfers: readonly TransferRow[]): string[] {
  if (payment.mark === "canceled") return ["canceled"];
  if (inTime >= BigInt(payment.threshold)) return ["confirmed"];
  const reverted = transfers.some((row) => row.address === payment.address && row.status === "reverted");
  return reverted ? ["expired", "invalid"] : ["expired"];
}

/** I10: no two payments of this short run share an address, and none that of a deposit account. */
function addressesApart({ ledger }: Evidence): string[] {
  const accounts = ledger.accounts.map((address) => ({ address, key: "a deposit account" }));
  return [...grouped([...ledger.payments, ...accounts], (row) => row.address)]
    .filter(([, rows]) => rows.length > 1)
    .map(([address, rows]) => `I10 ${address}: ${rows.map((row) => row.key).join(", ")}`);
}

/**
 * I12: in any snapshot the live transfers are those of the chain up to the cursor. Null when the cursor's block has
 * left the chain meanwhile, so that nothing can be checked.
 */
export function snapshotViolations(
  chain: DrivenChain,
  { cursor, transfers, addresses, out }: Snapshot,
): string[] | null {
  const daa = chain.daaOf(cursor);
  if (daa === null) return null;
  const live = new Map(transfers.filter((row) => LIVE.has(row.status)).map((row) => [row.outpoint, row]));
  const faults: string[] = [];
  const ours = new Set(addresses);
  const coins = chain.outputs().filter((output) => ours.has(output.address ?? ""));
  for (const coin of coins.filter((output) => output.accepted.daaScore <= daa)) {
    const row = live.get(outpointOf(coin));
    live.delete(outpointOf(coin));
    if (row?.block === coin.accepted.blockHash || (row?.source === "snapshot" && row.block === null))
      continue;
    faults.push(`I12 at DAA ${daa}: ${outpointOf(coin)} is ${row === undefined ? "missing" : row.block}`);
  }
  return [
    ...faults,
    ...[...live.values()].map((row) => `I12 at DAA ${daa}: ${row.outpoint} is there without its block`),
    ...outSnapshotViolations(out, chain, daa),
  ];
}
