import { zodResolver } from "@hookform/resolvers/zod";
import type { Scope } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { scopes as allScopes, CreateApiKey } from "../../lib/forms/contract.ts";
import { useServerIssues } from "../../lib/forms/form-issues.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../lib/transport/trpc.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { SecretPanel } from "../../ui/copy/secret.tsx";
import { Field, Input, Select } from "../../ui/field.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { LimitFields } from "./limit-fields.tsx";
import { keyMessages as m } from "./messages.ts";
import { ScopePicker } from "./scope-picker.tsx";

type Fields = z.input<typeof CreateApiKey>;

/** Fields that show a refusal of the server at themselves. */
const SHOWN = ["name", "scopes", "readsPerMinute", "writesPerMinute"] as const;
const DAY_MS = 86_400_000;

export function NewKey({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const [made, setMade] = useState<string | null>(null);
  const create = useMutation(
    trpc.apiKeys.create.mutationOptions({
      trpc: key,
      gcTime: 0,
      meta: { inForm: true },
      onSuccess: (created) => {
        setMade(created.key);
        void queries.invalidateQueries(trpc.apiKeys.list.queryFilter());
      },
    }),
  );
  return (
    <Dialog
      kind="drawer"
      title={made === null ? m.newKey : m.madeTitle}
      onClose={onClose}
      sticky={made !== null}
    >
      {made === null ? (
        <KeyForm busy={create.isPending} error={create.error} onSubmit={(fields) => create.mutate(fields)} />
      ) : (
        <SecretPanel
          title={m.secretTitle}
          text={m.secretText}
          value={made}
          what={m.what}
          done="Done"
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}

interface KeyFormProps {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (fields: Fields) => void;
}

function KeyForm({ busy, error, onSubmit }: KeyFormProps) {
  const [days, setDays] = useState("never");
  const { register, handleSubmit, control, setError, formState } = useForm<Fields, unknown, Fields>({
    resolver: zodResolver(CreateApiKey, undefined, { raw: true }),
    defaultValues: { name: "", scopes: [...allScopes] },
  });
  const general = useServerIssues(error === null ? null : failureOf(error), SHOWN, setError);
  const expiry = () =>
    days === "never" ? {} : { expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() };
  return (
    <form
      noValidate
      onSubmit={(event) => void handleSubmit((fields) => onSubmit({ ...fields, ...expiry() }))(event)}
      className="grid gap-5"
    >
      {general !== null && (
        <Notice tone="red" urgent>
          {general}
        </Notice>
      )}
      <Notice tone="amber">{m.browser}</Notice>
      <Field label={m.name} hint={m.nameHint} required error={formState.errors.name?.message}>
        <Input {...register("name")} maxLength={100} autoComplete="off" />
      </Field>
      <Controller
        control={control}
        name="scopes"
        render={({ field }) => (
          <ScopePicker
            value={(field.value ?? []) as Scope[]}
            onChange={field.onChange}
            error={formState.errors.scopes?.message}
          />
        )}
      />
      <Field label={m.expiry} className="w-48">
        <Select value={days} onChange={(event) => setDays(event.currentTarget.value)}>
          {Object.entries(m.expiries).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <LimitFields register={register} errors={formState.errors} />
      <div>
        <SubmitButton type="submit" variant="primary" busy={busy}>
          {m.create}
        </SubmitButton>
      </div>
    </form>
  );
}
