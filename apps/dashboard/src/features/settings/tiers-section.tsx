import type { Settings } from "@kaspa-pay/api-contract";
import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { groupDecimal, typedAmount } from "../../lib/format/money-text.ts";
import { numberOf } from "../../lib/forms/schema-resolver.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { settingsMessages as m } from "./messages.ts";
import { Section } from "./section.tsx";

interface Tiers {
  tiers: { below: string; confirmations: string }[];
}

const FIELD: Readonly<Record<string, string>> = { belowUsd: "below", confirmations: "confirmations" };

export function TiersSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section<Tiers>
      title={m.tiers}
      hint={m.tiersHint}
      values={{
        tiers: settings.confirmationTiers.map((tier) => ({
          below: tier.belowUsd ?? "",
          confirmations: String(tier.confirmations),
        })),
      }}
      toInput={({ tiers }) => ({
        confirmationTiers: tiers.map((tier, at) => ({
          belowUsd: at === tiers.length - 1 ? null : typedAmount(tier.below),
          confirmations: numberOf(tier.confirmations),
        })),
      })}
      fieldOf={(path) => {
        const [, row, name] = path.split(".");
        return row === undefined || name === undefined ? "tiers" : `tiers.${row}.${FIELD[name] ?? name}`;
      }}
    >
      <TierRows />
    </Section>
  );
}

function TierRows() {
  const { control, register, formState } = useFormContext<Tiers>();
  const { fields, insert, remove } = useFieldArray({ control, name: "tiers" });
  const values = useWatch<Tiers, "tiers">({ name: "tiers" });
  const errors = formState.errors.tiers;
  const last = fields.length - 1;
  return (
    <div className="grid gap-3">
      {fields.map((field, at) => (
        <div
          key={field.id}
          className="grid grid-cols-[1fr_1fr_2.25rem] items-start gap-3 sm:grid-cols-[1fr_1fr_6rem_2.25rem]"
        >
          {at === last ? (
            <p className="self-end pb-2 text-ink-2">{m.above}</p>
          ) : (
            <Field label={m.below} error={errors?.[at]?.below?.message}>
              <Input {...register(`tiers.${at}.below`)} inputMode="decimal" className="num" />
            </Field>
          )}
          <Field label={m.confirmations} error={errors?.[at]?.confirmations?.message}>
            <Input {...register(`tiers.${at}.confirmations`)} inputMode="numeric" className="num" />
          </Field>
          <p className="num self-end pb-2.5 text-sm text-ink-3 max-sm:hidden">
            {secondsText(values?.[at]?.confirmations)}
          </p>
          {at !== last && (
            <span className="pt-6.5">
              <IconButton
                label={`${m.removeTier} ${at + 1}`}
                icon={<Trash2 aria-hidden className="size-4" />}
                onClick={() => remove(at)}
              />
            </span>
          )}
        </div>
      ))}
      <div>
        <Button
          size="sm"
          icon={<Plus aria-hidden className="size-4" />}
          disabled={fields.length >= 10}
          onClick={() => insert(last, { below: "", confirmations: "" })}
        >
          {m.addTier}
        </Button>
      </div>
    </div>
  );
}

/** About ten confirmations a second. */
function secondsText(confirmations: string | undefined): string {
  const count = Number(confirmations);
  return confirmations && Number.isInteger(count)
    ? m.seconds(groupDecimal(String(Math.ceil(count / 10)), 0))
    : "";
}
