import type { Payout } from "@kaspa-pay/api-contract";
import type { StoredDisbursement } from "../records.ts";
import { commonFields, fiatSum } from "../view.ts";

/** A payout in its API form. */
export function payoutView(stored: StoredDisbursement, virtualDaa: bigint): Payout {
  const { details, disbursement, orderId } = stored;
  if (details.kind !== "payout") throw new Error("Invariant: not a payout");
  return {
    ...commonFields(stored, virtualDaa),
    currency: details.currency,
    fiat: details.fiat === null ? null : fiatSum(details.fiat),
    recipientAddress: disbursement.address ?? "",
    orderId,
    description: details.description,
    metadata: { ...details.metadata },
    approvedBy: details.approvedBy,
    needsOtherPerson: details.needsOtherPerson,
  };
}
