import type { PaymentFull } from "@kaspa-pay/api-contract";
import { kasToSompi, sompiToKas } from "@kaspa-pay/core";
import type { inferOutput } from "@trpc/tanstack-react-query";
import { kasExact, moneyLine } from "../../lib/format/money-text.ts";
import type { Trpc } from "../../lib/transport/trpc.ts";
import { unmatchedMessages as m } from "./messages.ts";

/** A transfer that belongs to no payment, as the server lists it. */
export type Unmatched = inferOutput<Trpc["payments"]["listUnmatched"]>["data"][number];

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
