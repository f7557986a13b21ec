import type { PaymentFull } from "@kaspa-pay/api-contract";
import { kasToSompi, sompiToKas } from "@kaspa-pay/core";
import { kasExact, moneyLine } from "../../lib/format/money-text.ts";
import { unmatchedMessages as m } from "./messages.ts";

type Target = Pick<PaymentFull, "status" | "amountExpected" | "amountCredited" | "expiresAt">;

/** What attaching would do, as a sentence: the server decides, this only says what its rules lead to. */
export function attachEffect(payment: Target, amount: string, at: string): string {
  if (payment.status === "canceled" || payment.status === "invalid") return m.effectEnded;
  if (Date.parse(at) > Date.parse(payment.expiresAt)) return m.effectLate;
  if (payment.amountExpected === null) return m.effectCounts;
  const after = kasToSompi(payment.amountCredited) + kasToSompi(amount);
  const rest = kasToSompi(payment.amountExpected) - after;
  const text = (sompi: bigint) => moneyLine(kasExact(sompiToKas(sompi)));
  if (rest > 0n) return m.effectMissing(text(rest));
  return rest === 0n ? m.effectPaid : m.effectSurplus(text(-rest));
}
