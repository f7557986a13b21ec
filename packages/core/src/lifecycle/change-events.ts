// Events are the net difference of one reduction, in a fixed order (docs/spec/payment-lifecycle.md#event-order).
import type { LifecycleEventName } from "../events.ts";
import type { EventDetail } from "../facts.ts";
import type { AttentionEntry, Outpoint, Payment, Transfer } from "../payment.ts";
import { isClosedByMark, type Totals } from "./totals.ts";
import { byChainOrder, isDust, isLive } from "./transfer-queries.ts";

const MAX_ANNOUNCED_TRANSFERS = 100;

/** An event before it has its number; `silent` ones go to the timeline only. */
export interface PendingEvent {
  readonly name: LifecycleEventName | "transfer.reaccepted";
  readonly outpoint: Outpoint | null;
  readonly detail: EventDetail;
  readonly silent: boolean;
}

/** What moved the payment: money and time, a mark, the removal of a mark, or a resolution. */
export type ChangeCause = "chain" | "mark" | "clearMark" | "resolve";

export interface Difference {
  readonly before: Payment;
  readonly beforeTransfers: readonly Transfer[];
  readonly after: Payment;
  readonly transfers: readonly Transfer[];
  readonly was: Totals;
  readonly settlement: Totals;
  /** A credited transfer left the chain or lost its depth. */
  readonly reverted: boolean;
  readonly mover: ChangeCause;
  readonly raised: readonly AttentionEntry[];
  readonly resolved: AttentionEntry | null;
  /** A refund's own change. */
  readonly refund: {
    readonly event: LifecycleEventName;
    readonly refundId: string;
    readonly reverted: boolean;
  } | null;
}

export function eventsOfChange(difference: Difference): PendingEvent[] {
  const { before, after, settlement, was, refund } = difference;
  const list: PendingEvent[] = [];
  if (refund) {
    const { event: name, refundId, reverted } = refund;
    list.push(event(name, { refundId, ...(reverted && { reverted }) }));
  }
  list.push(...transferEvents(difference));
  if (hasNewLate(difference)) list.push(event("payment.late", { lateSompi: settlement.lateSompi }));
  if (fellByRevert(difference)) {
    list.push(event("payment.reverted", before.status === "confirmed" ? { severity: "high" } : {}));
  }
  list.push(...statusEvents(difference));
  if (difference.mover !== "clearMark" && settlement.surplusSompi > was.surplusSompi) {
    list.push(event("payment.overpaid", { overpaidSompi: settlement.surplusSompi }));
  }
  if (difference.resolved) {
    const { reason, state, amountSompi } = difference.resolved;
    list.push(event("payment.attention", { reason, resolution: state, amountSompi }));
  }
  for (const { reason, amountSompi } of difference.raised) {
    list.push(event("payment.attention", { reason, amountSompi }));
  }
  if (refund && before.refundStatus !== after.refundStatus) {
    list.push(event("payment.refunded", { refundStatus: after.refundStatus }));
  }
  list.push(event("payment.updated", {}));
  return list;
}

function event(name: LifecycleEventName, detail: EventDetail): PendingEvent {
  return { name, outpoint: null, detail, silent: false };
}

const TRANSFER_ORDER = ["reverted", "dropped", "detected", "accepted", "confirmed"] as const;
type TransferStep = (typeof TRANSFER_ORDER)[number];

