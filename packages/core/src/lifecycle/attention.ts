// Questions to staff (docs/spec/payment-lifecycle.md#attention). Entries are never deleted; a reason has one open entry at
// most.
import type { AttentionReason } from "../catalogue/lists.ts";
import type { Actor, AttentionEntry, AttentionState, ManualCause, Payment, Transfer } from "../payment.ts";
import type { Totals } from "./totals.ts";
import { isLive } from "./transfer-queries.ts";

export interface ManualRaise {
  readonly cause: ManualCause;
  readonly amountSompi: bigint;
  /** Set for a mark: staff knows already, so the entry starts as accepted. */
  readonly acceptedBy: Actor | null;
  readonly note: string | null;
}

export interface Resolution {
  readonly reason: AttentionReason;
  readonly state: "accepted" | "ignored";
  readonly actor: Actor;
  readonly note: string | null;
}

export interface AttentionInput {
  readonly before: Payment;
  /** With its new status, mark and refunded sum; its `attention` is still the old one. */
  readonly after: Payment;
  readonly transfers: readonly Transfer[];
  readonly settlement: Totals;
  /** Credited money that this reduction took off the chain. */
  readonly revertedSompi: bigint;
  readonly raises: readonly ManualRaise[];
  readonly resolution: Resolution | null;
  /** A refund was confirmed or withdrawn by this fact. */
  readonly refund: boolean;
  readonly at: number;
}

export interface AttentionOutcome {
  readonly entries: readonly AttentionEntry[];
  /** The entry that staff resolved by this fact. */
  readonly resolved: AttentionEntry | null;
  /** Opened, or open with another amount: an event is sent. */
  readonly raised: readonly AttentionEntry[];
  /** Cleared, refunded or accepted by policy: in the timeline only. */
  readonly settled: readonly AttentionEntry[];
}

type AttentionDraft = {
  entries: AttentionEntry[];
  resolved: AttentionEntry | null;
  raised: AttentionEntry[];
  settled: AttentionEntry[];
  readonly at: number;
};

export function nextAttention(input: AttentionInput): AttentionOutcome {
  const { after, settlement } = input;
  const book: AttentionDraft = {
    entries: [...after.attention],
    resolved: null,
    raised: [],
    settled: [],
    at: input.at,
  };
  if (input.resolution) resolveByStaff(book, input.resolution);
  const short =
    after.status === "expired" && settlement.creditedSompi < settlement.terms.thresholdSompi
      ? settlement.creditedSompi
      : 0n;
  follow(book, "underpaid", short, null);
  follow(book, "late", settlement.lateSompi, settlement.admitted.size > 0 ? lateAcceptedBy(after) : null);
  follow(book, "overpaid", settlement.multiple ? 0n : settlement.surplusSompi, null);
  follow(book, "multiple", settlement.multiple ? settlement.surplusSompi : 0n, null);
  followReverted(book, input);
  for (const raise of input.raises) raiseManual(book, raise);
  const gap = openEntry(book, "manual");
  if (gap?.cause === "gap" && input.transfers.some(isLive)) close(book, gap, "cleared", null);
  if (input.refund) closeRefunded(book, after.amounts.refundedSompi);
  return book;
}

function lateAcceptedBy(payment: Payment): Actor {
  const accepted = payment.attention.findLast((each) => each.reason === "late" && each.state === "accepted");
  return (payment.lateAdmitted ? accepted?.resolvedBy : null) ?? "policy";
}

function openEntry(book: AttentionDraft, reason: AttentionReason): AttentionEntry | undefined {
  return book.entries.findLast((each) => each.reason === reason && each.state === "open");
}

