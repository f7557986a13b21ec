// What people do to a refund or payout, and what is read again afterwards.
import type { Payout, Refund } from "@kaspa-pay/api-contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { toast } from "../../ui/overlay/toast.tsx";
import { disbursementMessages as m } from "./messages.ts";

export type Kind = "refund" | "payout";
export type Disbursement = Refund | Payout;

/** Lists, counts and details of money that goes out, and the payment of a refund. */
export function useDisbursementsChanged(): (now?: Disbursement) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return (now) => {
    void queries.invalidateQueries(trpc.refunds.pathFilter());
    void queries.invalidateQueries(trpc.payouts.pathFilter());
    void queries.invalidateQueries(trpc.dashboard.audit.pathFilter());
    if (now !== undefined && "paymentId" in now) {
      void queries.invalidateQueries(trpc.payments.getFull.queryFilter({ id: now.paymentId }));
    }
  };
}

/** The answer of an action is on screen at once; a refusal is explained, and what is shown is read again. */
export function useActions(kind: Kind, onDone: () => void = () => {}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const changed = useDisbursementsChanged();
  const done = (text: string) => (now: Disbursement) => {
    if ("paymentId" in now) queries.setQueryData(trpc.refunds.get.queryKey({ id: now.id }), now);
    else queries.setQueryData(trpc.payouts.get.queryKey({ id: now.id }), now);
    changed(now);
    toast(text);
    onDone();
  };
  const onError = () => changed();
  const options = (text: string) => ({ onSuccess: done(text), onError });
  const cancelRefund = useMutation(trpc.refunds.cancel.mutationOptions(options(m.canceled)));
  const cancelPayout = useMutation(trpc.payouts.cancel.mutationOptions(options(m.canceled)));
  const attachRefund = useMutation(trpc.refunds.attach.mutationOptions(options(m.attached)));
  const attachPayout = useMutation(trpc.payouts.attach.mutationOptions(options(m.attached)));
  const approve = useMutation(trpc.payouts.approve.mutationOptions(options(m.approved)));
  return {
    cancel: kind === "refund" ? cancelRefund : cancelPayout,
    attach: kind === "refund" ? attachRefund : attachPayout,
    approve,
  };
}