function transferEvents({ beforeTransfers, transfers, after }: Difference): PendingEvent[] {
  const old = new Map(beforeTransfers.map((each) => [each.outpoint, each]));
  const steps: Record<TransferStep, { row: Transfer; detail: EventDetail }[]> = {
    reverted: [],
    dropped: [],
    detected: [],
    accepted: [],
    confirmed: [],
  };
  const moved: PendingEvent[] = [];
  for (const row of transfers) {
    const from = old.get(row.outpoint);
    if (from && isLive(from) && row.status === "reverted") steps.reverted.push({ row: from, detail: {} });
    if (from?.status === "confirmed" && row.status === "accepted") {
      steps.reverted.push({ row: from, detail: { reaccepted: true } });
    }
    if (from?.status === row.status && isLive(row) && from.acceptingBlockHash !== row.acceptingBlockHash) {
      moved.push({ name: "transfer.reaccepted", outpoint: row.outpoint, detail: {}, silent: true });
    }
    if (from?.status === "detected" && row.status === "dropped") steps.dropped.push({ row, detail: {} });
    if (!from && row.status === "detected") steps.detected.push({ row, detail: {} });
    if (isLive(row) && !(from && isLive(from))) steps.accepted.push({ row, detail: {} });
    if (row.status === "confirmed" && from?.status !== "confirmed") steps.confirmed.push({ row, detail: {} });
  }
  const expected = after.amounts.expectedSompi ?? 0n;
  const stepEvents = TRANSFER_ORDER.flatMap((step) =>
    steps[step]
      .sort((a, b) => byChainOrder(a.row, b.row))
      .map(({ row, detail }) => ({
        name: `transfer.${step}` as const,
        outpoint: row.outpoint,
        detail,
        silent: isQuiet(row, expected),
      })),
  );
  return [...moved, ...stepEvents];
}

/** No event is sent for dust, nor from the 101st transfer on (docs/spec/payment-lifecycle.md#dust). */
function isQuiet(row: Transfer, expectedSompi: bigint): boolean {
  return row.ordinal > MAX_ANNOUNCED_TRANSFERS || isDust(row) || row.sompi * 1_000n < expectedSompi;
}

function hasNewLate({ beforeTransfers, transfers, settlement }: Difference): boolean {
  const live = new Set(beforeTransfers.filter(isLive).map((each) => each.outpoint));
  return transfers.some((each) => settlement.late.has(each.outpoint) && !live.has(each.outpoint));
}

const HEIGHT = { invalid: 0, pending: 0, canceled: 0, expired: 1, underpaid: 1, confirming: 2, confirmed: 3 };

function fellByRevert({ before, after, reverted, mover }: Difference): boolean {
  return reverted && mover === "chain" && HEIGHT[after.status] < HEIGHT[before.status];
}

function statusEvents(difference: Difference): PendingEvent[] {
  const { before, after, was, settlement } = difference;
  const { missingSompi, topUpSompi } = after.amounts;
  const same = before.status === after.status;
  const credited = settlement.creditedSompi;
  switch (after.status) {
    case "pending":
      return [];
    case "underpaid":
      return same && credited === was.creditedSompi
        ? []
        : [event("payment.underpaid", { missingSompi, topUpSompi })];
    case "confirming":
      return same || fellByRevert(difference) ? [] : [confirmingEvent(difference)];
    case "confirmed":
      return same ? [] : confirmedEvents(difference);
    case "expired":
      if (same) return [];
      return [
        event(
          "payment.expired",
          credited > 0n ? { partiallyPaid: true, missingSompi } : { partiallyPaid: false },
        ),
      ];
    case "canceled":
      return same ? [] : [event("payment.canceled", {})];
    case "invalid":
      if (same) return [];
      return [event("payment.invalid", isClosedByMark(after) ? { manual: true } : { reason: "reverted" })];
  }
}

function confirmingEvent({ before, settlement, mover }: Difference): PendingEvent {
  const failed = before.status === "expired" || before.status === "invalid";
  const recovered = mover === "chain" && failed && settlement.admitted.size === 0;
  return event("payment.confirming", recovered ? { recovered: true } : {});
}

function confirmedEvents(difference: Difference): PendingEvent[] {
  const { before, settlement, mover } = difference;
  const events: PendingEvent[] = [];
  const byMoney = mover === "chain" || (mover === "resolve" && difference.after.mark === null);
  if (byMoney && before.status !== "confirming") events.push(confirmingEvent(difference));
  if (before.confirmedSent) return events;
  if (difference.after.mark?.kind === "paid")
    return [...events, event("payment.confirmed", { manual: true })];
  const flags = { late: settlement.admitted.size > 0, overpaid: settlement.surplusSompi > 0n };
  const again = before.confirmedAt !== null ? { reconfirmed: true } : {};
  return [...events, event("payment.confirmed", { ...flags, ...again })];
}
