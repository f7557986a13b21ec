// The one function that changes a refund or payout (docs/spec/disbursements.md#one-function-decides). A fact is written
// into the rows first; then the output that counts, the status and the events are derived from the rows.
import type { DisbursementStatus } from "../catalogue/lists.ts";
import type { ChainClock } from "../facts.ts";
import type { Outpoint } from "../payment.ts";
import type {
  Disbursement,
  DisbursementEvent,
  DisbursementFact,
  DisbursementOutput,
  DisbursementReduction,
  DisbursementRefusal,
  DisbursementStep,
} from "./disbursement.ts";
import { confirmDueOf, isAtDepth, outputsAfter } from "./outputs.ts";

/**
 * What a fact makes of a refund or payout. Pure; the same fact twice changes nothing and sends nothing.
 * @param before null only for `create`
 * @throws RangeError for any other fact without a disbursement
 */
export function reduceDisbursement(
  before: Disbursement | null,
  fact: DisbursementFact,
): DisbursementReduction | DisbursementRefusal {
  if (before === null) {
    if (fact.kind !== "create") throw new RangeError(`no disbursement to apply "${fact.kind}" to`);
    return conclude(null, created(fact), null);
  }
  const refusal = refusalOf(before, fact);
  if (refusal !== null) return { ok: false, text: refusal };
  const clock = fact.kind === "chain" || fact.kind === "tick" ? fact : null;
  return conclude(before, written(before, fact), clock);
}

type Create = Extract<DisbursementFact, { kind: "create" }>;

function created(fact: Create): Disbursement {
  return {
    id: fact.id,
    kind: fact.disbursement,
    status: "awaiting_signature",
    version: 0,
    sequence: 0,
    amountSompi: fact.amountSompi,
    address: fact.address,
    approved: !fact.needsApproval,
    requiredConfirmations: fact.requiredConfirmations,
    createdAt: fact.now,
    watchedFromDaa: fact.address === null ? null : fact.daa,
    expiresAt: fact.expiresAt,
    end: null,
    outputs: [],
    paidBy: null,
    confirmedAt: null,
  };
}

const WAITS: ReadonlySet<DisbursementStatus> = new Set([
  "awaiting_approval",
  "awaiting_destination",
  "awaiting_signature",
]);

/** Why an action is not allowed now; null = it is, or it has been done already. */
function refusalOf(before: Disbursement, fact: DisbursementFact): string | null {
  const { status, kind } = before;
  switch (fact.kind) {
    case "approve":
      if (status === "awaiting_approval" || (before.approved && before.end === null)) return null;
      return `This ${kind} is ${words(status)}: only one that awaits approval can be approved`;
    case "setAddress":
      return status === "awaiting_destination"
        ? null
        : `This ${kind} is ${words(status)}: it takes no address now`;
    case "cancel":
      if (WAITS.has(status) || status === "canceled") return null;
      return `This ${kind} is ${words(status)}: only one that the wallet has not paid yet can be canceled`;
    case "attach":
      return refusalOfAttach(before, fact.outpoint);
    case "create":
    case "chain":
    case "tick":
      return null;
  }
}

function refusalOfAttach(
  { kind, status, end, paidBy, outputs }: Disbursement,
  outpoint: Outpoint,
): string | null {
  const output = outputs.find((each) => each.outpoint === outpoint);
  if (output === undefined) return `No output of this transaction was found for this ${kind}`;
  if (paidBy === outpoint || output.source === "attached") return null;
  if (end !== null) return `This ${kind} is ${words(status)}: the output is shown, and does not count`;
  if (output.status === "reverted") return "A reorganisation removed this output from the chain";
  return paidBy === null ? null : `Another output pays this ${kind} already`;
}

const words = (status: DisbursementStatus): string => status.replace("_", " ");

function written(before: Disbursement, fact: DisbursementFact): Disbursement {
  switch (fact.kind) {
    case "approve":
      return { ...before, approved: true };
    case "setAddress":
      return {
        ...before,
        address: fact.address,
        amountSompi: fact.amountSompi,
        watchedFromDaa: fact.daa,
        // The time to claim it is over once it is claimed.
        expiresAt: null,
      };
    case "cancel": {
      const end = { kind: "canceled", reason: fact.reason, actor: fact.actor, at: fact.now } as const;
      return before.end === null ? { ...before, end } : before;
    }
    case "attach":
      return {
        ...before,
        outputs: before.outputs.map((each) =>
          each.outpoint === fact.outpoint && each.source === "unknown"
            ? { ...each, source: "attached" }
            : each,
        ),
      };
    case "chain":
      return { ...before, outputs: outputsAfter(before, fact) };
    case "create":
    case "tick":
      return before;
  }
}

/** Everything that follows from the written rows; nothing if they did not change. */
function conclude(
  before: Disbursement | null,
  rows: Disbursement,
  clock: ChainClock | null,
): DisbursementReduction {
  const derived = derive(rows, clock);
  const unchanged = before !== null && sameRows(before, derived);
  if (unchanged) return { ok: true, changed: false, disbursement: before, events: [], ...dueOf(before) };
  const events = eventsOf(before, derived);
  const disbursement = {
    ...derived,
    version: derived.version + 1,
    sequence: derived.sequence + events.length,
  };
  return { ok: true, changed: true, disbursement, events, ...dueOf(disbursement) };
}

