import type { Payout, Refund } from "@kaspa-pay/api-contract";
import type { DisbursementStatus } from "@kaspa-pay/core";
import type { Step } from "../../../ui/steps.tsx";
import { disbursementMessages as m } from "../messages.ts";

type Shown = Pick<Refund | Payout, "status" | "confirmations" | "requiredConfirmations">;

const REACHED: Partial<Record<DisbursementStatus, number>> = {
  awaiting_approval: 0,
  awaiting_destination: 0,
  awaiting_signature: 1,
  broadcast: 3,
  confirmed: 4,
};

/**
 * The way of a refund or payout, from the question that comes first to the last confirmation.
 *
 * @param firstDone whether that question is answered: the address is named, or the payout is approved. It tells where
 * the way ended.
 */
export function progressOf(kind: "refund" | "payout", shown: Shown, firstDone: boolean): Step[] {
  const { status, confirmations, requiredConfirmations } = shown;
  const names = [kind === "refund" ? "address" : "approval", "signature", "sent", "confirmed"] as const;
  const ended = status === "canceled" || status === "failed";
  const reached = REACHED[status] ?? (firstDone ? 1 : 0);
  const note = status === "broadcast" ? m.nOfM(confirmations, requiredConfirmations) : undefined;
  return names.map((id, at) => ({
    id,
    label: m.stepNames[id],
    state: at < reached ? "done" : at > reached ? "later" : ended ? "ended" : "now",
    ...(id === "confirmed" && note !== undefined && { note }),
  }));
}
