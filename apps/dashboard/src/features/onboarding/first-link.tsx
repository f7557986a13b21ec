import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { typedAmount } from "../../lib/format/money-text.ts";
import { CreateLink } from "../../lib/forms/contract.ts";
import { useServerIssues } from "../../lib/forms/form-issues.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../lib/transport/trpc.ts";
import { PreviewBox } from "../../shared/checkout-preview/preview-box.tsx";
import { SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { onboardingMessages as m } from "./messages.ts";

type Fields = { title: string; amount: string };

/** A title and a price; the other fields of a link are optional. */
export function FirstLink() {
  const form = useForm<Fields, unknown, z.input<typeof CreateLink>>({
    defaultValues: { title: m.linkTitle, amount: "100" },
    resolver: zodResolver(CreateLink as unknown as z.ZodType<z.input<typeof CreateLink>, Fields>, undefined, {
      raw: true,
    }),
  });
  const create = useCreateLink();
  const general = useServerIssues<Fields>(
    create.error ? failureOf(create.error) : null,
    ["title", "amount"],
    form.setError,
  );
  const { errors } = form.formState;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <form
        noValidate
        onSubmit={(event) =>
          void form.handleSubmit((fields) => create.mutate({ ...fields, currency: "KAS" }))(event)
        }
        className="grid gap-5"
      >
        <p className="text-ink-2">{m.linkHint}</p>
        {general !== null && (
          <Notice tone="red" urgent>
            {general}
          </Notice>
        )}
        <Field label={m.fields.title} required error={errors.title?.message}>
          <Input {...form.register("title")} maxLength={255} autoComplete="off" />
        </Field>
        <Field label={m.fields.price} required error={errors.amount?.message}>
          <Input
            {...form.register("amount", { setValueAs: (typed: string) => typedAmount(typed) })}
            inputMode="decimal"
            autoComplete="off"
            className="num"
          />
        </Field>
        <div>
          <SubmitButton type="submit" variant="primary" busy={create.isPending}>
            {m.createLink}
          </SubmitButton>
        </div>
      </form>
      <PreviewBox fields={form.watch()} />
    </div>
  );
}

function useCreateLink() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation(
    trpc.links.create.mutationOptions({
      trpc: key,
      meta: { inForm: true },
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.links.list.queryFilter());
        await queries.invalidateQueries(trpc.dashboard.onboarding.queryFilter());
      },
    }),
  );
}
