import type { PaymentRow } from "@kaspa-pay/api-contract";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { fiat, kas } from "../../lib/format/money-text.ts";
import { attentionBadge, paymentBadge } from "../../shared/badge-styles.ts";
import { NoPayments } from "../../shared/no-payments.tsx";
import { useStore } from "../../shared/store-context.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { cx } from "../../ui/cx.ts";
import { overviewMessages as m } from "./messages.ts";

/** The last twenty payments; a new one slides in, a changed one is updated. */
export function LiveFeed({ rows }: { readonly rows: readonly PaymentRow[] }) {
  const storeId = useStore().id;
  // Rows of the first render do not slide in.
  const [first] = useState(() => new Set(rows.map((row) => row.id)));
  return (
    <Card
      title={m.feed}
      hint={m.feedHint}
      flush
      action={
        <Link to="/s/$storeId/payments" params={{ storeId }} className={buttonClass("quiet", "sm")}>
          {m.all} <ArrowRight aria-hidden className="size-4" />
        </Link>
      }
    >
      {rows.length === 0 ? (
        <NoPayments>{m.noneText}</NoPayments>
      ) : (
        <ul aria-label={m.feed} className="divide-y divide-line border-t border-line">
          {rows.map((row) => (
            <FeedRow key={row.id} row={row} isNew={!first.has(row.id)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function FeedRow({ row, isNew }: { readonly row: PaymentRow; readonly isNew: boolean }) {
  const storeId = useStore().id;
  const { when } = useFormats();
  return (
    <li className={cx(isNew && "arrive")}>
      <Link
        to="/s/$storeId/payments/$paymentId"
        params={{ storeId, paymentId: row.id }}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-5 py-3 hover:bg-sunken/60 focus-visible:-outline-offset-2 md:grid-cols-[minmax(0,1fr)_auto_8.5rem_9rem]"
      >
        <span className="min-w-0">
          <span className="block truncate font-medium">
            {row.title ?? row.description ?? row.orderId ?? m.noDescription}
          </span>
          <span className="block truncate text-sm text-ink-3">
            {row.customerEmail ?? row.orderId ?? row.id}
          </span>
        </span>
        <span className="text-end">
          <Money {...kas(row.amountExpected ?? row.amountReceived)} className="block font-medium" />
          {row.fiat && (
            <Money {...fiat(row.fiat.amount, row.fiat.currency)} className="block text-sm text-ink-3" />
          )}
        </span>
        <span className="flex flex-wrap gap-1.5">
          <Badge {...paymentBadge[row.status]} />
          {row.attention.map((reason) => (
            <Badge key={reason} {...attentionBadge[reason]} />
          ))}
        </span>
        <TimeText {...when(row.createdAt)} className="text-end text-sm text-ink-3" />
      </Link>
    </li>
  );
}
