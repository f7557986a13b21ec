// The rules of deposits as a form has them, all text, and as the API takes them.
import type { DepositSettings, UpdateDepositSettings } from "@kaspa-pay/api-contract";
import type { z } from "zod";
import { typedAmount } from "../../lib/format/money-text.ts";
import { numberOf } from "../../lib/forms/schema-resolver.ts";

export interface RuleFields {
  enabled: boolean;
  currency: string;
  minimum: string;
  maximum: string;
  requiredConfirmations: string;
}

export function rulesOf({
  enabled,
  currency,
  minimum,
  maximum,
  requiredConfirmations,
}: DepositSettings): RuleFields {
  const limit = (text: string | null) =>
    text === null ? "" : currency === "KAS" ? text.replace(/\.?0+$/, "") : text;
  return {
    enabled,
    currency,
    minimum: limit(minimum),
    maximum: limit(maximum),
    requiredConfirmations: requiredConfirmations === null ? "" : String(requiredConfirmations),
  };
}

/** All of them at once, because limits are never read in another currency than they were written in. */
export function rulesInput(fields: RuleFields): z.input<typeof UpdateDepositSettings> {
  const orNull = <T>(text: string, read: (text: string) => T) => (text.trim() === "" ? null : read(text));
  return {
    enabled: fields.enabled,
    currency: fields.currency,
    minimum: orNull(fields.minimum, typedAmount),
    maximum: orNull(fields.maximum, typedAmount),
    requiredConfirmations: orNull(fields.requiredConfirmations, numberOf),
  };
}