/** An entry follows the sum that causes it: opened, changed, cleared. `acceptedBy`: somebody decided already. */
function follow(
  book: AttentionDraft,
  reason: AttentionReason,
  amountSompi: bigint,
  acceptedBy: Actor | null,
): void {
  const last = book.entries.findLast((each) => each.reason === reason);
  const open = last?.state === "open" ? last : undefined;
  if (amountSompi === 0n) {
    if (open) close(book, open, "cleared", null);
  } else if (open && acceptedBy !== null) {
    close(book, { ...open, amountSompi }, "accepted", acceptedBy, open);
  } else if (open) {
    change(book, open, amountSompi);
  } else if (!last || last.state === "cleared" || last.amountSompi !== amountSompi) {
    append(book, { reason, cause: null, amountSompi, acceptedBy, note: null });
  }
}

function followReverted(book: AttentionDraft, input: AttentionInput): void {
  const { before, after, settlement, revertedSompi } = input;
  const paid = settlement.confirmedSompi >= settlement.terms.thresholdSompi;
  const left = before.status === "confirmed" && after.status !== "confirmed";
  const open = openEntry(book, "reverted");
  if (revertedSompi > 0n && (left || (after.mark?.kind === "paid" && !paid))) {
    if (open) change(book, open, open.amountSompi + revertedSompi);
    else
      append(book, {
        reason: "reverted",
        cause: null,
        amountSompi: revertedSompi,
        acceptedBy: null,
        note: null,
      });
  } else if (open && paid) {
    close(book, open, "cleared", null);
  }
}

function raiseManual(book: AttentionDraft, raise: ManualRaise): void {
  const open = openEntry(book, "manual");
  if (raise.acceptedBy === null && open) {
    change(book, open, open.amountSompi + raise.amountSompi);
    return;
  }
  // A gap is one fact about the payment: the same fact again raises nothing.
  if (raise.cause === "gap" && book.entries.some((each) => each.cause === "gap")) return;
  append(book, { reason: "manual", ...raise });
}

interface Fresh {
  readonly reason: AttentionReason;
  readonly cause: ManualCause | null;
  readonly amountSompi: bigint;
  readonly acceptedBy: Actor | null;
  readonly note: string | null;
}

function append(book: AttentionDraft, fresh: Fresh): void {
  const born = fresh.acceptedBy !== null;
  const entry: AttentionEntry = {
    reason: fresh.reason,
    state: born ? "accepted" : "open",
    cause: fresh.cause,
    amountSompi: fresh.amountSompi,
    raisedAt: book.at,
    resolvedAt: born ? book.at : null,
    resolvedBy: fresh.acceptedBy,
    note: fresh.note,
  };
  book.entries.push(entry);
  (born ? book.settled : book.raised).push(entry);
}

function change(book: AttentionDraft, open: AttentionEntry, amountSompi: bigint): void {
  if (open.amountSompi === amountSompi) return;
  const entry: AttentionEntry = { ...open, amountSompi, raisedAt: book.at };
  replace(book, open, entry);
  book.raised.push(entry);
}

function close(
  book: AttentionDraft,
  entry: AttentionEntry,
  state: Exclude<AttentionState, "open">,
  actor: Actor | null,
  stored: AttentionEntry = entry,
): void {
  const closed: AttentionEntry = { ...entry, state, resolvedAt: book.at, resolvedBy: actor };
  replace(book, stored, closed);
  book.settled.push(closed);
}

function resolveByStaff(book: AttentionDraft, { reason, state, actor, note }: Resolution): void {
  const open = openEntry(book, reason);
  if (!open) return;
  const closed: AttentionEntry = { ...open, state, resolvedAt: book.at, resolvedBy: actor, note };
  replace(book, open, closed);
  book.resolved = closed;
}

function closeRefunded(book: AttentionDraft, refundedSompi: bigint): void {
  for (const reason of ["underpaid", "late", "overpaid", "multiple"] as const) {
    const open = openEntry(book, reason);
    if (open && refundedSompi >= open.amountSompi) close(book, open, "refunded", null);
  }
}

function replace(book: AttentionDraft, old: AttentionEntry, entry: AttentionEntry): void {
  book.entries = book.entries.map((each) => (each === old ? entry : each));
}
