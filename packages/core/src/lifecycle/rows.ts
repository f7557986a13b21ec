// Questions about transfers that several rules ask.
import type { Transfer } from "../payment.ts";

/** On the chain now: accepted or confirmed. */
export function isLive(transfer: Transfer): boolean {
  return transfer.status === "accepted" || transfer.status === "confirmed";
}

/** Something that was or may become money: everything but dropped and reverted. */
export function isStanding(transfer: Transfer): boolean {
  return transfer.status === "detected" || isLive(transfer);
}

/** By DAA score, transaction id, index; those without a score come last (features.md 6.9, event order). */
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
