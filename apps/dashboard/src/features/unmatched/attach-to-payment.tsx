import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { ActButton } from "../../ui/submit-button.tsx";
import { kasExact } from "../../lib/format/money-text.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { unmatchedWords as w } from "./messages.ts";
import { Money } from "../../ui/amounts.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Textarea } from "../../ui/field.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { attachEffect } from "./attach-effect.ts";
import { PaymentPicker } from "./payment-picker.tsx";
import type { Unmatched } from "./unmatched.ts";

/** Attaches an unmatched transfer to a payment, after saying what that will do. */
export function AttachToPayment({ one, onClose }: { readonly one: Unmatched; readonly onClose: () => void }) {
  const id = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [picked, setPicked] = useState<string | null>(one.guesses[0]?.paymentId ?? null);
  const target = useQuery(
    trpc.payments.getFull.queryOptions({ id: picked ?? "" }, { enabled: picked !== null }),
  ).data;
  const attach = useMutation(
    trpc.payments.attach.mutationOptions({
      meta: { inForm: true },
      onSuccess: async (now) => {
        queries.setQueryData(trpc.payments.getFull.queryKey({ id: now.id }), now);
        toast(w.attached);
        onClose();
        await queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (picked === null) return;
    const note = String(new FormData(event.currentTarget).get("note")).trim();
    attach.mutate({ id: picked, txId: one.txId, index: one.index, note });
  };
  return (
    <Dialog
      title={w.attachTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{w.back}</Button>
          <ActButton
            type="submit"
            form={id}
            variant="primary"
            busy={attach.isPending}
            disabled={picked === null}
          >
            {w.attachTitle}
          </ActButton>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <p>
          <Money {...kasExact(one.amount)} className="text-lg font-semibold" />
        </p>
        {attach.error && (
          <Notice tone="red" urgent>
            {failureOf(attach.error).text}
          </Notice>
        )}
        <PaymentPicker one={one} picked={picked} onPick={setPicked} />
        {target?.id === picked && target !== undefined && (
          <Notice tone="blue">
            {attachEffect(target, one.amount, one.at)} {w.attachText}
          </Notice>
        )}
        <Field label={w.reason} required>
          <Textarea name="note" required maxLength={500} />
        </Field>
      </form>
    </Dialog>
  );
}
