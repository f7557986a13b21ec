import type { AttentionReason, PaymentRow } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../../lib/format/formats.ts";
import { kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { attentionBadge, paymentBadge } from "../../../shared/badge-styles.ts";
import { mayUse } from "../../../shared/permissions.ts";
import { useStore } from "../../../shared/store-context.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Card } from "../../../ui/card.tsx";
import { Page } from "../../../ui/page.tsx";
import { QueryState } from "../../../ui/query-state.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { RefundDialog, type RefundDialogProps } from "../refund/refund-dialog.tsx";
import { presetOf } from "../refund/refund-form.ts";
import { attentionMessages as m } from "./messages.ts";
import { ResolveButtons } from "./resolve-buttons.tsx";
import { type Resolution, ResolveDialog, type Resolving } from "./resolve-dialog.tsx";

export function AttentionPage() {
  return (
    <Page title={m.title} hint={m.hint}>
      <AttentionQueue />
    </Page>
  );
}

/** Reasons that can cost money come first. */
const ORDER: readonly AttentionReason[] = ["reverted", "late", "underpaid", "multiple", "overpaid", "manual"];
const MOST = 100;

/** Every open attention entry, by reason, the oldest first. */
export function AttentionQueue() {
  const [resolving, setResolving] = useState<(Resolving & { readonly summary: string }) | null>(null);
  const [refunding, setRefunding] = useState<Omit<RefundDialogProps, "onClose"> | null>(null);
  const mayRefund = mayUse(useStore().role, "disburse");
  const list = useQuery(
    useTRPC().payments.list.queryOptions(
      { attention: "any", limit: MOST },
      { refetchInterval: 10_000, placeholderData: (before) => before },
    ),
  );
  return (
    <>
      <QueryState query={list}>
        {({ data }) => {
          const rows = [...data].reverse();
          const groups = ORDER.map(
            (reason) => [reason, rows.filter((row) => row.attention.includes(reason))] as const,
          ).filter(([, found]) => found.length > 0);
          if (groups.length === 0) {
            return (
              <Card>
                <EmptyState icon={CircleCheck} title={m.none} help="payment-states">
                  {m.noneText}
                </EmptyState>
              </Card>
            );
          }
          return groups.map(([reason, found]) => (
            <Card
              key={reason}
              title={`${attentionBadge[reason].label} (${found.length})`}
              hint={m.groupHint[reason]}
              flush
              {...(reason === "reverted" && { className: "border-red" })}
            >
              <ul className="divide-y divide-line border-t border-line">
                {found.map((row) => (
                  <QueueRow
                    key={row.id}
                    row={row}
                    reason={reason}
                    onPick={(resolution, summary) =>
                      setResolving({ paymentId: row.id, reason, resolution, summary })
                    }
                    onRefund={mayRefund ? () => setRefunding(refundOf(row, reason)) : undefined}
                  />
                ))}
              </ul>
            </Card>
          ));
        }}
      </QueryState>
      {resolving && <ResolveDialog {...resolving} onClose={() => setResolving(null)} />}
      {refunding && <RefundDialog {...refunding} onClose={() => setRefunding(null)} />}
    </>
  );
}

const refundOf = (row: PaymentRow, reason: AttentionReason): Omit<RefundDialogProps, "onClose"> => ({
  paymentId: row.id,
  preset: presetOf(reason, row.amountUncredited),
  email: row.customerEmail,
});

interface QueueRowProps {
  readonly row: PaymentRow;
  readonly reason: AttentionReason;
  readonly onPick: (resolution: Resolution, summary: string) => void;
  readonly onRefund: (() => void) | undefined;
}

function QueueRow({ row, reason, onPick, onRefund }: QueueRowProps) {
  const storeId = useStore().id;
  const { when } = useFormats();
  const expected = row.amountExpected === null ? null : moneyLine(kasExact(row.amountExpected));
  const summary = m.sums(moneyLine(kasExact(row.amountReceived)), expected);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4">
      <div className="grid min-w-0 grow basis-72 gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            to="/s/$storeId/payments/$paymentId"
            params={{ storeId, paymentId: row.id }}
            className="inline-flex min-h-6 items-center font-medium underline-offset-3 hover:underline"
          >
            <bdi>{row.title ?? row.description ?? m.payment}</bdi>
          </Link>
          <Badge {...paymentBadge[row.status]} />
          <TimeText {...when(row.createdAt)} className="text-sm text-ink-3" />
        </p>
        <p className="text-sm text-ink-2">
          <Money {...kasExact(row.amountReceived)} className="font-medium" /> {m.arrivedOf(expected)}
          {row.amountUncreditedSompi !== "0" && (
            <span>
              , <Money {...kasExact(row.amountUncredited)} className="font-medium" /> {m.notCounted}
            </span>
          )}
          {row.orderId !== null && <span className="text-ink-3"> · {row.orderId}</span>}
        </p>
      </div>
      <ResolveButtons
        reason={reason}
        onRefund={onRefund}
        onPick={(resolution) => onPick(resolution, summary)}
      />
    </li>
  );
}
