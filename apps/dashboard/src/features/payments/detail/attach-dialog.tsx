import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { inferOutput } from "@trpc/tanstack-react-query";
import { useFormats } from "../../../lib/format/formats.ts";
import { kasExact } from "../../../lib/format/money-text.ts";
import { type Trpc, useTRPC } from "../../../lib/transport/trpc.ts";
import { usePaymentChanged } from "../../../shared/payment-changed.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Field, Textarea } from "../../../ui/field.tsx";
import { FormDialog, textOf } from "../../../ui/overlay/form-dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { QueryState } from "../../../ui/query-state.tsx";
import { paymentMessages as m } from "../messages.ts";

/** Attaches an unmatched transfer to this payment. */
export function AttachDialog({
  payment,
  onClose,
}: {
  readonly payment: PaymentFull;
  readonly onClose: () => void;
}) {
  const trpc = useTRPC();
  const changed = usePaymentChanged();
  const unmatched = useQuery(trpc.payments.listUnmatched.queryOptions({ limit: 100 }));
  const attach = useMutation(
    trpc.payments.attach.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        changed(now);
        toast(m.done);
        onClose();
      },
    }),
  );
  const submit = (form: FormData) => {
    const [txId = "", index = "0"] = textOf(form, "transfer").split(":");
    attach.mutate({ id: payment.id, txId, index: Number(index), note: textOf(form, "note") });
  };
  return (
    <FormDialog
      title={m.attach}
      action={m.attach}
      busy={attach.isPending}
      disabled={!unmatched.data?.data.length}
      error={attach.error}
      intro={<p className="text-ink-2">{m.actionText.attach}</p>}
      onClose={onClose}
      onSubmit={submit}
    >
      <QueryState query={unmatched}>
        {({ data }) =>
          data.length === 0 ? <p className="text-ink-3">{m.noUnmatched}</p> : <Transfers transfers={data} />
        }
      </QueryState>
      <Field label={m.reason} required>
        <Textarea name="note" required maxLength={500} />
      </Field>
    </FormDialog>
  );
}

type Unmatched = inferOutput<Trpc["payments"]["listUnmatched"]>["data"];

function Transfers({ transfers }: { readonly transfers: Unmatched }) {
  const { when } = useFormats();
  return (
    <fieldset className="grid gap-1">
      <legend className="sr-only">{m.attach}</legend>
      {transfers.map((transfer) => (
        <label
          key={`${transfer.txId}:${transfer.index}`}
          className="flex min-h-11 items-center gap-3 rounded-lg px-2 hover:bg-sunken"
        >
          <input
            type="radio"
            name="transfer"
            required
            value={`${transfer.txId}:${transfer.index}`}
            className="size-[1.125rem] accent-accent"
          />
          <Money {...kasExact(transfer.amount)} className="font-medium" />
          <TimeText {...when(transfer.at)} className="ms-auto text-sm text-ink-3" />
        </label>
      ))}
    </fieldset>
  );
}
