// Signs what a receipt prints. Nothing is stored: the same payment can be signed again at any time, and each receipt says
// when it was signed (docs/decisions/0050-signed-receipts.md).
import {
  type PaymentObject,
  RECEIPT_TYPE,
  type ReceiptContent,
  type SignedReceipt,
} from "@kaspa-pay/api-contract";
import type { Clock } from "../../runtime/clock.ts";
import type { ReceiptKey } from "../../security/receipt-key.ts";
import { iso } from "../caller.ts";
import { canonicalJson } from "./canonical-json.ts";

export interface SignReceiptDeps {
  readonly receiptKey: ReceiptKey;
  readonly clock: Clock;
  readonly publicUrl: string;
}

/** Null while the payment is not confirmed, while some of its money has too few confirmations, and without any money. */
export type SignReceipt = (payment: PaymentObject, storeName: string) => SignedReceipt | null;

export function createSignReceipt({ receiptKey, clock, publicUrl }: SignReceiptDeps): SignReceipt {
  return (payment, storeName) => {
    const receipt = contentOf(payment, { storeName, gateway: publicUrl, issuedAt: iso(clock.now()) });
    if (receipt === null) return null;
    const value = receiptKey.sign(canonicalJson(receipt));
    return { receipt, signature: { alg: "EdDSA", kid: receiptKey.public.kid, value } };
  };
}

type Issued = Pick<ReceiptContent, "storeName" | "gateway" | "issuedAt">;

function contentOf(payment: PaymentObject, issued: Issued): ReceiptContent | null {
  const { status, confirmedAt, fiat, fiatAtReceipt, items } = payment;
  const transfers = payment.transfers.filter((transfer) => transfer.credited);
  const deep = transfers.length > 0 && transfers.every((transfer) => transfer.status === "confirmed");
  if (status !== "confirmed" || confirmedAt === null || !deep) return null;
  return {
    type: RECEIPT_TYPE,
    ...issued,
    paymentId: payment.id,
    storeId: payment.storeId,
    network: payment.network,
    livemode: payment.livemode ? "true" : "false",
    address: payment.kaspaAddress,
    ...known({ title: payment.title, amountExpectedSompi: payment.amountExpectedSompi }),
    ...(items.length > 0 && { items: items.map(itemOf) }),
    amountReceivedSompi: payment.amountReceivedSompi,
    ...(fiat !== null && { fiat: { amount: fiat.amount, currency: fiat.currency, ...known(rateOf(fiat)) } }),
    ...(fiatAtReceipt !== null && {
      fiatAtReceipt: { amount: fiatAtReceipt, currency: fiat?.currency ?? "USD" },
    }),
    transfers: transfers.map(transferOf),
    confirmedAt,
  };
}

const rateOf = ({ rate, source, at }: NonNullable<PaymentObject["fiat"]>) => ({ rate, source, at });

const itemOf = ({ name, quantity, price }: PaymentObject["items"][number]) => ({
  name,
  quantity: String(quantity),
  ...known({ price }),
});

const transferOf = (transfer: PaymentObject["transfers"][number]): ReceiptContent["transfers"][number] => {
  const { acceptingBlockHash, acceptingDaaScore, paidAt, confirmedAt } = transfer;
  return {
    txId: transfer.txId,
    index: String(transfer.index),
    amountSompi: transfer.amountSompi,
    ...known({ acceptingBlockHash, acceptingDaaScore, paidAt, confirmedAt }),
  };
};

/** The fields that have a value. */
function known<Name extends string>(
  fields: Readonly<Record<Name, string | null | undefined>>,
): Partial<Record<Name, string>> {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given) as Partial<Record<Name, string>>;
}
