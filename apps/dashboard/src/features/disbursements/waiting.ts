import type { Payout, Refund } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../lib/transport/trpc.ts";

export interface Waiting {
  /** Refunds that the store's wallet is to pay, the newest first. */
  readonly refunds: readonly Refund[];
  readonly payouts: readonly Payout[];
  readonly toApprove: readonly Payout[];
}

const MOST = 100;

/** What waits for people of the store: at most 100 of each kind. Undefined until it was read. */
export function useWaiting(): Waiting | undefined {
  const trpc = useTRPC();
  const options = { staleTime: 10_000, refetchInterval: 20_000 };
  const list = { status: "awaiting_signature", limit: MOST } as const;
  const refunds = useQuery(trpc.refunds.list.queryOptions(list, options)).data;
  const payouts = useQuery(trpc.payouts.list.queryOptions(list, options)).data;
  const toApprove = useQuery(
    trpc.payouts.list.queryOptions({ status: "awaiting_approval", limit: MOST }, options),
  ).data;
  if (!refunds || !payouts || !toApprove) return undefined;
  return { refunds: refunds.data, payouts: payouts.data, toApprove: toApprove.data };
}
