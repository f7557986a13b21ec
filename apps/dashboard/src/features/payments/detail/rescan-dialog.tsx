import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { usePaymentChanged } from "../../../shared/payment-changed.ts";
import { Field, Input } from "../../../ui/field.tsx";
import { FormDialog, textOf } from "../../../ui/overlay/form-dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { paymentMessages as m } from "../messages.ts";

/** A transaction id as customers send it: alone, or inside an explorer's address. */
const transactionIn = (text: string): string | null =>
  /(?:^|[^0-9a-f])([0-9a-f]{64})(?![0-9a-f])/.exec(text.toLowerCase())?.[1] ?? null;

/** Looks up the transaction that a customer names. */
export function RescanDialog({
  payment,
  onClose,
}: {
  readonly payment: PaymentFull;
  readonly onClose: () => void;
}) {
  const changed = usePaymentChanged();
  const [wrong, setWrong] = useState(false);
  const rescan = useMutation(
    useTRPC().payments.rescan.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        changed(now);
        toast(m.rescanned);
        onClose();
      },
    }),
  );
  const submit = (form: FormData) => {
    const txId = transactionIn(textOf(form, "transaction"));
    setWrong(txId === null);
    if (txId !== null) rescan.mutate({ id: payment.id, txId });
  };
  return (
    <FormDialog
      title={m.rescan}
      action={m.rescanAction}
      busy={rescan.isPending}
      error={rescan.error}
      intro={<p className="text-ink-2">{m.actionText.rescan}</p>}
      noValidate
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={m.txId} required error={wrong ? m.noTransactionId : undefined}>
        <Input
          name="transaction"
          required
          autoFocus
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
    </FormDialog>
  );
}
