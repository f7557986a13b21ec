import type { Settings } from "@kaspa-pay/api-contract";
import { useFormContext, useWatch } from "react-hook-form";
import { typedAmount } from "../../lib/format/money-text.ts";
import { numberOf } from "../../lib/forms/schema-resolver.ts";
import { Check, Field, Input, Select } from "../../ui/field.tsx";
import { settingsMessages as m } from "./messages.ts";
import { Section } from "./section.tsx";
import { toleranceExample } from "./tolerance-example.ts";

/** Decimal text without trailing zeros. */
export const trimZeros = (kas: string) => kas.replace(/\.?0+$/, "");

export function WindowSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section
      title={m.window}
      hint={m.windowHint}
      values={{ paymentExpiry: String(settings.paymentExpiry), graceSeconds: String(settings.graceSeconds) }}
      toInput={(values) => ({
        paymentExpiry: numberOf(values.paymentExpiry),
        graceSeconds: numberOf(values.graceSeconds),
      })}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField name="paymentExpiry" label={m.expiry} />
        <NumberField name="graceSeconds" label={m.grace} hint={m.graceHint} />
      </div>
    </Section>
  );
}

interface NumberFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

export function NumberField({ name, label, hint }: NumberFieldProps) {
  const { register, formState } = useFormContext();
  const error = formState.errors[name]?.message;
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      error={typeof error === "string" ? error : undefined}
    >
      <Input {...register(name)} inputMode="decimal" autoComplete="off" className="num" />
    </Field>
  );
}

export function ToleranceSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section
      title={m.tolerance}
      hint={m.toleranceHint}
      values={{ percent: String(settings.tolerance.percent), max: trimZeros(settings.tolerance.max) }}
      toInput={(values) => ({
        tolerance: { percent: numberOf(values.percent), max: typedAmount(values.max) },
      })}
      fieldOf={(path) => (path.endsWith("max") ? "max" : "percent")}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField name="percent" label={m.percent} />
        <NumberField name="max" label={m.max} />
      </div>
      <ToleranceExample />
    </Section>
  );
}

function ToleranceExample() {
  const percent = useWatch<{ percent: string }>({ name: "percent" });
  const max = useWatch<{ max: string }>({ name: "max" });
  const example = toleranceExample(percent ?? "", max ?? "");
  return (
    <p role="status" className="num text-sm text-ink-2">
      {example === null ? "" : m.example("100 KAS", `${example} KAS`)}
    </p>
  );
}

export function RulesSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section
      title={m.rules}
      values={{
        minimumAmount: trimZeros(settings.minimumAmount),
        surchargePercent: trimZeros(settings.surchargePercent),
        late: settings.latePolicy.kind as string,
        within: String(settings.latePolicy.withinPercent),
        orderIdPolicy: settings.orderIdPolicy as string,
        allowRenew: settings.allowRenew,
      }}
      toInput={(values) => ({
        minimumAmount: typedAmount(values.minimumAmount),
        surchargePercent: typedAmount(values.surchargePercent),
        latePolicy: {
          kind: values.late as Settings["latePolicy"]["kind"],
          ...(values.late === "acceptWithin" && { withinPercent: numberOf(values.within) }),
        },
        orderIdPolicy: values.orderIdPolicy as Settings["orderIdPolicy"],
        allowRenew: values.allowRenew,
      })}
      fieldOf={(path) => (path.startsWith("latePolicy") ? (path.endsWith("kind") ? "late" : "within") : path)}
    >
      <RuleFields />
    </Section>
  );
}

function RuleFields() {
  const { register } = useFormContext();
  const late = useWatch<{ late: string }>({ name: "late" });
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <NumberField name="minimumAmount" label={m.minimum} hint={m.minimumHint} />
      <NumberField name="surchargePercent" label={m.surcharge} hint={m.surchargeHint} />
      <Field label={m.orders}>
        <Select {...register("orderIdPolicy")}>
          {Object.entries(m.orderPolicies).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={m.late}>
        <Select {...register("late")}>
          {Object.entries(m.lates).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {late === "acceptWithin" && <NumberField name="within" label={m.within} />}
      <Check
        {...register("allowRenew")}
        label={m.allowRenew}
        hint={m.allowRenewHint}
        className="sm:col-span-2"
      />
    </div>
  );
}

export function PayoutsSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section
      title={m.payouts}
      hint={m.payoutsHint}
      values={{ payoutsNeedTwoPeople: settings.payoutsNeedTwoPeople }}
      toInput={(values) => values}
    >
      <TwoPeopleField />
    </Section>
  );
}

function TwoPeopleField() {
  const { register } = useFormContext();
  return <Check {...register("payoutsNeedTwoPeople")} label={m.twoPeople} hint={m.twoPeopleHint} />;
}
