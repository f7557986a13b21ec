// What people may do to a payment (docs/spec/payment-lifecycle.md#actions), and what each action writes before the rules run.
import type { AttentionReason } from "../catalogue/lists.ts";
import type { Fact, Refusal } from "../facts.ts";
import type { AttentionEntry, Mark, MarkKind, Payment, Quote, Transfer } from "../payment.ts";
import type { ManualRaise, Resolution } from "./attention.ts";
import { isOnTime } from "./totals.ts";
import { isStanding, sameData } from "./transfer-queries.ts";

/** A fact written into the rows; status, sums, attention and events follow from it. */
export interface Step {
  readonly payment: Payment;
  readonly transfers: readonly Transfer[];
  readonly raises?: readonly ManualRaise[];
  readonly resolution?: Resolution;
}

export type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { kind: Kind }>;

function refuse(text: string): Refusal {
  return { ok: false, code: "conflict", text };
}

const HAS_TRANSFERS: Refusal = {
  ok: false,
  code: "payment_has_transfers",
  text: "Money for this payment was already seen: read it again.",
};

function refusalOfCancel(payment: Payment, transfers: readonly Transfer[]): Refusal | null {
  if (payment.status === "canceled") return refuse("The payment is canceled already.");
  if (payment.mark !== null) return refuse(`The payment was marked by hand and is ${payment.status}.`);
  if (transfers.some(isStanding)) return HAS_TRANSFERS;
  return payment.status === "pending"
    ? null
    : refuse(`A payment that is ${payment.status} cannot be canceled.`);
}

/** A page renews 288 times in the longest window; a payer cannot make the row grow without limit. */
const MAX_QUOTES = 500;

/** Why a payment gets no new quote now; null = it may. For callers who have to find a rate first. */
export function refusalOfRequote(payment: Payment, transfers: readonly Transfer[]): Refusal | null {
  if (payment.price.kind !== "fiat") return refuse("Only a fiat price has quotes.");
  if (transfers.some(isStanding)) return HAS_TRANSFERS;
  if (payment.quotes.length >= MAX_QUOTES) return refuse("The price was renewed too often.");
  return payment.status === "pending"
    ? null
    : refuse(`A payment that is ${payment.status} gets no new quote.`);
}

function refusalOfMark(payment: Payment, kind: "paid" | "invalid"): Refusal | null {
  if (kind === "paid")
    return payment.status === "confirmed" ? refuse("The payment is confirmed already.") : null;
  switch (payment.status) {
    case "underpaid":
    case "confirming":
    case "confirmed":
    case "expired":
      return null;
    case "pending":
    case "canceled":
    case "invalid":
      return refuse(`A payment that is ${payment.status} cannot be marked invalid.`);
  }
}

function openEntry(payment: Payment, reason: AttentionReason): AttentionEntry | undefined {
  return payment.attention.find((each) => each.reason === reason && each.state === "open");
}

export function cancel(
  payment: Payment,
  transfers: readonly Transfer[],
  fact: FactOf<"cancel">,
): Step | Refusal {
  const mark = markOf("canceled", fact.actor, fact.reason ?? "", fact.now);
  if (sameData(payment.mark, mark)) return { payment, transfers };
  return refusalOfCancel(payment, transfers) ?? { payment: { ...payment, mark }, transfers };
}

export function setMark(
  payment: Payment,
  transfers: readonly Transfer[],
  kind: "paid" | "invalid",
  fact: FactOf<"markPaid" | "markInvalid" | "clearMark">,
): Step | Refusal {
  const mark = markOf(kind, fact.actor, fact.reason, fact.now);
  if (sameData(payment.mark, mark)) return { payment, transfers };
  const refusal = refusalOfMark(payment, kind);
  return refusal ?? { payment: { ...payment, mark }, transfers, raises: [raiseOfMark(mark)] };
}

export function clearMark(payment: Payment, transfers: readonly Transfer[]): Step | Refusal {
  if (payment.mark === null) return refuse("The payment carries no mark.");
  // The time of the mark is not the time of money that may come later.
  const confirmedAt = payment.mark.kind === "paid" ? null : payment.confirmedAt;
  return { payment: { ...payment, mark: null, confirmedAt }, transfers };
}

function markOf(kind: MarkKind, actor: string, reason: string, at: number): Mark {
  return { kind, actor, reason, at };
}

function raiseOfMark(mark: Mark): ManualRaise {
  return { cause: "mark", amountSompi: 0n, acceptedBy: mark.actor, note: mark.reason };
}

export function requote(
  payment: Payment,
  transfers: readonly Transfer[],
  fact: FactOf<"requote">,
): Step | Refusal {
  if (payment.quotes.some((each) => isSameQuote(each, fact.quote))) return { payment, transfers };
  const refusal = refusalOfRequote(payment, transfers);
  if (refusal) return refusal;
  const replaced = payment.quotes.map((each) => ({
    ...each,
    replacedAt: each.replacedAt ?? fact.quote.issuedAt,
  }));
  return { payment: { ...payment, quotes: [...replaced, { ...fact.quote, replacedAt: null }] }, transfers };
}

