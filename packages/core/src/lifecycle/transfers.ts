// The rows of transfers and how chain and mempool change them (docs/spec/payment-lifecycle.md#transfers). Rows are never
// deleted.
import type { AcceptedOutput, ChainClock, Fact } from "../facts.ts";
import type { Outpoint, Payment, Transfer } from "../payment.ts";
import type { Step } from "./actions.ts";
import type { ManualRaise } from "./attention.ts";
import { isClosedByMark } from "./totals.ts";
import { isLive, sumSompi } from "./transfer-queries.ts";

/** Newly mined money cannot be spent earlier. */
export const COINBASE_CONFIRMATIONS = 1_000;
/** An output known only from a UTXO snapshot waits at least this long (docs/spec/payment-lifecycle.md#confirmations). */
export const SNAPSHOT_CONFIRMATIONS = 600;

/** `txid:index`, the key of a transfer. */
export function outpointOf(output: { readonly txId: string; readonly outputIndex: number }): Outpoint {
  return `${output.txId}:${output.outputIndex}`;
}

/** The part of one chain page that concerns this payment. */
export interface ChainBatch {
  readonly voided: readonly Outpoint[];
  readonly accepted: readonly AcceptedOutput[];
  readonly virtualDaa: bigint;
  readonly source: "chain" | "attach";
}

/** Removals first, then acceptances in the order given: an output in both lists was re-accepted. */
export function applyBatch(payment: Payment, transfers: readonly Transfer[], batch: ChainBatch): Transfer[] {
  const rows = new Map(transfers.map((each) => [each.outpoint, each]));
  const voided = new Set(batch.voided);
  // For an output that is named twice the last acceptance counts.
  const again = new Map(batch.accepted.map((output) => [outpointOf(output), output]));
  for (const outpoint of voided) {
    const row = rows.get(outpoint);
    if (row && isLive(row) && !again.has(outpoint)) rows.set(outpoint, reverted(row));
  }
  for (const [outpoint, output] of again) {
    const row = rows.get(outpoint);
    if (!row) {
      // Older than the payment: never its money, whatever the address says.
      if (output.daa <= payment.createdDaa) continue;
      rows.set(outpoint, arrived(payment, blankRow(outpoint, output, rows.size + 1, batch.source), output));
    } else if (!isLive(row)) {
      rows.set(outpoint, arrived(payment, row, output));
    } else {
      rows.set(outpoint, reaccepted(payment, row, output, voided.has(outpoint), batch.virtualDaa));
    }
  }
  return [...rows.values()];
}

function reverted(row: Transfer): Transfer {
  return {
    ...row,
    status: "reverted",
    acceptingBlockHash: null,
    acceptingDaa: null,
    confirmDueDaa: null,
    confirmedAt: null,
    admitted: false,
    credited: false,
  };
}

function arrived(payment: Payment, row: Transfer, output: AcceptedOutput): Transfer {
  const seenFirstAt = Math.min(row.seenAt ?? output.blockTime, output.blockTime);
  return {
    ...withBlock(payment, row, output),
    status: "accepted",
    sompi: output.sompi,
    paidAt: row.paidAt ?? Math.max(payment.createdAt, seenFirstAt),
    coinbase: output.coinbase,
    covenantId: output.covenantId,
    underMark: isClosedByMark(payment),
  };
}

/** Accepted again by another block: the depth starts again, and a confirmed transfer becomes accepted if it is short. */
function reaccepted(
  payment: Payment,
  row: Transfer,
  output: AcceptedOutput,
  voided: boolean,
  virtualDaa: bigint,
): Transfer {
  const sameBlock = row.acceptingBlockHash === output.blockHash && row.acceptingDaa === output.daa;
  // A snapshot knows less than the block that accepted the output.
  if (sameBlock || (output.blockHash === null && !voided)) return row;
  // A wrong sum of an earlier block is corrected by this one.
  const moved = { ...withBlock(payment, row, output), sompi: output.sompi };
  const short = moved.confirmDueDaa !== null && virtualDaa < moved.confirmDueDaa;
  return row.status === "confirmed" && short ? { ...moved, status: "accepted", confirmedAt: null } : moved;
}

function withBlock(payment: Payment, row: Transfer, output: AcceptedOutput): Transfer {
  const moved: Transfer = {
    ...row,
    acceptingBlockHash: output.blockHash,
    acceptingDaa: output.daa,
    inputAddresses: output.inputAddresses.length > 0 ? output.inputAddresses : row.inputAddresses,
    rate: row.rate ?? output.rate,
    usdRate: row.usdRate ?? output.usdRate,
  };
  return { ...moved, confirmDueDaa: confirmDueOf(moved, payment.requiredConfirmations) };
}

