import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
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
import type { Unmatched } from "./unmatched.ts";

/** Ignores an unmatched transfer, with the reason that the list keeps. */
export function IgnoreDialog({ one, onClose }: { readonly one: Unmatched; readonly onClose: () => void }) {
  const id = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ignore = useMutation(
    trpc.payments.ignoreUnmatched.mutationOptions({
      meta: { inForm: true },
      onSuccess: async () => {
        toast(w.ignored);
        onClose();
        await queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note")).trim();
    ignore.mutate({ txId: one.txId, index: one.index, ...(note !== "" && { note }) });
  };
  return (
    <Dialog
      title={w.ignore}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{w.back}</Button>
          <ActButton type="submit" form={id} variant="primary" busy={ignore.isPending}>
            {w.ignore}
          </ActButton>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <p>
          <Money {...kasExact(one.amount)} className="text-lg font-semibold" />
        </p>
        <p className="text-ink-2">{w.ignoreText}</p>
        {ignore.error && (
          <Notice tone="red" urgent>
            {failureOf(ignore.error).text}
          </Notice>
        )}
        <Field label={w.note} optional>
          <Textarea name="note" maxLength={500} placeholder={w.noteHint} />
        </Field>
      </form>
    </Dialog>
  );
}
