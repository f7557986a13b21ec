import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { ActButton } from "../../../ui/submit-button.tsx";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { paymentWords as w } from "../messages.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/card.tsx";
import { Field, Input } from "../../../ui/field.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";

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
  const id = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState(false);
  const rescan = useMutation(
    trpc.payments.rescan.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        queries.setQueryData(trpc.payments.getFull.queryKey({ id: payment.id }), now);
        void queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
        toast(w.rescanned);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const txId = transactionIn(String(new FormData(event.currentTarget).get("transaction")));
    setWrong(txId === null);
    if (txId !== null) rescan.mutate({ id: payment.id, txId });
  };
  return (
    <Dialog
      title={w.rescan}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Back</Button>
          <ActButton type="submit" form={id} variant="primary" busy={rescan.isPending}>
            {w.rescanAction}
          </ActButton>
        </>
      }
    >
      <form id={id} onSubmit={submit} noValidate className="grid gap-4">
        <p className="text-ink-2">{w.actText.rescan}</p>
        {rescan.error && (
          <Notice tone="red" urgent>
            {failureOf(rescan.error).text}
          </Notice>
        )}
        <Field label={w.txId} required error={wrong ? w.noTransactionId : undefined}>
          <Input
            name="transaction"
            required
            autoFocus
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
          />
        </Field>
      </form>
    </Dialog>
  );
}
