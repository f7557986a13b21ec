import type { AttentionReason } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { attentionBadge } from "../../../shared/badge-styles.ts";
import { usePaymentChanged } from "../../../shared/payment-changed.ts";
import { Field, Textarea } from "../../../ui/field.tsx";
import { FormDialog, textOf } from "../../../ui/overlay/form-dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { attentionMessages as m } from "./messages.ts";

/** `refunded`: the money went back from the merchant's own wallet; the gateway only notes it. */
export type Resolution = "accept" | "refunded" | "ignore";

export interface Resolving {
  readonly paymentId: string;
  readonly reason: AttentionReason;
  readonly resolution: Resolution;
}

export interface ResolveDialogProps extends Resolving {
  /** What happened, in a sentence with its sums. */
  readonly summary: string;
  readonly onClose: () => void;
}

/** Says what the action will do before it is confirmed, and asks for the note that the history keeps. */
export function ResolveDialog({ paymentId: id, reason, resolution, summary, onClose }: ResolveDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const changed = usePaymentChanged();
  const resolve = useMutation(
    trpc.payments.resolve.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        changed(now);
        void queries.invalidateQueries(trpc.payments.list.queryFilter());
        void queries.invalidateQueries(trpc.dashboard.overview.queryFilter());
        toast(m.done);
        onClose();
      },
      onError: () => void queries.invalidateQueries(trpc.payments.getFull.queryFilter({ id })),
    }),
  );
  const title = resolution === "accept" ? m.accept[reason] : m[resolution];
  const effect = resolution === "accept" ? m.acceptEffect[reason] : m.effect[resolution];
  const needsNote = resolution !== "accept";
  const submit = (form: FormData) => {
    const typed = textOf(form, "note");
    const note = resolution === "refunded" ? m.refundedNote(typed) : typed;
    resolve.mutate({
      id,
      attention: reason,
      action: resolution === "accept" ? "accept" : "ignore",
      ...(note !== "" && { note }),
    });
  };
  return (
    <FormDialog
      title={title}
      action={title}
      busy={resolve.isPending}
      error={resolve.error}
      intro={
        <>
          <p>
            <span className="font-medium">{attentionBadge[reason].label}.</span> {summary}
          </p>
          <p className="text-ink-2">{effect}</p>
        </>
      }
      onClose={onClose}
      onSubmit={submit}
    >
      <Field
        label={resolution === "refunded" ? m.refundedHow : m.note}
        required={needsNote}
        optional={!needsNote}
      >
        <Textarea name="note" required={needsNote} maxLength={400} autoFocus />
      </Field>
    </FormDialog>
  );
}
