// I13 to I16: refunds and payouts against the chain and against their payments. docs/spec/reliability.md#invariants
import { type DrivenChain, outpointOf } from "../driven-chain.ts";
import { type HasDatabase, query } from "../ledger.ts";
import type { MoneyOut } from "../money-out.ts";
import { OUT_LEDGER, type OutLedger, type OutputRow, type OutRow } from "../out-ledger.ts";

export interface OutEventRow {
  readonly request: string;
  readonly type: string;
  readonly reverted: boolean;
}

/** One statement, so one moment. */
async function readOutLedger(server: HasDatabase): Promise<OutLedger> {
  const [row] = await query<OutLedger>(server, OUT_LEDGER);
  return row ?? { requests: [], refunded: [] };
}

/** Of refunds and payouts, each request's in the order in which they were written. */
export const OUT_EVENTS = `select coalesce(body::jsonb #>> '{data,refund,id}', body::jsonb #>> '{data,payout,id}')
    as request, type, coalesce((body::jsonb #>> '{data,detail,reverted}')::boolean,
      (body::jsonb #>> '{data,payout,reverted}')::boolean, false) as reverted
  from events where type ~ '^(refund|payout)[.]'`;
export const OUT_EVENTS_ORDER = "order by payment_id, sequence, created_at, id";

export async function outViolations(
  server: HasDatabase,
  { chain, out }: { chain: DrivenChain; out: MoneyOut },
): Promise<string[]> {
  const ledger = await readOutLedger(server);
  const events = await query<OutEventRow>(server, `${OUT_EVENTS} ${OUT_EVENTS_ORDER}`);
  return [
    ...out.asked
      .filter(({ id }) => !ledger.requests.some((row) => row.id === id))
      .map(({ id }) => `I13 ${id} was acknowledged and is gone`),
    ...outputsOfChain(ledger, chain, Number.POSITIVE_INFINITY),
    ...consistent(ledger),
    ...ledger.requests.flatMap((row) => [...endOf(row, chain, out), ...toldViolations(row, events)]),
  ];
}

/** What must hold in any snapshot during the run. */
export const outSnapshotViolations = (ledger: OutLedger, chain: DrivenChain, daa: number): string[] =>
  [...outputsOfChain(ledger, chain, daa), ...consistent(ledger)].map((text) => `${text} (at DAA ${daa})`);

const isLive = ({ status }: OutputRow): boolean => status !== "reverted";

/** I13: the live outputs of a request are those of the chain up to this score, each in one request. */
function outputsOfChain({ requests }: OutLedger, chain: DrivenChain, upTo: number): string[] {
  const faults: string[] = [];
  const owners = new Map<string, string>();
  for (const { id, address, sompi, outputs } of requests) {
    const live = new Map(outputs.filter(isLive).map((row) => [row.outpoint, row]));
    for (const { outpoint } of outputs) {
      if (owners.has(outpoint)) faults.push(`I13 ${outpoint} is in ${id} and in ${owners.get(outpoint)}`);
      owners.set(outpoint, id);
    }
    for (const output of address === null ? [] : chain.outputs(address)) {
      if (output.sompi !== BigInt(sompi) || output.accepted.daaScore > upTo) continue;
      const row = live.get(outpointOf(output));
      live.delete(outpointOf(output));
      if (row?.block === output.accepted.blockHash && row.daa === output.accepted.daaScore) continue;
      faults.push(`I13 ${id}: ${outpointOf(output)} is ${row === undefined ? "missing" : row.block}`);
    }
    for (const outpoint of live.keys()) faults.push(`I13 ${id}: ${outpoint} is not on the chain`);
  }
  return faults;
}

const ENDED = new Set(["failed", "canceled"]);
const PAID = new Set(["broadcast", "confirmed"]);

