import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { CountBadge } from "../../../ui/count-badge.tsx";
import { attentionMessages as m } from "./messages.ts";

/** Open attention beside the Payments entry. */
export function AttentionCount({ className }: { readonly className?: string }) {
  const counts = useQuery(useTRPC().payments.counts.queryOptions({}, { staleTime: 15_000 })).data;
  return <CountBadge value={counts?.attention ?? 0} words={m.count} className={className} />;
}
