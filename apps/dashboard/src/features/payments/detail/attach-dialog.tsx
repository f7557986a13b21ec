import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { ActButton } from "../../../ui/submit-button.tsx";
import { useFormats } from "../../../lib/format/formats.ts";
import { kasExact } from "../../../lib/format/money-text.ts";
import { Loaded } from "../../../ui/query-state.tsx";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { paymentWords as w } from "../messages.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/card.tsx";
import { Field, Textarea } from "../../../ui/field.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";

/** Attaches an unmatched transfer to this payment. */
export function AttachDialog({
  payment,
  onClose,
}: {
  readonly payment: PaymentFull;
  readonly onClose: () => void;
}) {
  const id = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { when } = useFormats();
  const unmatched = useQuery(trpc.payments.listUnmatched.queryOptions({ limit: 100 }));
  const attach = useMutation(
    trpc.payments.attach.mutationOptions({
      meta: { inForm: true },
      onSuccess: (now) => {
        queries.setQueryData(trpc.payments.getFull.queryKey({ id: payment.id }), now);
        void queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
        toast(w.done);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [txId = "", index = "0"] = String(form.get("transfer")).split(":");
    attach.mutate({ id: payment.id, txId, index: Number(index), note: String(form.get("note")).trim() });
  };
  return (
    <Dialog
      title={w.attach}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Back</Button>
          <ActButton
            type="submit"
            form={id}
            variant="primary"
            busy={attach.isPending}
            disabled={!unmatched.data?.data.length}
          >
            {w.attach}
          </ActButton>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4">
        <p className="text-ink-2">{w.actText.attach}</p>
        {attach.error && (
          <Notice tone="red" urgent>
            {failureOf(attach.error).text}
          </Notice>
        )}
        <Loaded query={unmatched}>
          {({ data }) =>
            data.length === 0 ? (
              <p className="text-ink-3">{w.noUnmatched}</p>
            ) : (
              <fieldset className="grid gap-1">
                <legend className="sr-only">{w.attach}</legend>
                {data.map((one) => (
                  <label
                    key={`${one.txId}:${one.index}`}
                    className="flex min-h-11 items-center gap-3 rounded-lg px-2 hover:bg-sunken"
                  >
                    <input
                      type="radio"
                      name="transfer"
                      required
                      value={`${one.txId}:${one.index}`}
                      className="size-[1.125rem] accent-accent"
                    />
                    <Money {...kasExact(one.amount)} className="font-medium" />
                    <TimeText {...when(one.at)} className="ms-auto text-sm text-ink-3" />
                  </label>
                ))}
              </fieldset>
            )
          }
        </Loaded>
        <Field label={w.reason} required>
          <Textarea name="note" required maxLength={500} />
        </Field>
      </form>
    </Dialog>
  );
}
