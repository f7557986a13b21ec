import type { Refund, RefundPreview } from "@kaspa-pay/api-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { FormProvider, type UseFormReturn, useForm, useWatch } from "react-hook-form";
import { CreateRefund } from "../../../lib/forms/contract.ts";
import { mapPaths, useServerIssues } from "../../../lib/forms/form-issues.ts";
import { schemaResolver } from "../../../lib/forms/schema-resolver.ts";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useIdempotencyKey, useTRPC } from "../../../lib/transport/trpc.ts";
import { Notice } from "../../../ui/card.tsx";
import { Field, Textarea } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/overlay/form-dialog.tsx";
import { DestinationFields } from "./destination-fields.tsx";
import { refundMessages as m } from "./messages.ts";
import {
  faultOfSum,
  fieldOfPath,
  fieldsOf,
  partInput,
  type RefundFields,
  type RefundPreset,
  refundInput,
  shownFields,
} from "./refund-form.ts";
import { RefundMade } from "./refund-made.tsx";
import { SumFields } from "./sum-fields.tsx";

export interface RefundDialogProps {
  readonly paymentId: string;
  readonly preset: RefundPreset;
  /** The customer's, which gets the claim link if no other is given. */
  readonly email: string | null;
  readonly onClose: () => void;
}

/** Makes a refund of a payment, then shows what comes next: the claim link, or the signing panel. */
export function RefundDialog({ paymentId, preset, email, onClose }: RefundDialogProps) {
  const [made, setMade] = useState<Refund | null>(null);
  // A refusal belongs to the fields that were shown when the form was sent.
  const [sent, setSent] = useState<RefundFields>(() => fieldsOf(preset));
  const form = useForm<RefundFields>({
    defaultValues: fieldsOf(preset),
    resolver: schemaResolver<RefundFields>(
      CreateRefund,
      (fields) => refundInput(paymentId, fields),
      fieldOfPath,
    ),
  });
  const preview = usePreview(paymentId, form);
  const create = useCreate(paymentId, setMade);
  const basis = useWatch({ control: form.control, name: "basis" });
  const failure = create.error ? mapPaths(failureOf(create.error), fieldOfPath) : null;
  const general = useServerIssues<RefundFields>(failure, shownFields(sent), form.setError);
  if (made !== null) return <RefundMade refund={made} onClose={onClose} />;
  const fault = preview === undefined ? null : faultOfSum(preview, basis);
  const submit = form.handleSubmit((fields) => {
    setSent(fields);
    create.mutate(refundInput(paymentId, fields));
  });
  return (
    <FormDialog
      title={m.title}
      action={m.make}
      busy={create.isPending}
      disabled={fault !== null}
      noValidate
      className="gap-6"
      intro={<p className="text-ink-2">{m.intro}</p>}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      {general !== null && (
        <Notice tone="red" urgent>
          {general}
        </Notice>
      )}
      <FormProvider {...form}>
        <SumFields preview={preview} fault={fault} hasSurplus={preset.part === "overpaid"} />
        <DestinationFields email={email} senders={preview?.senderAddresses ?? []} />
      </FormProvider>
      <Field label={m.reason} hint={m.reasonHint} optional error={form.formState.errors.reason?.message}>
        <Textarea {...form.register("reason")} rows={2} maxLength={500} />
      </Field>
    </FormDialog>
  );
}

/** The sums of what is typed; the last ones stay while the next are worked out. */
function usePreview(paymentId: string, { control }: UseFormReturn<RefundFields>): RefundPreview | undefined {
  const fields = useWatch({ control }) as RefundFields;
  const part = useDeferredValue(JSON.stringify(partInput(fields)));
  const input = { id: paymentId, ...(JSON.parse(part) as ReturnType<typeof partInput>) };
  return useQuery(
    useTRPC().refunds.preview.queryOptions(input, {
      enabled: CreateRefund.safeParse(input).success,
      placeholderData: (before) => before,
      retry: false,
    }),
  ).data;
}

function useCreate(paymentId: string, onMade: (refund: Refund) => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  return useMutation(
    trpc.refunds.create.mutationOptions({
      trpc: key,
      meta: { inForm: true },
      onSuccess: (refund) => {
        queries.setQueryData(trpc.refunds.get.queryKey({ id: refund.id }), refund);
        void queries.invalidateQueries(trpc.refunds.list.queryFilter());
        void queries.invalidateQueries(trpc.payments.getFull.queryFilter({ id: paymentId }));
        onMade(refund);
      },
      onError: () => void queries.invalidateQueries(trpc.refunds.preview.queryFilter()),
    }),
  );
}
