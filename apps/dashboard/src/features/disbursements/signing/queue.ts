import type { Payout, Refund } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import type { Disbursement, Kind } from "../changes.ts";

/** One that waits for the signature. */
export interface ToSign {
  readonly kind: Kind;
  readonly item: Disbursement;
  readonly address: string;
  readonly title: string | null;
}

export interface SigningQueue {
  /** The first one is to be signed now. */
  readonly waiting: readonly ToSign[];
  /** How many have left the queue since the page was opened. */
  readonly signed: number;
  /** Moves the first one to the end. */
  readonly putOff: () => void;
}

/** The oldest first; what was put off comes last, in the order in which it was. */
export function inOrder(
  refunds: readonly Refund[],
  payouts: readonly Payout[],
  putOff: readonly string[],
): ToSign[] {
  const all: ToSign[] = [
    ...refunds.flatMap((item): ToSign[] =>
      item.address === null ? [] : [{ kind: "refund", item, address: item.address, title: item.reason }],
    ),
    ...payouts.map(
      (item): ToSign => ({
        kind: "payout",
        item,
        address: item.recipientAddress,
        title: item.description ?? item.orderId,
      }),
    ),
  ];
  const place = ({ item }: ToSign) => putOff.lastIndexOf(item.id);
  return all.sort((a, b) => place(a) - place(b) || (a.item.createdAt < b.item.createdAt ? -1 : 1));
}

const POLL_MS = 2_000;

/** Read again every two seconds: what the chain shows as sent leaves it. */
export function useSigningQueue(): SigningQueue | undefined {
  const trpc = useTRPC();
  const [putOff, setPutOff] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const input = { status: "awaiting_signature", limit: 100 } as const;
  const options = { refetchInterval: POLL_MS };
  const refunds = useQuery(trpc.refunds.list.queryOptions(input, options)).data;
  const payouts = useQuery(trpc.payouts.list.queryOptions(input, options)).data;
  if (refunds === undefined || payouts === undefined) return undefined;
  const waiting = inOrder(refunds.data, payouts.data, putOff);
  const fresh = waiting.filter(({ item }) => !seen.has(item.id));
  if (fresh.length > 0) setSeen(new Set([...seen, ...fresh.map(({ item }) => item.id)]));
  const first = waiting[0]?.item.id;
  return {
    waiting,
    signed: seen.size - waiting.length + fresh.length,
    putOff: () => {
      if (first !== undefined) setPutOff([...putOff, first]);
    },
  };
}
