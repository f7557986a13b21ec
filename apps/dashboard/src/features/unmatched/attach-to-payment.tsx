import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { kasExact } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { usePaymentChanged } from "../../shared/payment-changed.ts";
import { Money } from "../../ui/amounts.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Textarea } from "../../ui/field.tsx";
import { FormDialog, textOf } from "../../ui/overlay/form-dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { unmatchedMessages as m } from "./messages.ts";
import { PaymentPicker } from "./payment-picker.tsx";
import type { Unmatched } from "./unmatched.ts";
import { attachEffect } from "./unmatched.ts";

/** Attaches an unmatched transfer to a payment, after saying what that will do. */
export function AttachToPayment({
  transfer,
  onClose,
}: {
  readonly transfer: Unmatched;
  readonly onClose: () => void;
}) {
  const trpc = useTRPC();
  const changed = usePaymentChanged();
  const [picked, setPicked] = useState<string | null>(transfer.guesses[0]?.paymentId ?? null);
  const target = useQuery(
    trpc.payments.getFull.queryOptions({ id: picked ?? "" }, { enabled: picked !== null }),
  ).data;
  const attach = useMutation(
    trpc.payments.attach.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        changed(now);
        toast(m.attached);
        onClose();
      },
    }),
  );
  const submit = (form: FormData) => {
    if (picked === null) return;
    attach.mutate({ id: picked, txId: transfer.txId, index: transfer.index, note: textOf(form, "note") });
  };
  return (
    <FormDialog
      title={m.attachTitle}
      action={m.attachTitle}
      busy={attach.isPending}
      disabled={picked === null}
      error={attach.error}
      intro={
        <p>
          <Money {...kasExact(transfer.amount)} className="text-lg font-semibold" />
        </p>
      }
      onClose={onClose}
      onSubmit={submit}
    >
      <PaymentPicker transfer={transfer} picked={picked} onPick={setPicked} />
      {target?.id === picked && target !== undefined && (
        <Notice tone="blue">
          {attachEffect(target, transfer.amount, transfer.at)} {m.attachText}
        </Notice>
      )}
      <Field label={m.reason} required>
        <Textarea name="note" required maxLength={500} />
      </Field>
    </FormDialog>
  );
}