function sameRows(before: Disbursement, after: Disbursement): boolean {
  const { outputs, ...rest } = after;
  const same = Object.entries(rest).every(([key, value]) => before[key as keyof Disbursement] === value);
  return (
    same &&
    outputs.length === before.outputs.length &&
    outputs.every((row, index) => {
      const old = before.outputs[index];
      return (
        old !== undefined &&
        Object.entries(row).every(([key, value]) => old[key as keyof typeof old] === value)
      );
    })
  );
}

/** The output that counts, its depth, the end of time and the status. */
function derive(rows: Disbursement, clock: ChainClock | null): Disbursement {
  const paid = rows.end === null ? paidByOf(rows) : null;
  const outputs = rows.outputs.map((row) =>
    isDeep(rows, row, clock) ? { ...row, status: "confirmed" as const } : row,
  );
  const settled = outputs.find((row) => row.outpoint === paid);
  const lapsed = rows.end === null && paid === null && isLapsed(rows, clock);
  const end = lapsed
    ? ({
        kind: "failed",
        reason: rows.address === null ? "claim_expired" : "not_signed",
        actor: "system",
        at: clock?.chainTime ?? 0,
      } as const)
    : rows.end;
  // What the wallet has paid needs no approval any more, whatever a reorganisation does to it.
  const base = { ...rows, outputs, end, paidBy: paid, approved: rows.approved || paid !== null };
  const status = statusOf(base, settled);
  const confirmedAt =
    status !== "confirmed"
      ? null
      : (rows.confirmedAt ?? Math.max(clock?.chainTime ?? 0, settled?.acceptedAt ?? 0));
  return { ...base, status, confirmedAt };
}

/** The one that counts goes on counting while it is on the chain; else the first that the merchant's wallet sent. */
function paidByOf({ outputs, paidBy }: Disbursement): Outpoint | null {
  const own = outputs.filter((row) => row.status !== "reverted" && row.source !== "unknown");
  return (own.find((row) => row.outpoint === paidBy) ?? own[0])?.outpoint ?? null;
}

function isDeep(
  { requiredConfirmations }: Disbursement,
  row: DisbursementOutput,
  clock: ChainClock | null,
): boolean {
  if (row.status !== "accepted" || clock?.canConfirm !== true) return false;
  return isAtDepth(row, requiredConfirmations, clock.virtualDaa);
}

function isLapsed({ expiresAt, outputs }: Disbursement, clock: ChainClock | null): boolean {
  if (expiresAt === null || clock?.canConfirm !== true) return false;
  return clock.chainTime > expiresAt && mayLapse(outputs);
}

/**
 * Time decides only over a request that nobody acted on. An output of unknown origin waits for the merchant's word; what
 * the wallet signed may come back after a reorganisation.
 */
function mayLapse(outputs: readonly DisbursementOutput[]): boolean {
  return outputs.every((row) => row.status === "reverted" && row.source === "unknown");
}

function statusOf(
  { end, approved, address }: Disbursement,
  settled: DisbursementOutput | undefined,
): DisbursementStatus {
  if (end !== null) return end.kind;
  if (settled !== undefined) return settled.status === "confirmed" ? "confirmed" : "broadcast";
  if (!approved) return "awaiting_approval";
  return address === null ? "awaiting_destination" : "awaiting_signature";
}

const ORDER: readonly DisbursementStatus[] = ["awaiting_signature", "broadcast", "confirmed"];

/** One event for each step of the way; a jump over `broadcast` sends both. */
function eventsOf(before: Disbursement | null, { status, sequence }: Disbursement): DisbursementEvent[] {
  const steps: DisbursementStep[] = before === null ? ["created"] : [];
  const from = before === null ? -1 : ORDER.indexOf(before.status);
  const to = ORDER.indexOf(status);
  const reverted = to !== -1 && from > to;
  if (before?.status !== status) {
    if (status === "failed" || status === "canceled") steps.push(status);
    else if (reverted) steps.push(...(ORDER.slice(to, to + 1) as DisbursementStep[]));
    else if (to !== -1) steps.push(...(ORDER.slice(from + 1, to + 1) as DisbursementStep[]));
  }
  return steps.map((step, index) => ({ step, sequence: sequence + index + 1, reverted }));
}

function dueOf({ end, expiresAt, outputs, requiredConfirmations }: Disbursement) {
  const waiting = outputs.filter((row) => row.status === "accepted");
  const depths = waiting.flatMap((row) => confirmDueOf(row, requiredConfirmations) ?? []);
  const dueDaa = depths.reduce<bigint | null>(
    (least, each) => (least === null || each < least ? each : least),
    null,
  );
  return { dueAt: end === null && mayLapse(outputs) ? expiresAt : null, dueDaa };
}
