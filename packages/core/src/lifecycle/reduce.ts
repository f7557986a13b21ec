// The one function that changes a payment. Each fact is written into the rows first; then sums, status, attention and
// events are derived from the rows, so what is stored can always be rebuilt.
import type {
  Actor,
  ChainClock,
  Fact,
  Payment,
  Policy,
  Reduction,
  Refusal,
  TimelineEntry,
  Transfer,
} from "../payment.ts";
import { cancel, clearMark, requote, resolve, type Step, setMark } from "./acts.ts";
import { type Announcement, announce } from "./announce.ts";
import { type AttentionOutcome, type ManualRaise, nextAttention } from "./attention.ts";
import { blankPayment } from "./create.ts";
import { derive } from "./derive.ts";
import { dueOf } from "./due.ts";
import { isLive, sameData } from "./rows.ts";
import { applyBatch, type ChainBatch, dropped, outpointOf, sighted } from "./transfers.ts";

/**
 * What a fact makes of a payment (features.md 6). Pure: no clock, no I/O; sompi as bigint, times in ms.
 * The same fact told twice changes nothing and sends nothing: `changed` is false and the rows are the same objects.
 *
 * @param payment null only for `create`
 * @param policy the store's rules; read only by `create`, later the copy inside the payment counts
 * @returns the new rows with their events (numbered), or a refusal (409) of an act that the state does not allow
 * @throws RangeError for a fact that no caller may send: any fact but `create` without a payment, a price of zero
 */
export function reduce(
  payment: Payment | null,
  transfers: readonly Transfer[],
  fact: Fact,
  policy: Policy,
): Reduction | Refusal {
  if (payment === null) {
    if (fact.kind !== "create") throw new RangeError(`no payment to apply "${fact.kind}" to`);
    return opened(blankPayment(fact, policy), fact);
  }
  const step = write(payment, transfers, fact);
  return "ok" in step ? step : conclude(payment, transfers, fact, step);
}

/** The fact itself, written into the rows. */
function write(payment: Payment, transfers: readonly Transfer[], fact: Fact): Step | Refusal {
  switch (fact.kind) {
    case "create":
    case "tick":
      return { payment, transfers };
    case "chain":
      return writeChain(payment, transfers, { ...fact, source: "chain" }, fact);
    case "attach":
      if (fact.output.daa <= payment.createdDaa) {
        return { ok: false, code: "conflict", text: "The money is older than the payment." };
      }
      return writeChain(payment, transfers, {
        voided: [],
        accepted: [fact.output],
        virtualDaa: fact.virtualDaa,
        source: "attach",
      });
    case "seen":
      return { payment, transfers: sighted(transfers, fact, fact.now) };
    case "gone":
      return { payment, transfers: dropped(transfers, fact.outpoint) };
    case "requote":
      return requote(payment, transfers, fact);
    case "cancel":
      return cancel(payment, transfers, fact);
    case "markPaid":
      return setMark(payment, transfers, "paid", fact);
    case "markInvalid":
      return setMark(payment, transfers, "invalid", fact);
    case "clearMark":
      return clearMark(payment, transfers);
    case "resolve":
      return resolve(payment, transfers, fact);
    case "refund":
      return writeRefund(payment, transfers, fact);
  }
}

function writeChain(
  payment: Payment,
  transfers: readonly Transfer[],
  batch: ChainBatch,
  gap: Pick<Extract<Fact, { kind: "chain" }>, "gap" | "vanished"> = {},
): Step {
  const rows = applyBatch(payment, transfers, batch);
  const known = new Set(transfers.map((each) => each.outpoint));
  const arrived = new Set(rows.map((each) => each.outpoint).filter((each) => !known.has(each)));
  const raises: ManualRaise[] = [];
  for (const output of batch.accepted) {
    if (!arrived.delete(outpointOf(output))) continue;
    if (output.covenantId !== null) raises.push(raise("covenant", output.sompi));
    else if (output.fitsPastOwner === true) raises.push(raise("pastOwner", output.sompi));
  }
  const vanished = new Set(gap.vanished ?? []);
  for (const row of transfers) {
    const told = payment.attention.some((each) => each.cause === "vanished");
    if (vanished.has(row.outpoint) && row.status === "accepted" && !told)
      raises.push(raise("vanished", row.sompi));
  }
  if (gap.gap === true && !rows.some(isLive)) raises.push(raise("gap", 0n));
  return { payment, transfers: rows, raises };
}

function raise(cause: ManualRaise["cause"], amountSompi: bigint): ManualRaise {
  return { cause, amountSompi, acceptedBy: null, note: null };
}

function writeRefund(
  payment: Payment,
  transfers: readonly Transfer[],
  { refundId, event, refundedSompi }: Extract<Fact, { kind: "refund" }>,
): Step {
  const others = payment.refunds.filter((each) => each.refundId !== refundId);
  const amounts = { ...payment.amounts, refundedSompi };
  return { payment: { ...payment, amounts, refunds: [...others, { refundId, event }] }, transfers };
}