/** Why no new payment may be opened for the order of this one; null = it may. */
export function refusalOfRenew(payment: Payment, transfers: readonly Transfer[]): Refusal | null {
  // Money that came, or is on its way, may still make this payment good: two payments of one order would both be paid.
  if (transfers.some(isStanding)) return HAS_TRANSFERS;
  if (payment.replacedBy !== null) return refuse("The payment was renewed already.");
  switch (payment.status) {
    case "expired":
      return null;
    case "pending":
    case "underpaid":
    case "confirming":
      return refuse("The payment is not expired yet: money for it may still be on its way.");
    case "confirmed":
    case "canceled":
    case "invalid":
      return refuse(`A payment that is ${payment.status} is not renewed.`);
  }
}

export function renew(
  payment: Payment,
  transfers: readonly Transfer[],
  fact: FactOf<"renew">,
): Step | Refusal {
  if (payment.replacedBy === fact.successorId) return { payment, transfers };
  const refusal = refusalOfRenew(payment, transfers);
  return refusal ?? { payment: { ...payment, replacedBy: fact.successorId }, transfers };
}

/**
 * Only ever shortens, never to before money that came in time, and only while the payer's time still decides; the
 * deadline itself is met by chain time.
 */
export function endWindow(
  payment: Payment,
  transfers: readonly Transfer[],
  fact: FactOf<"endWindow">,
): Step | Refusal {
  const came = transfers.filter((each) => isOnTime(payment, each)).map((each) => each.paidAt ?? 0);
  const expiresAt = Math.max(fact.expiresAt, ...came);
  if (payment.expiresAt + payment.policy.graceMs <= expiresAt) return { payment, transfers };
  if (payment.status !== "pending" && payment.status !== "underpaid") {
    return refuse(`A payment that is ${payment.status} waits for nobody.`);
  }
  const policy = { ...payment.policy, graceMs: 0 };
  return { payment: { ...payment, expiresAt, policy }, transfers };
}

function isSameQuote(a: Quote, b: Quote): boolean {
  return sameData({ ...a, replacedAt: null }, { ...b, replacedAt: null });
}

export function resolve(
  payment: Payment,
  transfers: readonly Transfer[],
  fact: FactOf<"resolve">,
): Step | Refusal {
  const state = fact.action === "accept" ? "accepted" : "ignored";
  const resolvedBefore = payment.attention.some(
    (each) =>
      each.reason === fact.attention &&
      each.state === state &&
      each.resolvedAt === fact.now &&
      each.resolvedBy === fact.actor,
  );
  if (resolvedBefore) return { payment, transfers };
  const entry = openEntry(payment, fact.attention);
  if (!entry) return refuse(`No open attention "${fact.attention}".`);
  const resolution: Resolution = { reason: fact.attention, state, actor: fact.actor, note: fact.note };
  if (fact.action === "ignore") return { payment, transfers, resolution };
  const accepted = accept(payment, fact);
  return "ok" in accepted ? accepted : { transfers, resolution, ...accepted };
}

/** What accepting writes; for `overpaid`, `multiple` and `manual` it writes nothing else. */
function accept(payment: Payment, fact: FactOf<"resolve">): Pick<Step, "payment" | "raises"> | Refusal {
  switch (fact.attention) {
    case "underpaid":
      return { payment: { ...payment, acceptedShortSompi: payment.amounts.creditedSompi } };
    case "late":
      if (payment.mark?.kind === "invalid")
        return refuse("The payment is marked invalid: clear the mark first.");
      return {
        payment: {
          ...payment,
          lateAdmitted: true,
          mark: payment.mark?.kind === "canceled" ? null : payment.mark,
        },
      };
    case "reverted": {
      const mark = markOf("paid", fact.actor, fact.note ?? "reverted money accepted", fact.now);
      return { payment: { ...payment, mark }, raises: [raiseOfMark(mark)] };
    }
    case "overpaid":
    case "multiple":
    case "manual":
      return { payment };
  }
}

/** An action that changes a payment by hand. */
export type ActionName = "cancel" | "markPaid" | "markInvalid" | "clearMark" | "requote";

/** What may be done to a payment now. */
export interface AllowedActions {
  readonly actions: readonly ActionName[];
  /** Open attentions and how each may be resolved. */
  readonly resolve: readonly {
    readonly attention: AttentionReason;
    readonly actions: readonly ("accept" | "ignore")[];
  }[];
}

/** What `reduce` would not refuse now: feeds `allowedMarks[]` of the API and the buttons of the dashboard. */
export function allowedActions(payment: Payment, transfers: readonly Transfer[]): AllowedActions {
  const actions: ActionName[] = [];
  if (refusalOfCancel(payment, transfers) === null) actions.push("cancel");
  if (refusalOfMark(payment, "paid") === null) actions.push("markPaid");
  if (refusalOfMark(payment, "invalid") === null) actions.push("markInvalid");
  if (payment.mark !== null) actions.push("clearMark");
  if (refusalOfRequote(payment, transfers) === null) actions.push("requote");
  const open = payment.attention.filter((each) => each.state === "open");
  return {
    actions,
    resolve: open.map(({ reason }) => ({
      attention: reason,
      actions: reason === "late" && payment.mark?.kind === "invalid" ? ["ignore"] : ["accept", "ignore"],
    })),
  };
}
