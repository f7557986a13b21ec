// What readers derive from a stored payment; nothing here changes one.
import type { Payment, Transfer } from "../payment.ts";
import { isDust, isLive, sumSompi } from "./transfer-queries.ts";
import { COINBASE_CONFIRMATIONS } from "./transfers.ts";

/**
 * Whether the payer may still be shown an address and a QR code: `pending` or `underpaid`, before `expiresAt`.
 * The status itself changes only at the deadline (docs/spec/payment-lifecycle.md#deadline).
 * @param now ms, the database clock
 */
export function payable(payment: Pick<Payment, "status" | "expiresAt">, now: number): boolean {
  return (payment.status === "pending" || payment.status === "underpaid") && now < payment.expiresAt;
}

/** What the QR code asks for now, in sompi: the expected amount while `pending`, the top-up while `underpaid`; null = nothing, or any amount. */
export function amountDue(payment: Pick<Payment, "status" | "amounts">): bigint | null {
  if (payment.status === "pending") return payment.amounts.expectedSompi;
  return payment.status === "underpaid" ? payment.amounts.topUpSompi : null;
}

/** Confirmations of one transfer: DAA score steps since its acceptance, never below 0; 0 when it is not on the chain. */
export function transferConfirmations(transfer: Transfer, virtualDaa: bigint): number {
  if (!isLive(transfer) || transfer.acceptingDaa === null) return 0;
  return virtualDaa > transfer.acceptingDaa ? Number(virtualDaa - transfer.acceptingDaa) : 0;
}

/** The transfers that count towards the payment now, in the order given. Every sum that is shown is a sum of these. */
export function creditedTransfers(transfers: readonly Transfer[]): Transfer[] {
  return transfers.filter((each) => each.credited);
}

/**
 * Money on the chain that does not count: late and not accepted, under a mark, bound to a covenant, dust.
 * @param dust false leaves dust out, for payers: it is not their money
 */
export function uncreditedSompi(transfers: readonly Transfer[], { dust }: { dust: boolean }): bigint {
  return sumSompi(transfers.filter((each) => isLive(each) && !each.credited && (dust || !isDust(each))));
}

export interface TakenBack {
  readonly sompi: bigint;
  /** The newest of them. */
  readonly txId: string;
}

/** Money of this payment that left the chain, while the rest is not enough; null = nothing is missing for that reason. */
export function takenBackOf(payment: Payment, transfers: readonly Transfer[]): TakenBack | null {
  const { creditedSompi, thresholdSompi } = payment.amounts;
  if (payment.mark?.kind === "paid" || (creditedSompi > 0n && creditedSompi >= thresholdSompi)) return null;
  const gone = transfers.filter((each) => each.status === "reverted" && !isDust(each));
  const newest = gone.at(-1);
  return newest === undefined ? null : { sompi: sumSompi(gone), txId: newest.txId };
}

/** Confirmations after which this transfer is confirmed: newly mined money needs more than the payment asks for. */
export function requiredOf(payment: Payment, transfer: Transfer): number {
  if (transfer.confirmDueDaa !== null && transfer.acceptingDaa !== null)
    return Number(transfer.confirmDueDaa - transfer.acceptingDaa);
  return Math.max(payment.requiredConfirmations, transfer.coinbase ? COINBASE_CONFIRMATIONS : 0);
}

/** Shown for a payment: what its credited transfers need, the most of them. */
export function requiredConfirmationsOf(payment: Payment, transfers: readonly Transfer[]): number {
  const needs = creditedTransfers(transfers).map((each) => requiredOf(payment, each));
  return Math.max(payment.requiredConfirmations, ...needs);
}

/** Confirmations shown for a payment: the fewest of its credited transfers; 0 without any. */
export function confirmationsOf(transfers: readonly Transfer[], virtualDaa: bigint): number {
  const counts = creditedTransfers(transfers).map((each) => transferConfirmations(each, virtualDaa));
  return counts.length === 0 ? 0 : Math.min(...counts);
}

/** Confirmations that the slowest credited transfer still lacks; null without any. */
export function confirmationsLeft(
  payment: Payment,
  transfers: readonly Transfer[],
  virtualDaa: bigint,
): number | null {
  const left = creditedTransfers(transfers).map(
    (each) => requiredOf(payment, each) - transferConfirmations(each, virtualDaa),
  );
  return left.length === 0 ? null : Math.max(0, ...left);
}

const DAA_PER_SECOND = 10;

/** About how many seconds so many confirmations take, rounded up (ten blocks a second); never below 0. */
export function secondsOf(confirmations: number): number {
  return Math.max(0, Math.ceil(confirmations / DAA_PER_SECOND));
}
