import type { Link as PaymentLink } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Link2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { groupDecimal, kas, money } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { linkBadge } from "../../shared/badge-styles.ts";
import { useStore } from "../../shared/store-context.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyButton } from "../../ui/copy/copy.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { type PagedColumn, PagedTable } from "../../ui/table/paged-table.tsx";
import { linkMessages as m } from "./messages.ts";
import { RowMenu } from "./row-menu.tsx";

export interface LinkListProps {
  readonly status: PaymentLink["status"] | undefined;
  readonly action: ReactNode;
}

export function LinkList({ status, action }: LinkListProps) {
  const [cursor, setCursor] = useState<string | null>(null);
  const list = useQuery(
    useTRPC().links.list.queryOptions(
      { limit: 25, ...(status !== undefined && { status }), ...(cursor !== null && { cursor }) },
      { placeholderData: (before) => before },
    ),
  );
  return (
    <Card flush>
      <PagedTable
        query={list}
        caption={m.caption}
        columns={useColumns()}
        rowKey={(link) => link.id}
        cursor={[cursor, setCursor]}
        empty={
          <EmptyState
            icon={Link2}
            title={status === undefined ? m.none : m.noMatch}
            action={action}
            help="accept-a-payment"
          >
            {status === undefined && m.noneText}
          </EmptyState>
        }
      />
    </Card>
  );
}

function useColumns(): PagedColumn<PaymentLink>[] {
  const { when } = useFormats();
  return [
    { id: "name", title: m.name, className: "max-w-64", cell: (link) => <LinkName link={link} /> },
    {
      id: "price",
      title: m.price,
      align: "end",
      cell: ({ amount, currency }) =>
        amount === null ? (
          <span className="text-ink-3">{m.open}</span>
        ) : (
          <Money {...money(amount, currency)} />
        ),
    },
    {
      id: "status",
      title: m.status,
      wide: true,
      cell: (link) => <Badge {...linkBadge[link.status]} />,
    },
    {
      id: "paid",
      title: m.paid,
      align: "end",
      wide: true,
      className: "num text-ink-2",
      cell: (link) => m.ofPayments(wholeNumber(link.confirmedCount), wholeNumber(link.paymentsCount)),
    },
    {
      id: "volume",
      title: m.volume,
      align: "end",
      wide: true,
      cell: (link) => <Money {...kas(link.confirmedAmount)} />,
    },
    {
      id: "last",
      title: m.lastPaid,
      align: "end",
      wide: true,
      className: "text-sm text-ink-3",
      cell: ({ lastPaidAt }) => (lastPaidAt === null ? m.never : <TimeText {...when(lastPaidAt)} />),
    },
    {
      id: "actions",
      title: "",
      align: "end",
      className: "whitespace-nowrap",
      cell: (link) => (
        <>
          <CopyButton value={link.url} what={`link ${link.title}`} />
          <RowMenu link={link} />
        </>
      ),
    },
  ];
}

const wholeNumber = (value: number) => groupDecimal(String(value), 0);

function LinkName({ link }: { readonly link: PaymentLink }) {
  const storeId = useStore().id;
  return (
    <>
      <Link
        to="/s/$storeId/links/$linkId"
        params={{ storeId, linkId: link.id }}
        className="block truncate font-medium hover:underline"
      >
        {link.title}
      </Link>
      <span className="block truncate text-sm text-ink-3">/pay/{link.slug}</span>
      <span className="mt-1 block md:hidden">
        <Badge {...linkBadge[link.status]} />
      </span>
    </>
  );
}
