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

/** A refund in its API form. `claimUrl`: of its claim page. */
export function refundView(stored: StoredDisbursement, virtualDaa: bigint, claimUrl: string): Refund {
  const { details, disbursement } = stored;
  const waits = disbursement.status === "awaiting_destination";
  return {
    ...refundEventView(stored, virtualDaa),
    email: details.kind === "refund" ? details.email : null,
    claimUrl: waits ? claimUrl : null,
  };
}

/**
 * What the payer of the payment may see. `claimUrl`: of its claim page; shown where it was not sent by mail, which reaches
 * fewer people than the address of the checkout.
 */
export function publicRefundView(stored: StoredDisbursement, claimUrl: string): PublicRefund {
  const { status, amount, amountSompi, txId, createdAt } = commonFields(stored, 0n);
  const waits = status === "awaiting_destination";
  const mailed = stored.details.kind === "refund" && stored.details.email !== null;
  return { status, amount, amountSompi, txId, claimUrl: waits && !mailed ? claimUrl : null, createdAt };
}
