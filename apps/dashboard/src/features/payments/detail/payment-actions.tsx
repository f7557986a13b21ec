import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ActButton } from "../../../ui/submit-button.tsx";
import { failureOf } from "../../../lib/transport/failure.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { paymentWords as w } from "../messages.ts";
import { Notice } from "../../../ui/card.tsx";
import { toast } from "../../../ui/overlay/toast.tsx";
import { OpenEntries } from "../attention/open-entries.tsx";
import { AttachDialog } from "./attach-dialog.tsx";
import { type Act, ReasonDialog } from "./reason-dialog.tsx";
import { RescanDialog } from "./rescan-dialog.tsx";

/** The actions that the server allows now; a refusal is explained and the payment read again. */
export function Acts({ payment }: { readonly payment: PaymentFull }) {
  const [act, setAct] = useState<Act | null>(null);
  const [looking, setLooking] = useState<"attach" | "rescan" | null>(null);
  const run = useActs(payment, () => setAct(null));
  const marks = payment.allowedMarks;
  const buttons: readonly (readonly [string, Act])[] = [
    ...(payment.allowedActs.includes("cancel") ? [[w.cancel, { kind: "cancel" }] as const] : []),
    ...(marks.includes("paid") ? [[w.markPaid, { kind: "mark", status: "paid" }] as const] : []),
    ...(marks.includes("invalid") ? [[w.markInvalid, { kind: "mark", status: "invalid" }] as const] : []),
    ...(marks.includes("clear") ? [[w.clearMark, { kind: "mark", status: "clear" }] as const] : []),
  ];
  return (
    <section aria-label={w.acts} className="grid gap-3">
      <OpenEntries payment={payment} />
      {payment.mark && <Notice tone="blue">{w.marked(payment.mark.kind, payment.mark.reason)}</Notice>}
      <div className="flex flex-wrap gap-2">
        {buttons.map(([label, one]) => (
          <ActButton key={label} size="sm" disabled={run.busy} onClick={() => setAct(one)}>
            {label}
          </ActButton>
        ))}
        {payment.allowedActs.includes("attach") && (
          <>
            <ActButton size="sm" onClick={() => setLooking("attach")}>
              {w.attach}
            </ActButton>
            <ActButton size="sm" onClick={() => setLooking("rescan")}>
              {w.rescan}
            </ActButton>
          </>
        )}
      </div>
      {act && <ReasonDialog act={act} busy={run.busy} onClose={() => setAct(null)} onSubmit={run.go} />}
      {looking === "attach" && <AttachDialog payment={payment} onClose={() => setLooking(null)} />}
      {looking === "rescan" && <RescanDialog payment={payment} onClose={() => setLooking(null)} />}
    </section>
  );
}

function useActs(payment: PaymentFull, onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id } = payment;
  const options = {
    meta: { inForm: true },
    onSuccess: (now: PaymentFull) => {
      queries.setQueryData(trpc.payments.getFull.queryKey({ id }), now);
      void queries.invalidateQueries(trpc.payments.counts.queryFilter());
      toast(w.done);
      onDone();
    },
    onError: (error: unknown) => {
      const failure = failureOf(error);
      if (failure.code === "reauth_required") return;
      toast(failure.code === "conflict" ? `${failure.text} ${w.changedElsewhere}` : failure.text, {
        tone: "failed",
      });
      void queries.invalidateQueries(trpc.payments.getFull.queryFilter({ id }));
      onDone();
    },
  };
  const cancel = useMutation(trpc.payments.cancel.mutationOptions(options));
  const mark = useMutation(trpc.payments.mark.mutationOptions(options));
  const go = (act: Act, note: string) => {
    const optional = note === "" ? {} : { note };
    if (act.kind === "cancel") cancel.mutate({ id, ...optional });
    else mark.mutate({ id, status: act.status, note });
  };
  return { go, busy: cancel.isPending || mark.isPending };
}
