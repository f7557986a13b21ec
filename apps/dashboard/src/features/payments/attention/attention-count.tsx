import { useQuery } from "@tanstack/react-query";
import { count } from "../../../lib/format/money-text.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { cx } from "../../../ui/cx.ts";
import { attentionMessages as m } from "./messages.ts";

/** Open attention beside the Payments entry; nothing when all is good. */
export function AttentionCount({ className }: { readonly className?: string }) {
  const counts = useQuery(useTRPC().payments.counts.queryOptions({}, { staleTime: 15_000 })).data;
  if (!counts || counts.attention === 0) return null;
  const text = count(counts.attention);
  return (
    <span
      className={cx(
        "num inline-grid h-5 min-w-5 place-items-center rounded-full bg-amber-soft px-1.5 text-xs font-semibold text-amber-ink",
        className,
      )}
    >
      <span aria-hidden>{text}</span>
      <span className="sr-only">{m.count(text)}</span>
    </span>
  );
}
