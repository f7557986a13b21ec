// What the chain and refunds write into the rows, and which attention it raises.
import type { Fact } from "../facts.ts";
import type { Payment, Transfer } from "../payment.ts";
import type { Step } from "./actions.ts";
import type { ManualRaise } from "./attention.ts";
import { isLive, sumSompi } from "./transfer-queries.ts";
import { applyBatch, type ChainBatch, outpointOf } from "./transfers.ts";

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
  { refundId, event, refundedSompi }: Extract<Fact, { kind: "refund" }>,
): Step {
  const told = payment.refunds.some((each) => each.refundId === refundId && each.event === event);
  if (told) return { payment, transfers };
  const amounts = { ...payment.amounts, refundedSompi };
  return { payment: { ...payment, amounts, refunds: [...payment.refunds, { refundId, event }] }, transfers };
}
