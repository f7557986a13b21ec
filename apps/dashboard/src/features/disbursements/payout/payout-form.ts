// Converts the fields of a new payout, all text, to the API's input. Empty fields are not sent.
import type { CreatePayout } from "@kaspa-pay/api-contract";
import type { z } from "zod";
import { typedAmount } from "../../../lib/format/money-text.ts";

export interface PayoutFields {
  amount: string;
  currency: string;
  recipientAddress: string;
  orderId: string;
  description: string;
}

export const EMPTY: PayoutFields = {
  amount: "",
  currency: "KAS",
  recipientAddress: "",
  orderId: "",
  description: "",
};

export type PayoutInput = z.input<typeof CreatePayout>;

export function payoutInput(fields: PayoutFields): PayoutInput {
  const [orderId, description] = [fields.orderId.trim(), fields.description.trim()];
  return {
    amount: typedAmount(fields.amount),
    currency: fields.currency,
    recipientAddress: fields.recipientAddress.trim(),
    ...(orderId !== "" && { orderId }),
    ...(description !== "" && { description }),
  };
}
