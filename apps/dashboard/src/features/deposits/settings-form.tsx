import type { DepositSettings } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm, useFormContext, useWatch } from "react-hook-form";
import { UpdateDepositSettings } from "../../lib/forms/contract.ts";
import { useServerIssues } from "../../lib/forms/form-issues.ts";
import { schemaResolver } from "../../lib/forms/schema-resolver.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { SectionForm } from "../../shared/forms/section-form.tsx";
import { Check, Field, Input, Select } from "../../ui/field.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { depositMessages as m } from "./messages.ts";
import { type RuleFields, rulesInput, rulesOf } from "./settings-input.ts";

export interface SettingsFormProps {
  readonly settings: DepositSettings;
  /** Of the store. */
  readonly currencies: readonly string[];
}

export function SettingsForm({ settings, currencies }: SettingsFormProps) {
  const values = rulesOf(settings);
  const form = useForm<RuleFields>({
    defaultValues: values,
    resolver: schemaResolver<RuleFields>(UpdateDepositSettings, rulesInput),
  });
  const save = useSave((saved) => form.reset(rulesOf(saved)));
  const failure = save.error ? failureOf(save.error) : null;
  const general = useServerIssues<RuleFields>(failure, Object.keys(values), form.setError);
  return (
    <SectionForm
      title={m.rules}
      form={form}
      busy={save.isPending}
      problem={general}
      onSave={(fields) => save.mutate(rulesInput(fields))}
    >
      <Check {...form.register("enabled")} label={m.enabled} hint={m.enabledHint} />
      <LimitFields currencies={[...new Set(["KAS", settings.currency, ...currencies])]} />
    </SectionForm>
  );
}

function LimitFields({ currencies }: { readonly currencies: readonly string[] }) {
  const { register, formState } = useFormContext<RuleFields>();
  const currency = useWatch<RuleFields, "currency">({ name: "currency" });
  const { errors } = formState;
  const number = { inputMode: "decimal", autoComplete: "off", className: "num" } as const;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field
        label={m.currency}
        error={errors.currency?.message}
        {...(currency !== "KAS" && { hint: m.fiatHint })}
      >
        <Select {...register("currency")}>
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </Select>
      </Field>
      <Field label={m.required} hint={m.requiredHint} optional error={errors.requiredConfirmations?.message}>
        <Input {...register("requiredConfirmations")} {...number} inputMode="numeric" />
      </Field>
      <Field
        label={`${m.minimum}, ${currency}`}
        hint={m.minimumHint}
        optional
        error={errors.minimum?.message}
      >
        <Input {...register("minimum")} {...number} />
      </Field>
      <Field
        label={`${m.maximum}, ${currency}`}
        hint={m.maximumHint}
        optional
        error={errors.maximum?.message}
      >
        <Input {...register("maximum")} {...number} />
      </Field>
    </div>
  );
}

function useSave(onSaved: (settings: DepositSettings) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.deposits.updateSettings.mutationOptions({
      meta: { inForm: true },
      onSuccess: (settings) => {
        queries.setQueryData(trpc.deposits.getSettings.queryKey(), settings);
        onSaved(settings);
        toast(m.saved);
      },
    }),
  );
}