function blankRow(
  outpoint: Outpoint,
  output: AcceptedOutput,
  ordinal: number,
  source: "chain" | "attach",
): Transfer {
  return {
    outpoint,
    ordinal,
    txId: output.txId,
    outputIndex: output.outputIndex,
    sompi: output.sompi,
    status: "accepted",
    seenAt: null,
    paidAt: null,
    acceptingBlockHash: null,
    acceptingDaa: null,
    confirmDueDaa: null,
    confirmedAt: null,
    coinbase: output.coinbase,
    covenantId: output.covenantId,
    inputAddresses: output.inputAddresses,
    rate: null,
    usdRate: null,
    admitted: false,
    credited: false,
    underMark: false,
    source: source === "chain" && output.blockHash === null ? "snapshot" : source,
  };
}

/** A mempool observation only ever makes a new row: a row that exists knows more. */
export function observed(
  transfers: readonly Transfer[],
  seen: Pick<AcceptedOutput, "txId" | "outputIndex" | "sompi" | "inputAddresses">,
  now: number,
): readonly Transfer[] {
  const outpoint = outpointOf(seen);
  if (transfers.some((each) => each.outpoint === outpoint)) return transfers;
  const output = {
    ...seen,
    blockHash: null,
    daa: 0n,
    blockTime: now,
    coinbase: false,
    covenantId: null,
    rate: null,
    usdRate: null,
  };
  const row = blankRow(outpoint, output, transfers.length + 1, "chain");
  return [...transfers, { ...row, status: "detected", seenAt: now, source: "mempool" }];
}

/** A detected transfer that left the mempool unaccepted. */
export function dropped(transfers: readonly Transfer[], outpoint: Outpoint): readonly Transfer[] {
  return transfers.map((each) =>
    each.outpoint === outpoint && each.status === "detected" ? { ...each, status: "dropped" } : each,
  );
}

/** DAA score at which a transfer has enough confirmations; null while it is not on the chain. */
export function confirmDueOf(
  row: Pick<Transfer, "acceptingBlockHash" | "acceptingDaa" | "coinbase">,
  required: number,
): bigint | null {
  if (row.acceptingDaa === null) return null;
  const atLeast = row.coinbase ? COINBASE_CONFIRMATIONS : 0;
  const unproven = row.acceptingBlockHash === null ? SNAPSHOT_CONFIRMATIONS : 0;
  return row.acceptingDaa + BigInt(Math.max(required, atLeast, unproven));
}

/** Confirms what has enough depth at this clock; without a clock only the due scores are raised to `required`. */
export function confirmDeep(
  transfers: readonly Transfer[],
  required: number,
  clock: ChainClock | null,
): Transfer[] {
  const rechecked = new Set(clock?.rechecked ?? []);
  return transfers.map((row) => {
    if (row.status !== "accepted") return row;
    const confirmDueDaa = confirmDueOf(row, required);
    const deep = clock?.canConfirm === true && confirmDueDaa !== null && clock.virtualDaa >= confirmDueDaa;
    const proven = row.acceptingBlockHash !== null || rechecked.has(row.outpoint);
    return deep && proven
      ? {
          ...row,
          confirmDueDaa,
          status: "confirmed",
          confirmedAt: Math.max(clock.chainTime, row.paidAt ?? 0),
        }
      : { ...row, confirmDueDaa };
  });
}

export function writeChain(
  payment: Payment,
  transfers: readonly Transfer[],
  batch: ChainBatch,
  gap: Pick<Extract<Fact, { kind: "chain" }>, "gap" | "vanished"> = {},
): Step {
  const rows = applyBatch(payment, transfers, batch);
  const paidBefore = new Set(transfers.filter((each) => each.paidAt !== null).map((each) => each.outpoint));
  const firstTime = new Set(rows.filter((each) => each.paidAt !== null).map((each) => each.outpoint));
  for (const outpoint of paidBefore) firstTime.delete(outpoint);
  const raises: ManualRaise[] = [];
  for (const output of batch.accepted) {
    if (!firstTime.delete(outpointOf(output))) continue;
    if (output.covenantId !== null) raises.push(raise("covenant", output.sompi));
    else if (output.fitsPastOwner === true) raises.push(raise("pastOwner", output.sompi));
  }
  const vanished = new Set(gap.vanished ?? []);
  const missing = rows.filter((each) => vanished.has(each.outpoint) && each.status === "accepted");
  if (missing.length > 0 && !payment.attention.some((each) => each.cause === "vanished")) {
    raises.push(raise("vanished", sumSompi(missing)));
  }
  if (gap.gap === true && !rows.some(isLive)) raises.push(raise("gap", 0n));
  return { payment, transfers: rows, raises };
}

function raise(cause: ManualRaise["cause"], amountSompi: bigint): ManualRaise {
  return { cause, amountSompi, acceptedBy: null, note: null };
}

export function writeRefund(
  payment: Payment,
  transfers: readonly Transfer[],
  { refundId, refundSequence: sequence, event, refundedSompi }: Extract<Fact, { kind: "refund" }>,
): Step {
  const recorded = payment.refunds.some((each) => each.refundId === refundId && each.sequence >= sequence);
  if (recorded) return { payment, transfers };
  const others = payment.refunds.filter((each) => each.refundId !== refundId);
  const refunds = [...others, { refundId, event, sequence }];
  return { payment: { ...payment, amounts: { ...payment.amounts, refundedSompi }, refunds }, transfers };
}
