import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { typedAmount } from "../../../lib/format/money-text.ts";
import { CreatePayout } from "../../../lib/forms/contract.ts";
import { useServerIssues } from "../../../lib/forms/form-issues.ts";
import { schemaResolver } from "../../../lib/forms/schema-resolver.ts";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../../lib/transport/trpc.ts";
import { Notice } from "../../../ui/card.tsx";
import { Field, Input, Select, Textarea } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/overlay/form-dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { useDisbursementsChanged } from "../changes.ts";
import { disbursementMessages as m } from "../messages.ts";
import { EMPTY, type PayoutFields, payoutInput } from "./payout-form.ts";

export interface NewPayoutProps {
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

export function NewPayout({ onClose, onMade }: NewPayoutProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const changed = useDisbursementsChanged();
  const create = useMutation(
    trpc.payouts.create.mutationOptions({
      trpc: key,
      meta: { inForm: true },
      onSuccess: (payout) => {
        queries.setQueryData(trpc.payouts.get.queryKey({ id: payout.id }), payout);
        changed();
        toast(m.made);
        onMade(payout.id);
      },
    }),
  );
  const { register, handleSubmit, setError, setValue, formState, watch } = useForm<PayoutFields>({
    defaultValues: EMPTY,
    resolver: schemaResolver<PayoutFields>(CreatePayout, payoutInput),
  });
  const general = useServerIssues<PayoutFields>(
    create.error ? failureOf(create.error) : null,
    Object.keys(EMPTY),
    setError,
  );
  const currencies = useQuery(trpc.settings.get.queryOptions()).data?.currencies ?? [];
  const { errors } = formState;
  return (
    <FormDialog
      title={m.newPayout}
      action={m.create}
      busy={create.isPending}
      noValidate
      className="gap-5"
      intro={<p className="text-ink-2">{m.payoutText}</p>}
      onClose={onClose}
      onSubmit={() => void handleSubmit((fields) => create.mutate(payoutInput(fields)))()}
    >
      {general !== null && (
        <Notice tone="red" urgent>
          {general}
        </Notice>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-3">
        <Field label={m.amountLabel} required error={errors.amount?.message}>
          <Input
            {...register("amount", {
              onBlur: (event: { target: { value: string } }) =>
                setValue("amount", typedAmount(event.target.value)),
            })}
            inputMode="decimal"
            autoComplete="off"
            className="num"
          />
        </Field>
        <Field label={m.currency} error={errors.currency?.message}>
          <Select {...register("currency")}>
            {[...new Set(["KAS", ...currencies])].map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        </Field>
        {watch("currency") !== "KAS" && <p className="col-span-2 text-sm text-ink-3">{m.fiatHint}</p>}
      </div>
      <Field label={m.recipient} hint={m.recipientHint} required error={errors.recipientAddress?.message}>
        <Textarea
          {...register("recipientAddress")}
          rows={3}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-sm"
        />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={m.order} hint={m.orderHint} optional error={errors.orderId?.message}>
          <Input {...register("orderId")} autoComplete="off" />
        </Field>
        <Field label={m.description} optional error={errors.description?.message}>
          <Input {...register("description")} autoComplete="off" />
        </Field>
      </div>
    </FormDialog>
  );
}
