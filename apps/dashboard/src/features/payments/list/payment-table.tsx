import type { PaymentRow } from "@kaspa-pay/api-contract";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useFormats } from "../../../lib/format/formats.ts";
import { fiat, kas } from "../../../lib/format/money-text.ts";
import { attentionBadge, paymentBadge } from "../../../shared/badge-styles.ts";
import { usePreferences } from "../../../shared/preferences.ts";
import { useStore } from "../../../shared/store-context.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Cell, Row, rowLinkClass, Table } from "../../../ui/table/table.tsx";
import { paymentMessages as m } from "../messages.ts";
import type { PaymentSearch } from "../payment-search.ts";

export interface PaymentTableProps {
  readonly rows: readonly PaymentRow[];
  readonly search: PaymentSearch;
}

export function PaymentTable({ rows, search }: PaymentTableProps) {
  const { zone } = useFormats();
  useRowKeys();
  return (
    <Table
      caption={m.caption}
      columns={[
        { id: "what", title: m.what },
        { id: "order", title: m.order, wide: true },
        { id: "customer", title: m.customer, wide: true },
        { id: "amount", title: m.amount, align: "end" },
        { id: "status", title: m.status, wide: true },
        { id: "time", title: m.time(zone), align: "end", wide: true },
      ]}
    >
      {rows.map((row) => (
        <PaymentRowView key={row.id} row={row} search={search} />
      ))}
    </Table>
  );
}

function PaymentRowView({ row, search }: { readonly row: PaymentRow; readonly search: PaymentSearch }) {
  const storeId = useStore().id;
  const { when } = useFormats();
  const states = (
    <span className="flex flex-wrap gap-1.5">
      <Badge {...paymentBadge[row.status]} />
      {row.attention.map((reason) => (
        <Badge key={reason} {...attentionBadge[reason]} />
      ))}
    </span>
  );
  return (
    <Row className="relative">
      <Cell className="max-w-64">
        <Link
          id={`row-${row.id}`}
          data-row
          to="/s/$storeId/payments/$paymentId"
          params={{ storeId, paymentId: row.id }}
          search={search}
          className={rowLinkClass}
        >
          <bdi>{row.title ?? row.description ?? row.orderId ?? m.noDescription}</bdi>
        </Link>
        <span className="mt-1.5 block md:hidden">{states}</span>
      </Cell>
      <Cell wide className="num text-ink-2">
        {row.orderId ?? "–"}
      </Cell>
      <Cell wide className="max-w-52 truncate text-ink-2">
        {row.customerEmail ?? row.customerName ?? "–"}
      </Cell>
      <Cell end>
        <Money {...kas(row.amountExpected ?? row.amountReceived)} className="block font-medium" />
        {row.fiat && (
          <Money {...fiat(row.fiat.amount, row.fiat.currency)} className="block text-sm text-ink-3" />
        )}
        <TimeText {...when(row.createdAt)} className="block text-sm text-ink-3 md:hidden" />
      </Cell>
      <Cell wide>{states}</Cell>
      <Cell wide end>
        <TimeText {...when(row.createdAt)} className="text-sm text-ink-3" />
      </Cell>
    </Row>
  );
}

/** `j` and `k` move the focus between rows. */
function useRowKeys(): void {
  const { shortcuts } = usePreferences();
  useEffect(() => {
    if (!shortcuts) return;
    const press = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement | null)?.closest("input, textarea, select, dialog") != null;
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      if (step === 0 || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [shortcuts]);
}
