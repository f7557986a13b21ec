// The outputs of a refund or payout: what a page of the chain makes of them, and their depth.
import { SNAPSHOT_CONFIRMATIONS } from "../lifecycle/transfers.ts";
import type { Disbursement, DisbursementFact, DisbursementOutput, SentOutput } from "./disbursement.ts";

/** Anybody can send the sum to the address: from this many outputs on, only those of the merchant's wallet are recorded. */
const MOST_UNKNOWN = 20;

/** Removals first, then acceptances: an output in both lists was accepted again. */
export function outputsAfter(
  { outputs, watchedFromDaa, requiredConfirmations }: Disbursement,
  { voided, accepted, virtualDaa }: Extract<DisbursementFact, { kind: "chain" }>,
): DisbursementOutput[] {
  const confirmed = new Set(outputs.flatMap((row) => (row.status === "confirmed" ? [row.outpoint] : [])));
  const rows = new Map(outputs.map((each) => [each.outpoint, each]));
  for (const outpoint of voided) {
    const row = rows.get(outpoint);
    if (row !== undefined) {
      rows.set(outpoint, { ...row, status: "reverted", acceptingBlockHash: null, acceptingDaa: null });
    }
  }
  for (const output of accepted) {
    const row = rows.get(output.outpoint);
    if (row === undefined && (watchedFromDaa === null || output.daa <= watchedFromDaa)) continue;
    if (row === undefined && !output.ownInputs && rows.size >= MOST_UNKNOWN) continue;
    // A snapshot knows less than the block that accepted the output.
    if (row !== undefined && row.status !== "reverted" && output.blockHash === null) continue;
    const sameBlock = row?.acceptingBlockHash === output.blockHash && row.acceptingDaa === output.daa;
    if (row !== undefined && sameBlock && row.status !== "reverted") continue;
    const moved: DisbursementOutput = {
      outpoint: output.outpoint,
      status: "accepted",
      source: row === undefined || row.source === "unknown" ? sourceOf(output) : row.source,
      acceptingBlockHash: output.blockHash,
      acceptingDaa: output.daa,
      acceptedAt: row?.acceptedAt ?? output.blockTime,
    };
    // Another block accepted it again: only missing depth takes the confirmation back.
    const keeps = confirmed.has(output.outpoint) && isAtDepth(moved, requiredConfirmations, virtualDaa);
    rows.set(output.outpoint, keeps ? { ...moved, status: "confirmed" } : moved);
  }
  return [...rows.values()];
}

const sourceOf = ({ ownInputs }: SentOutput) => (ownInputs ? "wallet" : "unknown");

/** Whether an output has enough confirmations at this score. */
export function isAtDepth(row: DisbursementOutput, required: number, virtualDaa: bigint): boolean {
  const due = confirmDueOf(row, required);
  return due !== null && virtualDaa >= due;
}

/** DAA score at which an output has enough confirmations; null while it is not on the chain. */
export function confirmDueOf(row: DisbursementOutput, required: number): bigint | null {
  if (row.acceptingDaa === null) return null;
  const unproven = row.acceptingBlockHash === null ? SNAPSHOT_CONFIRMATIONS : 0;
  return row.acceptingDaa + BigInt(Math.max(required, unproven));
}