/** Everything that follows from the written rows; nothing at all if they say what they said before. */
function conclude(before: Payment, beforeTransfers: readonly Transfer[], fact: Fact, step: Step): Reduction {
  const derived = derive(before, beforeTransfers, step, clockOf(fact));
  const at = timeOf(fact);
  const attention = nextAttention({
    before,
    after: derived.payment,
    transfers: derived.transfers,
    settlement: derived.settlement,
    revertedSompi: derived.revertedSompi,
    raises: step.raises ?? [],
    resolution: step.resolution ?? null,
    refund: fact.kind === "refund",
    at,
  });
  const after: Payment = { ...derived.payment, attention: attention.entries };
  if (sameData(before, after) && sameData(beforeTransfers, derived.transfers)) {
    return {
      ok: true,
      changed: false,
      payment: before,
      transfers: beforeTransfers,
      ...SILENCE,
      ...dueOf(before, beforeTransfers),
    };
  }
  const said = announce({
    before,
    beforeTransfers,
    after,
    transfers: derived.transfers,
    was: derived.was,
    settlement: derived.settlement,
    reverted: derived.revertedSompi > 0n,
    mover: moverOf(fact),
    raised: attention.raised,
    resolved: attention.resolved,
    refundEvent: fact.kind === "refund" ? fact.event : null,
    refundId: fact.kind === "refund" ? fact.refundId : null,
  });
  return published(after, derived.transfers, said, fact, [
    ...actEntries(fact),
    ...settledEntries(attention, at),
  ]);
}

const SILENCE = { events: [], timeline: [] } as const;

function opened(blank: Payment, fact: Extract<Fact, { kind: "create" }>): Reduction {
  const { payment } = derive(blank, [], { payment: blank, transfers: [] }, null);
  const names = ["payment.created", "payment.updated"] as const;
  const said = names.map((name) => ({ name, outpoint: null, detail: {}, silent: false }));
  return published(payment, [], said, fact, []);
}

/** Numbers the events, grows the version and writes the timeline. */
function published(
  payment: Payment,
  transfers: readonly Transfer[],
  said: readonly Announcement[],
  fact: Fact,
  extra: readonly TimelineEntry[],
): Reduction {
  const events: Reduction["events"][number][] = [];
  for (const { name, outpoint, detail, silent } of said) {
    if (silent || name === "transfer.reaccepted") continue;
    events.push({ name, outpoint, detail, sequence: payment.sequence + events.length + 1 });
  }
  const names = events.map((each) => each.name);
  const confirmedSent =
    names.includes("payment.confirmed") || (payment.confirmedSent && !names.includes("payment.reverted"));
  const stored: Payment = {
    ...payment,
    confirmedSent,
    version: payment.version + 1,
    sequence: payment.sequence + events.length,
  };
  const told = said
    .filter((each) => each.name !== "payment.updated")
    .map(({ name, outpoint, detail }) => ({
      kind: name,
      at: timeOf(fact),
      actor: actorOf(fact),
      detail: outpoint === null ? detail : { ...detail, outpoint },
    }));
  return {
    ok: true,
    changed: true,
    payment: stored,
    transfers,
    events,
    timeline: [...extra, ...told],
    ...dueOf(stored, transfers),
  };
}

function actEntries(fact: Fact): TimelineEntry[] {
  switch (fact.kind) {
    case "requote":
      return [entry(fact, "act.requote", { amountSompi: fact.quote.amountSompi, rate: fact.quote.rate })];
    case "cancel":
    case "attach":
    case "markPaid":
    case "markInvalid":
    case "clearMark":
      return [entry(fact, `act.${fact.kind}`, { reason: fact.reason })];
    case "resolve":
      return [
        entry(fact, "act.resolve", { attention: fact.attention, action: fact.action, note: fact.note }),
      ];
    case "create":
    case "chain":
    case "tick":
    case "seen":
    case "gone":
    case "refund":
      return [];
  }
}

function entry(fact: Fact, kind: string, detail: TimelineEntry["detail"]): TimelineEntry {
  return { kind, at: timeOf(fact), actor: actorOf(fact), detail };
}

function settledEntries({ settled }: AttentionOutcome, at: number): TimelineEntry[] {
  return settled.map(({ reason, state, amountSompi, resolvedBy }) => ({
    kind: `attention.${state}`,
    at,
    actor: resolvedBy,
    detail: { reason, amountSompi },
  }));
}

function timeOf(fact: Fact): number {
  return "now" in fact ? fact.now : fact.chainTime;
}

function actorOf(fact: Fact): Actor | null {
  return "actor" in fact ? fact.actor : null;
}

/** The chain's clocks, for facts that carry them; the others never change a status by time. */
function clockOf(fact: Fact): ChainClock | null {
  return "chainTime" in fact ? fact : null;
}

function moverOf(fact: Fact): "chain" | "mark" | "clearMark" | "resolve" {
  switch (fact.kind) {
    case "cancel":
    case "markPaid":
    case "markInvalid":
      return "mark";
    case "clearMark":
      return "clearMark";
    case "resolve":
      return "resolve";
    case "create":
    case "chain":
    case "tick":
    case "seen":
    case "gone":
    case "requote":
    case "attach":
    case "refund":
      return "chain";
  }
}
