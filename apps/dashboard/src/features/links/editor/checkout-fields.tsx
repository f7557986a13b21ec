import { isAppScheme } from "@kaspa-pay/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { useFormats } from "../../../lib/format/formats.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { linkBadge, linkStatuses } from "../../../shared/badge-styles.ts";
import { SubmitButton } from "../../../ui/button.tsx";
import { Check, Field, Input, Select, Textarea } from "../../../ui/field.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { linkMessages } from "../messages.ts";
import type { LinkFields } from "./link-form.ts";

const m = linkMessages.fields;

export function PayerFields() {
  const { register } = useFormContext<LinkFields>();
  return (
    <fieldset className="flex flex-wrap gap-x-8 gap-y-3">
      <legend className="mb-2 text-sm font-medium">{m.ask}</legend>
      <Check label={m.askName} {...register("askName")} />
      <Check label={m.askEmail} {...register("askEmail")} />
      <Check label={m.askNote} {...register("askNote")} />
    </fieldset>
  );
}

export function AfterFields() {
  const { register, formState } = useFormContext<LinkFields>();
  return (
    <div className="grid gap-5">
      <Field label={m.successMessage} optional error={formState.errors.successMessage?.message}>
        <Textarea {...register("successMessage")} maxLength={500} rows={2} />
      </Field>
      <UrlField name="redirectUrl" label={m.redirectUrl} />
      <UrlField name="cancelUrl" label={m.cancelUrl} />
    </div>
  );
}

/** What the store's list names of a URL: the host, or the scheme of an app. */
function targetOf(url: string): string | null {
  try {
    const { protocol, host } = new URL(url);
    if (/^https?:$/.test(protocol)) return host;
    return isAppScheme(protocol) ? protocol : null;
  } catch {
    return null;
  }
}

/** Its host or scheme is checked against the store's list while it is typed; adding one asks for the password. */
function UrlField({ name, label }: { readonly name: "redirectUrl" | "cancelUrl"; readonly label: string }) {
  const { register, formState } = useFormContext<LinkFields>();
  const host = targetOf(useWatch<LinkFields, typeof name>({ name }) ?? "");
  const hosts = useQuery(useTRPC().settings.get.queryOptions()).data?.redirectHosts;
  const missing = host !== null && hosts !== undefined && !hosts.includes(host) ? host : null;
  return (
    <div className="grid gap-2">
      <Field
        label={label}
        optional
        hint={m.redirectHint}
        error={formState.errors[name]?.message ?? (missing === null ? undefined : m.hostMissing(missing))}
      >
        <Input {...register(name)} type="url" inputMode="url" placeholder="https://" />
      </Field>
      {missing !== null && <AddHost host={missing} known={hosts ?? []} />}
    </div>
  );
}

function AddHost({ host, known }: { readonly host: string; readonly known: readonly string[] }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const add = useMutation(
    trpc.settings.update.mutationOptions({
      onSuccess: (settings) => {
        queries.setQueryData(trpc.settings.get.queryKey(), settings);
        toast(m.hostAdded(host));
      },
    }),
  );
  return (
    <div>
      <SubmitButton
        size="sm"
        busy={add.isPending}
        onClick={() => add.mutate({ redirectHosts: [...known, host] })}
      >
        {m.addHost(host)}
      </SubmitButton>
    </div>
  );
}

export function LimitFields({ endsAt }: { readonly endsAt: string | null }) {
  const { register, formState } = useFormContext<LinkFields>();
  const { onDate } = useFormats();
  const { errors } = formState;
  const end = useWatch<LinkFields, "linkEnd">({ name: "linkEnd" });
  const ends = linkMessages.ends;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label={m.expiryMinutes} error={errors.expiryMinutes?.message}>
        <Input {...register("expiryMinutes")} inputMode="numeric" />
      </Field>
      <Field label={m.maxPayments} hint={m.maxPaymentsHint} optional error={errors.maxPayments?.message}>
        <Input {...register("maxPayments")} inputMode="numeric" />
      </Field>
      <Field label={m.linkEnd}>
        <Select {...register("linkEnd")}>
          {end === "keep" && (
            <option value="keep">{ends.keep(endsAt === null ? ends["0"] : onDate(endsAt).text)}</option>
          )}
          {(["0", "60", "1440", "10080", "custom"] as const).map((value) => (
            <option key={value} value={value}>
              {ends[value]}
            </option>
          ))}
        </Select>
      </Field>
      {end === "custom" && (
        <Field label={linkMessages.endMinutes} error={errors.endMinutes?.message}>
          <Input {...register("endMinutes")} inputMode="numeric" />
        </Field>
      )}
      <Field label={m.status}>
        <Select {...register("status")}>
          {linkStatuses
            .filter((status) => status !== "archived")
            .map((status) => (
              <option key={status} value={status}>
                {linkBadge[status].label}
              </option>
            ))}
        </Select>
      </Field>
    </div>
  );
}
