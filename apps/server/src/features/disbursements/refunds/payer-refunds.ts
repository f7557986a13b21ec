// The refunds of one payment, for its payer: docs/spec/checkout.md#refunds.
import type { PublicRefund } from "@kaspa-pay/api-contract";
import type { UnitOfWork } from "../../../database/unit-of-work.ts";
import type { PaymentWithTransfers } from "../../payments/records.ts";
import { disbursementRepository } from "../repository/disbursements.ts";
import { publicRefundView } from "./view.ts";

const MOST_SHOWN = 100;

export function createPayerRefunds(deps: { readonly unitOfWork: UnitOfWork }) {
  return async ({ payment, details, transfers }: PaymentWithTransfers): Promise<PublicRefund[]> => {
    // Without any money there is nothing to refund: a checkout that waits for it costs no read here.
    if (transfers.length === 0) return [];
    const rows = await disbursementRepository(deps.unitOfWork.db).list(
      details.storeId,
      { kind: "refund", paymentId: payment.id },
      { limit: MOST_SHOWN, afterId: null },
    );
    return rows.slice(0, MOST_SHOWN).map(publicRefundView);
  };
}

export type PayerRefunds = ReturnType<typeof createPayerRefunds>;
