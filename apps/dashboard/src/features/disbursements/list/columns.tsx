import type { ReactNode } from "react";
import { useFormats } from "../../../lib/format/formats.ts";
import { fiat, kas } from "../../../lib/format/money-text.ts";
import { disbursementAttentionBadge, disbursementBadge } from "../../../shared/badge-styles.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { shorten } from "../../../ui/copy/copy.tsx";
import type { PagedColumn } from "../../../ui/table/paged-table.tsx";
import type { Disbursement } from "../changes.ts";
import { disbursementMessages as m } from "../messages.ts";

export interface RowParts<T> {
  readonly title: string;
  readonly link: (row: T) => ReactNode;
  readonly addressOf: (row: T) => string | null;
  readonly worthOf: (row: T) => { readonly amount: string; readonly currency: string } | null;
}

export function useColumns<T extends Disbursement>(parts: RowParts<T>): PagedColumn<T>[] {
  const { when } = useFormats();
  const { title, link, addressOf, worthOf } = parts;
  return [
    {
      id: "what",
      title,
      className: "max-w-64",
      cell: (row) => (
        <>
          {link(row)}
          <span className="mt-1.5 block md:hidden">
            <States row={row} />
          </span>
        </>
      ),
    },
    {
      id: "to",
      title: m.to,
      wide: true,
      className: "text-ink-2",
      cell: (row) => {
        const address = addressOf(row);
        return address === null ? (
          <span className="text-ink-3">{m.noAddress}</span>
        ) : (
          <code title={address} className="font-mono text-[0.8125rem]">
            {shorten(address)}
          </code>
        );
      },
    },
    {
      id: "amount",
      title: m.amount,
      align: "end",
      cell: (row) => {
        const worth = worthOf(row);
        return (
          <>
            <Money {...kas(row.amount)} className="block font-medium" />
            {worth !== null && (
              <Money {...fiat(worth.amount, worth.currency)} className="block text-sm text-ink-3" />
            )}
            <TimeText {...when(row.createdAt)} className="block text-sm text-ink-3 md:hidden" />
          </>
        );
      },
    },
    { id: "status", title: m.status, wide: true, cell: (row) => <States row={row} /> },
    {
      id: "time",
      title: m.time,
      align: "end",
      wide: true,
      cell: (row) => <TimeText {...when(row.createdAt)} className="text-sm text-ink-3" />,
    },
  ];
}

function States({ row: { status, attention } }: { readonly row: Disbursement }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      <Badge {...disbursementBadge[status]} />
      {attention !== null && <Badge {...disbursementAttentionBadge[attention]} />}
    </span>
  );
}
