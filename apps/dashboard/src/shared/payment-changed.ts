import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../lib/transport/trpc.ts";

/** What an action on a payment has answered: shown at once, and what the action moves beside it is read again. */
export function usePaymentChanged(): (now: PaymentFull) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return (now) => {
    queries.setQueryData(trpc.payments.getFull.queryKey({ id: now.id }), now);
    void queries.invalidateQueries(trpc.payments.counts.queryFilter());
    void queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
  };
}
