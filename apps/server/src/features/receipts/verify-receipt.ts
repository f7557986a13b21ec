import {
  type ReceiptChange,
  type ReceiptCheck,
  ReceiptContent,
  type ReceiptFault,
  ReceiptSignature,
} from "@kaspa-pay/api-contract";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { ReceiptKey } from "../../security/receipt-key.ts";
import { iso } from "../caller.ts";
import { findStorePayment } from "../payments/find-payment.ts";
import type { PaymentWithTransfers } from "../payments/records.ts";
import { canonicalJson } from "./canonical-json.ts";

export interface VerifyReceiptDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly receiptKey: ReceiptKey;
}

/** A receipt file of unknown origin. */
export interface SentReceipt {
  readonly receipt: unknown;
  readonly signature: unknown;
}

export interface VerifiedReceipt {
  readonly check: ReceiptCheck;
  /** What the gateway signed; null unless the receipt is valid. */
  readonly content: ReceiptContent | null;
}

/**
 * Checks the signature, then what the gateway knows of the payment now. The signature is the proof: whoever holds the
 * receipt learns whether it still holds, also of a payment that strangers do not see.
 */
export type VerifyReceipt = (sent: SentReceipt) => Promise<VerifiedReceipt>;

export function createVerifyReceipt({ unitOfWork, clock, receiptKey }: VerifyReceiptDeps): VerifyReceipt {
  return async (sent) => {
    const judged = judge(sent, receiptKey);
    if (typeof judged === "string") {
      return { check: { valid: false, reason: judged, current: null }, content: null };
    }
    const stored = await findStorePayment(unitOfWork.db, judged.storeId, judged.paymentId);
    const change = changeOf(judged, stored);
    const current = {
      holds: change === null,
      reason: change,
      status: stored?.payment.status ?? null,
      refundStatus: stored?.payment.refundStatus ?? null,
      checkedAt: iso(clock.now()),
    };
    return { check: { valid: true, reason: null, current }, content: judged };
  };
}

function judge(sent: SentReceipt, key: ReceiptKey): ReceiptContent | ReceiptFault {
  const receipt = ReceiptContent.safeParse(sent.receipt);
  const signature = ReceiptSignature.safeParse(sent.signature);
  if (!receipt.success || !signature.success) return "malformed";
  if (signature.data.kid !== key.public.kid) return "unknown_key";
  return key.verify(canonicalJson(receipt.data), signature.data.value) ? receipt.data : "bad_signature";
}

/** What of the receipt is no longer so; null = nothing. Money that is gone is named before anything that follows from it. */
function changeOf(content: ReceiptContent, stored: PaymentWithTransfers | null): ReceiptChange | null {
  if (stored === null) return "payment_unknown";
  const pairs = content.transfers.map((signed) => ({
    signed,
    now: stored.transfers.find(
      ({ txId, outputIndex }) => txId === signed.txId && String(outputIndex) === signed.index,
    ),
  }));
  const onChain = pairs.every(({ now }) => now?.status === "accepted" || now?.status === "confirmed");
  if (!onChain) return "transfer_reverted";
  const counts = stored.payment.status === "confirmed" && pairs.every(({ now }) => now?.credited);
  if (!counts) return "payment_not_confirmed";
  const inPlace = pairs.every(
    ({ signed, now }) =>
      signed.acceptingBlockHash === undefined || signed.acceptingBlockHash === now?.acceptingBlockHash,
  );
  return inPlace ? null : "transfer_moved";
}
