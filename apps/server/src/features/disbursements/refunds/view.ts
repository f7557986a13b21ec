import type { PublicRefund, Refund } from "@kaspa-pay/api-contract";
import type { StoredDisbursement } from "../records.ts";
import { commonFields, fiatSum, kasSumOrNull } from "../view.ts";

/** A refund in the data of its events: receivers and their logs get no link that claims money. */
export function refundEventView(
  stored: StoredDisbursement,
  virtualDaa: bigint,
): Omit<Refund, "claimUrl" | "email"> {
  const { details, paymentId, disbursement } = stored;
  if (details.kind !== "refund" || paymentId === null) throw new Error("Invariant: not a refund");
  const { basis, sums, atPayment, rateNow, reason } = details;
  return {
    ...commonFields(stored, virtualDaa),
    paymentId,
    address: disbursement.address,
    basis,
    sums: {
      kas: kasSumOrNull(sums.kasSompi),
      fiatAtPayment: kasSumOrNull(sums.fiatAtPaymentSompi),
      fiatNow: kasSumOrNull(sums.fiatNowSompi),
      atPayment: atPayment === null ? null : fiatSum(atPayment),
      rateNow,
    },
    reason,
  };
}

/** A refund in its API form. `claimUrl`: of its claim page; null for callers who may not send money out. */
export function refundView(stored: StoredDisbursement, virtualDaa: bigint, claimUrl: string | null): Refund {
  const { details, disbursement } = stored;
  const waits = disbursement.status === "awaiting_destination";
  return {
    ...refundEventView(stored, virtualDaa),
    email: details.kind === "refund" ? details.email : null,
    claimUrl: waits ? claimUrl : null,
  };
}

/** What the payer of the payment may see: never the claim link, because more people see a checkout than its payer. */
export function publicRefundView(stored: StoredDisbursement): PublicRefund {
  const { status, amount, amountSompi, txId, createdAt } = commonFields(stored, 0n);
  return { status, amount, amountSompi, txId, createdAt };
}
