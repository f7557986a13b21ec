// The last step of a reduction: numbers, version, timeline.
import type { Fact, Reduction, TimelineEntry } from "../facts.ts";
import type { Actor, Payment, Transfer } from "../payment.ts";
import type { AttentionOutcome } from "./attention.ts";
import type { PendingEvent } from "./change-events.ts";
import { dueOf } from "./status.ts";

/** Numbers the events, raises the version and writes the timeline. */
export function finalized(
  payment: Payment,
  transfers: readonly Transfer[],
  said: readonly PendingEvent[],
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

export function actionEntries(fact: Fact): TimelineEntry[] {
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

export function settledEntries({ settled }: AttentionOutcome, at: number): TimelineEntry[] {
  return settled.map(({ reason, state, amountSompi, resolvedBy }) => ({
    kind: `attention.${state}`,
    at,
    actor: resolvedBy,
    detail: { reason, amountSompi },
  }));
}

export function timeOf(fact: Fact): number {
  return "now" in fact ? fact.now : fact.chainTime;
}

function actorOf(fact: Fact): Actor | null {
  return "actor" in fact ? fact.actor : null;
}
