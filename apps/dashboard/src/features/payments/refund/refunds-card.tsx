import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useFormats } from "../../../lib/format/formats.ts";
import { kasExact } from "../../../lib/format/money-text.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { disbursementAttentionBadge, disbursementBadge } from "../../../shared/badge-styles.ts";
import { pollMs } from "../../../shared/signing/poll.ts";
import { useStore } from "../../../shared/store-context.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Card } from "../../../ui/card.tsx";
import { refundMessages as m } from "./messages.ts";

/** The refunds of a payment, the newest first; nothing while there is none. */
export function RefundsCard({ paymentId }: { readonly paymentId: string }) {
  const storeId = useStore().id;
  const { when } = useFormats();
  const refunds = useQuery(
    useTRPC().refunds.list.queryOptions(
      { paymentId, limit: 100 },
      {
        refetchInterval: ({ state }) => {
          const open = state.data?.data.map(({ status }) => pollMs(status)) ?? [];
          return open.length === 0 ? false : Math.min(...open);
        },
      },
    ),
  ).data;
  if (refunds === undefined || refunds.data.length === 0) return null;
  return (
    <Card title={m.refunds} flush>
      <ul className="divide-y divide-line border-t border-line">
        {refunds.data.map((refund) => (
          <li key={refund.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3.5">
            <Link
              to="/s/$storeId/refunds/$refundId"
              params={{ storeId, refundId: refund.id }}
              className="inline-flex min-h-6 items-center font-medium underline-offset-3 hover:underline"
            >
              <Money {...kasExact(refund.amount)} />
            </Link>
            <Badge {...disbursementBadge[refund.status]} />
            {refund.attention !== null && <Badge {...disbursementAttentionBadge[refund.attention]} />}
            {refund.reason !== null && (
              <span className="min-w-0 truncate text-sm text-ink-3">
                <bdi>{refund.reason}</bdi>
              </span>
            )}
            <TimeText {...when(refund.createdAt)} className="ms-auto text-sm text-ink-3" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
