import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { ActButton } from "../../lib/act-button.tsx";
import { kasExact } from "../../lib/format/money-text.ts";
import { failureOf } from "../../lib/transport/failure.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { unmatchedWords as w } from "../../lib/words/records.ts";
import { Money } from "../../ui/amounts.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { Field, Input, Textarea } from "../../ui/field.tsx";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import type { Unmatched } from "./unmatched.ts";

export function AttachToPayment({ one, onClose }: { readonly one: Unmatched; readonly onClose: () => void }) {
  const id = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const attach = useMutation(
    trpc.payments.attach.mutationOptions({
      meta: { inForm: true },
      onSuccess: async () => {
        toast(w.attached);
        onClose();
        await queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    attach.mutate({
      id: String(form.get("paymentId")).trim(),
      txId: one.txId,
      index: one.index,
      note: String(form.get("note")).trim(),
    });
  };
  return (
    <Dialog
      title={w.attach.replace("…", "")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <ActButton type="submit" form={id} variant="primary" busy={attach.isPending}>
            {w.attach.replace("…", "")}
          </ActButton>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <p>
          <Money {...kasExact(one.amount)} className="text-lg font-semibold" />
        </p>
        <p className="text-ink-2">{w.attachText}</p>
        {attach.error && (
          <Notice tone="red" urgent>
            {failureOf(attach.error).text}
          </Notice>
        )}
        <Field label={w.paymentId} required>
          <Input
            name="paymentId"
            required
            defaultValue={one.guesses[0]?.paymentId ?? ""}
            list={`${id}-guesses`}
            autoComplete="off"
            className="font-mono text-sm"
          />
        </Field>
        <datalist id={`${id}-guesses`}>
          {one.guesses.map((guess) => (
            <option key={guess.paymentId} value={guess.paymentId} />
          ))}
        </datalist>
        <Field label={w.reason} required>
          <Textarea name="note" required maxLength={500} />
        </Field>
      </form>
    </Dialog>
  );
}
