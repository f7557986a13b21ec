// What readers derive from a stored payment; nothing here changes one.
import type { Payment, Transfer } from "../payment.ts";
import { isLive } from "./rows.ts";
import { type Settlement, settle } from "./settle.ts";

/**
 * Whether the payer may still be shown an address and a QR code: `pending` or `underpaid`, before `expiresAt`.
 * The status itself changes only at the deadline, by chain time (features.md 6.2).
 * @param now ms, the database clock
 */
export function payable(payment: Pick<Payment, "status" | "expiresAt">, now: number): boolean {
  return (payment.status === "pending" || payment.status === "underpaid") && now < payment.expiresAt;
}

/** What the QR code asks for now, in sompi: E while `pending`, the top-up while `underpaid`; null = nothing, or any amount. */
export function amountDue(payment: Pick<Payment, "status" | "amounts">): bigint | null {
  if (payment.status === "pending") return payment.amounts.expectedSompi;
  return payment.status === "underpaid" ? payment.amounts.topUpSompi : null;
}

/** Confirmations of one transfer: DAA score steps since its acceptance, never below 0; 0 when it is not on the chain. */
export function transferConfirmations(transfer: Transfer, virtualDaa: bigint): number {
  if (!isLive(transfer) || transfer.acceptingDaa === null) return 0;
  return virtualDaa > transfer.acceptingDaa ? Number(virtualDaa - transfer.acceptingDaa) : 0;
}

/** The transfers that count towards the payment now (features.md 6.3, Credited), in the order given. */
export function creditedTransfers(payment: Payment, transfers: readonly Transfer[]): Transfer[] {
  const { credited } = settledAsStored(payment, transfers);
  return transfers.filter((each) => credited.has(each.outpoint));
}

/** Confirmations shown for a payment: the fewest of its credited transfers; 0 without any. */
export function confirmationsOf(
  payment: Payment,
  transfers: readonly Transfer[],
  virtualDaa: bigint,
): number {
  const counts = creditedTransfers(payment, transfers).map((each) => transferConfirmations(each, virtualDaa));
  return counts.length === 0 ? 0 : Math.min(...counts);
}

const DAA_PER_SECOND = 10;

/** About how many seconds so many confirmations take, rounded up (kaspa.md 1: ten blocks a second); never below 0. */
export function secondsOf(confirmations: number): number {
  return Math.max(0, Math.ceil(confirmations / DAA_PER_SECOND));
}

/** The settlement under the terms that the payment was stored with. */
export function settledAsStored(payment: Payment, transfers: readonly Transfer[]): Settlement {
  const { expectedSompi, thresholdSompi } = payment.amounts;
  return settle(payment, transfers, { expectedSompi, thresholdSompi, chosenQuote: payment.chosenQuote });
}
