// The refunds of one payment, for its payer: docs/spec/checkout.md#refunds.
import type { PublicRefund } from "@kaspa-pay/api-contract";
import type { PaymentWithTransfers } from "../../payments/records.ts";
import { disbursementRepository } from "../repository/disbursements.ts";
import { type ClaimTokenDeps, createClaimTokens } from "./claim-token.ts";
import { publicRefundView } from "./view.ts";

const MOST_SHOWN = 100;

/** Only for callers who proved the client token: the answer holds links that claim money. */
export function createPayerRefunds(deps: ClaimTokenDeps) {
  const { claimUrl } = createClaimTokens(deps);
  return async ({ payment, details, transfers }: PaymentWithTransfers): Promise<PublicRefund[]> => {
    // Without any money there is nothing to refund: a checkout that waits for it costs no read here.
    if (transfers.length === 0) return [];
    const rows = await disbursementRepository(deps.unitOfWork.db).list(
      details.storeId,
      { kind: "refund", paymentId: payment.id },
      { limit: MOST_SHOWN, afterId: null },
    );
    return rows.slice(0, MOST_SHOWN).map((row) => publicRefundView(row, claimUrl(row.disbursement.id)));
  };
}

export type PayerRefunds = ReturnType<typeof createPayerRefunds>;
