import type { Settings } from "@kaspa-pay/api-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useFormContext } from "react-hook-form";
import { browserZone } from "../../lib/format/time-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { formMessages } from "../../shared/forms/messages.ts";
import { useStore } from "../../shared/store-context.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, Input, Select, Textarea } from "../../ui/field.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { settingsMessages as m } from "./messages.ts";
import { Section } from "./section.tsx";

export function StoreSection({ settings }: { readonly settings: Settings }) {
  return (
    <Section
      title={m.profile}
      values={{ storeName: settings.storeName, currency: settings.currency, timeZone: settings.timeZone }}
      toInput={(values) => values}
    >
      <StoreFields settings={settings} />
    </Section>
  );
}

function StoreFields({ settings }: { readonly settings: Settings }) {
  const { register, formState } = useFormContext<{ storeName: string; currency: string; timeZone: string }>();
  const zones = [
    ...new Set(["UTC", browserZone(), settings.timeZone, ...Intl.supportedValuesOf("timeZone")]),
  ];
  const currencies = [
    ...new Set([settings.currency, ...settings.currencies.filter((code) => code !== "KAS")]),
  ];
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label={m.name} required error={formState.errors.storeName?.message} className="sm:col-span-2">
        <Input {...register("storeName")} maxLength={100} />
      </Field>
      <Field label={m.currency} error={formState.errors.currency?.message}>
        <Select {...register("currency")}>
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </Select>
      </Field>
      <Field label={m.zone} error={formState.errors.timeZone?.message}>
        <Select {...register("timeZone")}>
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** Data for receipts; kept with the store, not with its settings. */
export function ReceiptSection() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id } = useStore();
  const store = useQuery(trpc.stores.list.queryOptions()).data?.data.find((item) => item.id === id);
  const update = useMutation(
    trpc.stores.update.mutationOptions({
      onSuccess: async () => {
        toast(m.saved);
        await queries.invalidateQueries(trpc.stores.list.queryFilter());
      },
    }),
  );
  if (store === undefined) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    update.mutate({
      id,
      address: String(form.get("address")).trim(),
      taxId: String(form.get("taxId")).trim(),
    });
  };
  return (
    <form onSubmit={submit}>
      <Card
        title={m.address}
        hint={m.profileHint}
        footer={
          <SubmitButton type="submit" variant="primary" size="sm" busy={update.isPending}>
            {formMessages.save}
          </SubmitButton>
        }
      >
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={m.address} optional>
            <Textarea
              name="address"
              defaultValue={store.address ?? ""}
              maxLength={500}
              autoComplete="street-address"
            />
          </Field>
          <Field label={m.taxId} optional>
            <Input name="taxId" defaultValue={store.taxId ?? ""} maxLength={64} />
          </Field>
        </div>
      </Card>
    </form>
  );
}
