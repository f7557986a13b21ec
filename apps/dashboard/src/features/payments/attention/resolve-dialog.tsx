import type { AttentionReason } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { ActButton } from "../../../ui/submit-button.tsx";
import { attentionLook } from "../../../shared/badge-styles.ts";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { attentionWords as w } from "./messages.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/card.tsx";
import { Field, Textarea } from "../../../ui/field.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";

/** `refunded`: the money went back from the merchant's own wallet; the gateway only notes it. */
export type Resolution = "accept" | "refunded" | "ignore";

export interface Resolving {
  readonly paymentId: string;
  readonly reason: AttentionReason;
  readonly resolution: Resolution;
}

export interface ResolveDialogProps extends Resolving {
  /** What happened, in a sentence with its sums. */
  readonly story: string;
  readonly onClose: () => void;
}

/** Says what the action will do before it is confirmed, and asks for the note that the history keeps. */
export function ResolveDialog({ paymentId: id, reason, resolution, story, onClose }: ResolveDialogProps) {
  const formId = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const resolve = useMutation(
    trpc.payments.resolve.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        queries.setQueryData(trpc.payments.getFull.queryKey({ id }), now);
        void queries.invalidateQueries(trpc.payments.list.queryFilter());
        void queries.invalidateQueries(trpc.payments.counts.queryFilter());
        void queries.invalidateQueries(trpc.dashboard.overview.queryFilter());
        toast(w.done);
        onClose();
      },
      onError: () => void queries.invalidateQueries(trpc.payments.getFull.queryFilter({ id })),
    }),
  );
  const title = resolution === "accept" ? w.accept[reason] : w[resolution];
  const effect = resolution === "accept" ? w.acceptEffect[reason] : w.effect[resolution];
  const needsNote = resolution !== "accept";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("note")).trim();
    const note = resolution === "refunded" ? w.refundedNote(typed) : typed;
    resolve.mutate({
      id,
      attention: reason,
      action: resolution === "accept" ? "accept" : "ignore",
      ...(note !== "" && { note }),
    });
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{w.back}</Button>
          <ActButton type="submit" form={formId} variant="primary" busy={resolve.isPending}>
            {title}
          </ActButton>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <p>
          <span className="font-medium">{attentionLook[reason].label}.</span> {story}
        </p>
        <p className="text-ink-2">{effect}</p>
        {resolve.error && (
          <Notice tone="red" urgent>
            {failureOf(resolve.error).text}
          </Notice>
        )}
        <Field
          label={resolution === "refunded" ? w.refundedHow : w.note}
          required={needsNote}
          optional={!needsNote}
        >
          <Textarea name="note" required={needsNote} maxLength={400} autoFocus />
        </Field>
      </form>
    </Dialog>
  );
}
