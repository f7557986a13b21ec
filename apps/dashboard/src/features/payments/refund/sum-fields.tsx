import type { RefundPreview } from "@kaspa-pay/api-contract";
import { REFUND_BASES, type RefundBasis } from "@kaspa-pay/core";
import { useFormContext, useWatch } from "react-hook-form";
import { useFormats } from "../../../lib/format/formats.ts";
import { fiat, kasExact, moneyLine, typedAmount } from "../../../lib/format/money-text.ts";
import { Money } from "../../../ui/amounts.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { cx } from "../../../ui/cx.ts";
import { Field, Input } from "../../../ui/field.tsx";
import { refundMessages as m } from "./messages.ts";
import type { RefundFields, RefundPart } from "./refund-form.ts";

export interface SumFieldsProps {
  readonly preview: RefundPreview | undefined;
  /** Why the chosen sum cannot go back. */
  readonly fault: string | null;
  readonly hasSurplus: boolean;
}

/** Which part of the money, and by which value: each of the three sums is shown. */
export function SumFields({ preview, fault, hasSurplus }: SumFieldsProps) {
  const { setValue } = useFormContext<RefundFields>();
  const part = useWatch<RefundFields, "part">({ name: "part" });
  const parts: RefundPart[] = ["full", ...(hasSurplus ? (["overpaid"] as const) : []), "percent", "custom"];
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <span className="text-sm font-medium">{m.part}</span>
        <Choice
          label={m.part}
          value={part}
          options={parts.map((each) => [each, m.parts[each]] as const)}
          onChange={(picked) => setValue("part", picked)}
        />
      </div>
      <TypedPart part={part} preview={preview} />
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-sm font-medium">{m.basis}</legend>
        <div className="divide-y divide-line overflow-hidden rounded-xl border border-line">
          {REFUND_BASES.map((basis) => (
            <BasisRow key={basis} basis={basis} preview={preview} />
          ))}
        </div>
        {preview !== undefined && (
          <p role="status" className={cx("text-sm", fault === null ? "text-ink-3" : "text-red-ink")}>
            {fault ?? m.left(moneyLine(kasExact(preview.left)))}
          </p>
        )}
      </fieldset>
    </div>
  );
}

function TypedPart({
  part,
  preview,
}: {
  readonly part: RefundPart;
  readonly preview: RefundPreview | undefined;
}) {
  const { register, setValue, formState } = useFormContext<RefundFields>();
  const basis = useWatch<RefundFields, "basis">({ name: "basis" });
  const { currency } = useFormats();
  const field = (name: "percent" | "amount") => ({
    ...register(name, {
      onBlur: (event: { target: { value: string } }) => setValue(name, typedAmount(event.target.value)),
    }),
    inputMode: "decimal" as const,
    autoComplete: "off",
    className: "num max-w-56",
  });
  if (part === "percent") {
    return (
      <Field label={m.percent} required error={formState.errors.percent?.message}>
        <Input {...field("percent")} />
      </Field>
    );
  }
  if (part !== "custom") return null;
  const unit = basis === "kas" ? "KAS" : (preview?.sums.atPayment?.currency ?? currency);
  return (
    <Field label={m.amountIn(unit)} required error={formState.errors.amount?.message}>
      <Input {...field("amount")} />
    </Field>
  );
}

interface BasisRowProps {
  readonly basis: RefundBasis;
  readonly preview: RefundPreview | undefined;
}

function BasisRow({ basis, preview }: BasisRowProps) {
  const { register } = useFormContext<RefundFields>();
  const sum = preview?.sums[basis] ?? null;
  const unknown = preview !== undefined && sum === null;
  return (
    <label
      className={cx(
        "flex min-h-11 cursor-pointer items-center gap-3 px-4 py-2.5 has-checked:bg-accent-soft/50",
        unknown && "cursor-not-allowed opacity-60",
      )}
    >
      <input
        type="radio"
        value={basis}
        disabled={unknown}
        {...register("basis")}
        className="size-[1.125rem] shrink-0 accent-accent"
      />
      <span className="grid min-w-0 grow">
        <span>{m.bases[basis]}</span>
        <span className="num text-sm text-ink-3">{noteOf(basis, preview)}</span>
      </span>
      {sum !== null && <Money {...kasExact(sum.amount)} className="font-medium" />}
    </label>
  );
}

/** The fiat value behind a sum, with its rate. */
function noteOf(basis: RefundBasis, preview: RefundPreview | undefined): string | null {
  if (preview === undefined || basis === "kas") return null;
  const { atPayment, rateNow } = preview.sums;
  const rate = basis === "fiatNow" ? rateNow : (atPayment?.rate ?? null);
  if (atPayment === null || rate === null) return m.noRate;
  const { amount, currency } = atPayment;
  return m.atRate(moneyLine(fiat(amount, currency)), `${rate} ${currency}`);
}
