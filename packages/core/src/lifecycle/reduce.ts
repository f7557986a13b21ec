// The one function that changes a payment. Each fact is written into the rows first; then sums, status, attention and
// events are derived from the rows, so what is stored can always be rebuilt.
import type { ChainClock, Fact, Reduction, Refusal, TimelineEntry } from "../facts.ts";
import type { Actor, Payment, Policy, Transfer } from "../payment.ts";
import { cancel, clearMark, endWindow, renew, requote, resolve, type Step, setMark } from "./actions.ts";
import { type AttentionOutcome, nextAttention } from "./attention.ts";
import { type ChangeCause, eventsOfChange, type PendingEvent } from "./change-events.ts";
import { blankPayment } from "./create.ts";
import { derive } from "./derive.ts";
import { dueOf } from "./status.ts";
import { sameData } from "./transfer-queries.ts";
import { dropped, observed, writeChain, writeRefund } from "./transfers.ts";

/**
 * What a fact makes of a payment (docs/spec/payment-lifecycle.md). Pure: no clock, no I/O; sompi as bigint, times in ms.
 * The same fact twice changes nothing and sends nothing: `changed` is false and the rows are the same objects.
 *
 * @param payment null only for `create`
 * @param policy the store's rules; read only by `create`, later the copy inside the payment counts
 * @returns the new rows with their events (numbered), or a refusal (409) of an action that the state does not allow
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
    return createdReduction(blankPayment(fact, policy), fact);
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
      return { payment, transfers: observed(transfers, fact, fact.now) };
    case "gone":
      return { payment, transfers: dropped(transfers, fact.outpoint) };
    case "requote":
      return requote(payment, transfers, fact);
    case "renew":
      return renew(payment, transfers, fact);
    case "endWindow":
      return endWindow(payment, transfers, fact);
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

/** Everything that follows from the written rows; nothing if they did not change. */
function conclude(before: Payment, beforeTransfers: readonly Transfer[], fact: Fact, step: Step): Reduction {
  const derived = derive(before, beforeTransfers, step, clocksOf(fact));
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
      ...NO_CHANGE,
      ...dueOf(before, beforeTransfers),
    };
  }
  const pending = eventsOfChange({
    before,
    beforeTransfers,
    after,
    transfers: derived.transfers,
    was: derived.was,
    settlement: derived.settlement,
    reverted: derived.revertedSompi > 0n,
    mover: causeOf(fact),
    raised: attention.raised,
    resolved: attention.resolved,
    refund: fact.kind === "refund" ? fact : null,
  });
  return finalized(after, derived.transfers, pending, fact, [
    ...actionEntries(fact),
    ...settledEntries(attention, at),
  ]);
}

const NO_CHANGE = { events: [], timeline: [] } as const;

function createdReduction(blank: Payment, fact: Extract<Fact, { kind: "create" }>): Reduction {
  const { payment } = derive(blank, [], { payment: blank, transfers: [] }, clocksOf(fact));
  const names = ["payment.created", "payment.updated"] as const;
  const pending = names.map((name) => ({ name, outpoint: null, detail: {}, silent: false }));
  return finalized(payment, [], pending, fact, []);
}

/**
 * The chain's clocks, for facts that carry them; the others never change a status by time. Only the follower's facts
 * confirm by depth: an action may know a newer DAA score than the last applied page, ahead of a reorg that was not read.
 */
function clocksOf(fact: Fact): { status: ChainClock | null; depth: ChainClock | null } {
  const status = "chainTime" in fact ? fact : null;
  return { status, depth: fact.kind === "chain" || fact.kind === "tick" ? fact : null };
}

function causeOf(fact: Fact): ChangeCause {
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
    case "renew":
    case "endWindow":
    case "attach":
    case "refund":
      return "chain";
  }
}

/** The last step: numbers the events, raises the version and writes the timeline. */
function finalized(
  payment: Payment,
  transfers: readonly Transfer[],
  pending: readonly PendingEvent[],
  fact: Fact,
  extra: readonly TimelineEntry[],
): Reduction {
  const events: Reduction["events"][number][] = [];
  for (const { name, outpoint, detail, silent } of pending) {
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
  const entries = pending
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
    timeline: [...extra, ...entries],
    ...dueOf(stored, transfers),
  };
}

function actionEntries(fact: Fact): TimelineEntry[] {
  switch (fact.kind) {
    case "requote":
      return [entry(fact, "act.requote", { amountSompi: fact.quote.amountSompi, rate: fact.quote.rate })];
    case "renew":
      return [entry(fact, "act.renew", { successorId: fact.successorId })];
    case "cancel":
    case "attach":
    case "endWindow":
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