/** I14, I15 inside one moment: what pays is there and counts; sums of refunds and what their payment says of them. */
function consistent({ requests, refunded }: OutLedger): string[] {
  const sum = (rows: readonly OutRow[]): bigint => rows.reduce((all, row) => all + BigInt(row.sompi), 0n);
  const faults = requests.flatMap(({ id, status, paidBy, outputs }) => {
    const paid = outputs.find((row) => row.outpoint === paidBy);
    if (PAID.has(status) !== (paidBy !== null)) return [`I14 ${id}: ${status}, paid by ${paidBy}`];
    if (paidBy === null) return [];
    const counts = paid !== undefined && isLive(paid) && paid.source !== "unknown";
    const deep = (paid?.status === "confirmed") === (status === "confirmed");
    return counts && deep ? [] : [`I14 ${id}: ${status} by ${JSON.stringify(paid)}`];
  });
  for (const { id, received, refunded: said, refundStatus } of refunded) {
    const own = requests.filter((row) => row.payment === id);
    const open = sum(own.filter((row) => !ENDED.has(row.status)));
    const done = sum(own.filter((row) => row.status === "confirmed"));
    if (open > BigInt(received)) faults.push(`I15 ${id}: refunds of ${open}, received ${received}`);
    if (done !== BigInt(said)) faults.push(`I15 ${id}: says ${said} refunded, its refunds say ${done}`);
    if ((refundStatus === "none") !== (done === 0n))
      faults.push(`I15 ${id}: refund status ${refundStatus} with ${done} refunded`);
  }
  return faults;
}

/** I14: after the drain the chain and the merchant alone decide in which state a request is. */
function endOf({ id, kind, status, address, sompi }: OutRow, chain: DrivenChain, out: MoneyOut): string[] {
  const known = out.asked.find((each) => each.id === id);
  if (known === undefined) return [];
  const live = (address === null ? [] : chain.outputs(address)).filter(
    (output) => output.sompi === BigInt(sompi),
  );
  const counts = live.some(
    ({ txId, index }) => out.signed.has(txId) || known.attached.has(`${txId}:${index}`),
  );
  /** Done or not: its answer was lost. */
  const unsure = (action: string): boolean =>
    out.actions.some(
      (each) => each.target === id && each.action === `${kind}.${action}` && each.outcome === "unknown",
    );
  const allowed = known.canceled ? ["canceled"] : counts ? ["confirmed"] : [...WAITING];
  if (unsure("canceled")) allowed.push("canceled");
  if (unsure("output_attached") && live.length > 0) allowed.push("confirmed");
  return allowed.includes(status) ? [] : [`I14 ${id}: ${status}, not ${allowed.join(" or ")}`];
}

const WAITING = ["awaiting_approval", "awaiting_destination", "awaiting_signature"];
const STEPS = ["awaiting_signature", "broadcast", "confirmed"];

/** I16: the events of a request tell each step once and in order, and the last one tells its status. */
export function toldViolations(
  { id, status, sequence }: Pick<OutRow, "id" | "status" | "sequence">,
  events: readonly OutEventRow[],
): string[] {
  const own = events.filter((event) => event.request === id);
  const steps = own.map(({ type, reverted }) => ({ step: type.slice(type.indexOf(".") + 1), reverted }));
  const text = (what: string) => [
    `I16 ${id}: ${what} [${steps.map(({ step, reverted }) => (reverted ? `-${step}` : step)).join(" ")}]`,
  ];
  if (steps.length !== sequence) return text(`${steps.length} events of ${sequence}`);
  if (steps[0]?.step !== "created") return text("no creation first");
  let at = -1;
  let end: string | null = null;
  for (const { step, reverted } of steps.slice(1)) {
    const to = STEPS.indexOf(step);
    if (end !== null) return text(`${step} after ${end}`);
    if (to === -1) end = step;
    else if (reverted ? to >= at : to !== at + 1) return text(`${step} out of turn`);
    at = to;
  }
  const last = end ?? STEPS[at];
  if (last === undefined) return status.startsWith("awaiting") ? [] : text(`nothing told, is ${status}`);
  return last === status ? [] : text(`told ${last}, is ${status}`);
}
