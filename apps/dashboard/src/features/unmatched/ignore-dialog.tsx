import { useMutation, useQueryClient } from "@tanstack/react-query";
import { kasExact } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Money } from "../../ui/amounts.tsx";
import { Field, Textarea } from "../../ui/field.tsx";
import { FormDialog, textOf } from "../../ui/overlay/form-dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { unmatchedMessages as m } from "./messages.ts";
import type { Unmatched } from "./unmatched.ts";

/** Ignores an unmatched transfer, with the reason that the list keeps. */
export function IgnoreDialog({
  transfer,
  onClose,
}: {
  readonly transfer: Unmatched;
  readonly onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ignore = useMutation(
    trpc.payments.ignoreUnmatched.mutationOptions({
      meta: { inForm: true },
      onSuccess: async () => {
        toast(m.ignored);
        onClose();
        await queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
      },
    }),
  );
  const submit = (form: FormData) => {
    const note = textOf(form, "note");
    ignore.mutate({ txId: transfer.txId, index: transfer.index, ...(note !== "" && { note }) });
  };
  return (
    <FormDialog
      title={m.ignore}
      action={m.ignore}
      busy={ignore.isPending}
      error={ignore.error}
      intro={
        <>
          <p>
            <Money {...kasExact(transfer.amount)} className="text-lg font-semibold" />
          </p>
          <p className="text-ink-2">{m.ignoreText}</p>
        </>
      }
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={m.note} optional>
        <Textarea name="note" maxLength={500} placeholder={m.noteHint} />
      </Field>
    </FormDialog>
  );
}
