import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { usePaymentChanged } from "../../../shared/payment-changed.ts";
import { mayUse } from "../../../shared/permissions.ts";
import { useStore } from "../../../shared/store-context.ts";
import { SubmitButton } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/card.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { OpenEntries } from "../attention/open-entries.tsx";
import { paymentMessages as m } from "../messages.ts";
import { refundMessages } from "../refund/messages.ts";
import { RefundDialog } from "../refund/refund-dialog.tsx";
import { presetOf, type RefundPreset } from "../refund/refund-form.ts";
import { AttachDialog } from "./attach-dialog.tsx";
import { type PaymentAction, ReasonDialog } from "./reason-dialog.tsx";
import { RescanDialog } from "./rescan-dialog.tsx";

/** The actions that the server allows now; a refusal is explained and the payment read again. */
export function PaymentActions({ payment }: { readonly payment: PaymentFull }) {
  const [action, setAction] = useState<PaymentAction | null>(null);
  const [refunding, setRefunding] = useState<RefundPreset | null>(null);
  const mayRefund = mayUse(useStore().role, "disburse");
  const [looking, setLooking] = useState<"attach" | "rescan" | null>(null);
  const run = useActions(payment, () => setAction(null));
  const marks = payment.allowedMarks;
  const buttons: readonly (readonly [string, PaymentAction])[] = [
    ...(payment.allowedActs.includes("cancel") ? [[m.cancel, { kind: "cancel" }] as const] : []),
    ...(marks.includes("paid") ? [[m.markPaid, { kind: "mark", status: "paid" }] as const] : []),
    ...(marks.includes("invalid") ? [[m.markInvalid, { kind: "mark", status: "invalid" }] as const] : []),
    ...(marks.includes("clear") ? [[m.clearMark, { kind: "mark", status: "clear" }] as const] : []),
  ];
  return (
    <section aria-label={m.actions} className="grid gap-3">
      <OpenEntries
        payment={payment}
        onRefund={mayRefund ? ({ reason, amount }) => setRefunding(presetOf(reason, amount)) : undefined}
      />
      {payment.mark && <Notice tone="blue">{m.marked(payment.mark.kind, payment.mark.reason)}</Notice>}
      <div className="flex flex-wrap gap-2">
        {mayRefund && hasMoney(payment) && !asksForRefund(payment) && (
          <SubmitButton size="sm" onClick={() => setRefunding({ part: usualPart(payment) })}>
            {refundMessages.refund}
          </SubmitButton>
        )}
        {buttons.map(([label, action]) => (
          <SubmitButton key={label} size="sm" disabled={run.busy} onClick={() => setAction(action)}>
            {label}
          </SubmitButton>
        ))}
        {payment.allowedActs.includes("attach") && (
          <>
            <SubmitButton size="sm" onClick={() => setLooking("attach")}>
              {m.attach}
            </SubmitButton>
            <SubmitButton size="sm" onClick={() => setLooking("rescan")}>
              {m.rescan}
            </SubmitButton>
          </>
        )}
      </div>
      {action && (
        <ReasonDialog action={action} busy={run.busy} onClose={() => setAction(null)} onSubmit={run.go} />
      )}
      {refunding && (
        <RefundDialog
          paymentId={payment.id}
          preset={refunding}
          email={payment.customerEmail}
          onClose={() => setRefunding(null)}
        />
      )}
      {looking === "attach" && <AttachDialog payment={payment} onClose={() => setLooking(null)} />}
      {looking === "rescan" && <RescanDialog payment={payment} onClose={() => setLooking(null)} />}
    </section>
  );
}

const hasMoney = ({ amountReceivedSompi, amountUncreditedSompi }: PaymentFull): boolean =>
  amountReceivedSompi !== "0" || amountUncreditedSompi !== "0";

/** An open entry has the button already, with the sum that it is about. */
const asksForRefund = ({ attentions }: PaymentFull): boolean =>
  attentions.some(({ state, reason }) => state === "open" && reason !== "reverted");

const usualPart = ({ amountOverpaidSompi }: PaymentFull): RefundPreset["part"] =>
  amountOverpaidSompi === "0" ? "full" : "overpaid";

function useActions(payment: PaymentFull, onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const changed = usePaymentChanged();
  const { id } = payment;
  const options = {
    meta: { inForm: true },
    onSuccess: (now: PaymentFull) => {
      changed(now);
      toast(m.done);
      onDone();
    },
    onError: (error: unknown) => {
      const failure = failureOf(error);
      if (failure.code === "reauth_required") return;
      toast(failure.code === "conflict" ? `${failure.text} ${m.changedElsewhere}` : failure.text, {
        tone: "failed",
      });
      void queries.invalidateQueries(trpc.payments.getFull.queryFilter({ id }));
      onDone();
    },
  };
  const cancel = useMutation(trpc.payments.cancel.mutationOptions(options));
  const mark = useMutation(trpc.payments.mark.mutationOptions(options));
  const go = (action: PaymentAction, note: string) => {
    const optional = note === "" ? {} : { note };
    if (action.kind === "cancel") cancel.mutate({ id, ...optional });
    else mark.mutate({ id, status: action.status, note });
  };
  return { go, busy: cancel.isPending || mark.isPending };
}
