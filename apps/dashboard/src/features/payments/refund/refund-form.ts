// Converts the fields of a refund, all text, to the API's input. Empty fields are not sent.
import type { AttentionReason, CreateRefund, RefundPreview } from "@kaspa-pay/api-contract";
import type { RefundBasis } from "@kaspa-pay/core";
import type { z } from "zod";
import { kasExact, moneyLine, typedAmount } from "../../../lib/format/money-text.ts";
import { refundMessages as m } from "./messages.ts";

export type RefundPart = "full" | "overpaid" | "percent" | "custom";

export interface RefundFields {
  part: RefundPart;
  percent: string;
  amount: string;
  basis: RefundBasis;
  to: "ask" | "address";
  email: string;
  address: string;
  reason: string;
}

/** What the dialog begins with. */
export interface RefundPreset {
  readonly part: RefundPart;
  /** KAS, of a custom part. */
  readonly amount?: string;
}

export type RefundInput = z.input<typeof CreateRefund>;

/** An entry of attention asks for its own money back: the surplus, what came late, or all. */
export function presetOf(reason: AttentionReason, amount: string): RefundPreset {
  if (reason === "overpaid" || reason === "multiple") return { part: "overpaid" };
  return reason === "late" ? { part: "custom", amount } : { part: "full" };
}

export const fieldsOf = ({ part, amount = "" }: RefundPreset): RefundFields => ({
  part,
  percent: "50",
  amount: amount.replace(/\.?0+$/, ""),
  basis: "kas",
  to: "ask",
  email: "",
  address: "",
  reason: "",
});

/** The part and basis alone: what a preview needs. */
export function partInput({ part, percent, amount, basis }: RefundFields) {
  if (part === "percent") return { percent: typedAmount(percent), basis };
  return { amount: part === "custom" ? typedAmount(amount) : part, basis };
}

export function refundInput(paymentId: string, fields: RefundFields): RefundInput {
  const [email, reason] = [fields.email.trim(), fields.reason.trim()];
  return {
    id: paymentId,
    ...partInput(fields),
    ...(fields.to === "address" && { destination: fields.address.trim() }),
    ...(fields.to === "ask" && email !== "" && { email }),
    ...(reason !== "" && { reason }),
  };
}

/** The form's field for a path of the API. */
export const fieldOfPath = (path: string): string => (path === "destination" ? "address" : path);

/** The fields on the screen, where a refusal of the server can be shown. */
export function shownFields({ part, to }: Pick<RefundFields, "part" | "to">): string[] {
  return [
    ...(part === "percent" ? ["percent"] : []),
    ...(part === "custom" ? ["amount"] : []),
    to === "ask" ? "email" : "address",
    "reason",
  ];
}

/** Why this sum cannot go back; null = it can. */
export function faultOfSum(
  { sums, leftSompi, left, minimum }: RefundPreview,
  basis: RefundBasis,
): string | null {
  const sum = sums[basis];
  const line = (kas: string) => moneyLine(kasExact(kas));
  if (BigInt(leftSompi) === 0n) return m.nothingLeft;
  if (sum === null) return m.noRate;
  if (isLess(sum.amount, minimum)) return m.tooSmall(line(minimum));
  return BigInt(sum.amountSompi) > BigInt(leftSompi) ? m.tooLarge(line(left)) : null;
}

/** Both with eight places, as the API writes KAS. */
const isLess = (kas: string, than: string): boolean =>
  BigInt(kas.replace(".", "")) < BigInt(than.replace(".", ""));
