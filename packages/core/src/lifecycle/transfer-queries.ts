// Questions about transfers that several rules ask.
import type { Transfer } from "../payment.ts";

/** On the chain now: accepted or confirmed. */
export function isLive(transfer: Transfer): boolean {
  return transfer.status === "accepted" || transfer.status === "confirmed";
}

/** 0.1 KAS: wallets cannot normally send less, and no payment asks for less. */
export const DUST_SOMPI = 10_000_000n;

/** Anybody can send dust to a shown address: it is recorded, never counted (docs/spec/payment-lifecycle.md#dust). */
export function isDust(transfer: Pick<Transfer, "sompi">): boolean {
  return transfer.sompi < DUST_SOMPI;
}

/** Money on the chain that may count: not bound to a covenant, and no dust. */
export function isCountable(transfer: Transfer): boolean {
  return isLive(transfer) && transfer.covenantId === null && !isDust(transfer);
}

/** Something that was or may become money of the payment: no dust, and neither dropped nor reverted. */
export function isStanding(transfer: Transfer): boolean {
  return (transfer.status === "detected" || isLive(transfer)) && !isDust(transfer);
}

/** By DAA score, transaction id, index; those without a score come last (docs/spec/payment-lifecycle.md#event-order). */
export function byChainOrder(a: Transfer, b: Transfer): number {
  const left = a.acceptingDaa;
  const right = b.acceptingDaa;
  if (left !== right) {
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -1 : 1;
  }
  if (a.txId !== b.txId) return a.txId < b.txId ? -1 : 1;
  return a.outputIndex - b.outputIndex;
}

export function sumSompi(transfers: Iterable<Transfer>): bigint {
  let sum = 0n;
  for (const transfer of transfers) sum += transfer.sompi;
  return sum;
}

/** Deep equality of plain data (rows, snapshots): same facts must be recognised as "nothing changed". */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  if (left.length !== Object.keys(b).length) return false;
  return left.every(([key, value]) => key in b && sameData(value, (b as Record<string, unknown>)[key]));
}
