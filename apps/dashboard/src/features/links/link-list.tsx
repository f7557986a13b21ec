import type { Link as PaymentLink } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Link2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { groupDecimal, kas, money } from "../../lib/format/money-text.ts";
import { Loaded } from "../../ui/query-state.tsx";
import { linkLook } from "../../shared/badge-styles.ts";
import { useStore } from "../../shared/store-context.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { linkWords as w } from "./messages.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyButton } from "../../ui/copy/copy.tsx";
import { Pager } from "../../ui/pager.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Cell, Row, Table } from "../../ui/table.tsx";
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
      <Loaded query={list}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <EmptyState
              icon={<Link2 aria-hidden className="size-5" />}
              title={status === undefined ? w.none : w.noMatch}
              action={action}
              help="accept-a-payment"
            >
              {status === undefined && w.noneText}
            </EmptyState>
          ) : (
            <>
              <LinkTable rows={data} />
              <Pager cursor={cursor} nextCursor={nextCursor} onPick={setCursor} />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function LinkTable({ rows }: { readonly rows: readonly PaymentLink[] }) {
  return (
    <Table
      caption={w.caption}
      columns={[
        { id: "name", title: w.name },
        { id: "price", title: w.price, align: "end" },
        { id: "status", title: w.status, wide: true },
        { id: "paid", title: w.paid, align: "end", wide: true },
        { id: "volume", title: w.volume, align: "end", wide: true },
        { id: "last", title: w.lastPaid, align: "end", wide: true },
        { id: "acts", title: "", align: "end" },
      ]}
    >
      {rows.map((link) => (
        <LinkRow key={link.id} link={link} />
      ))}
    </Table>
  );
}

function LinkRow({ link }: { readonly link: PaymentLink }) {
  const storeId = useStore().id;
  const { when } = useFormats();
  return (
    <Row>
      <Cell className="max-w-64">
        <Link
          to="/s/$storeId/links/$linkId"
          params={{ storeId, linkId: link.id }}
          className="block truncate font-medium hover:underline"
        >
          {link.title}
        </Link>
        <span className="block truncate text-sm text-ink-3">/pay/{link.slug}</span>
        <span className="mt-1 block md:hidden">
          <Badge {...linkLook[link.status]} />
        </span>
      </Cell>
      <Cell end>
        {link.amount === null ? (
          <span className="text-ink-3">{w.open}</span>
        ) : (
          <Money {...money(link.amount, link.currency)} />
        )}
      </Cell>
      <Cell wide>
        <Badge {...linkLook[link.status]} />
      </Cell>
      <Cell wide end className="num text-ink-2">
        {w.ofPayments(
          groupDecimal(String(link.confirmedCount), 0),
          groupDecimal(String(link.paymentsCount), 0),
        )}
      </Cell>
      <Cell wide end>
        <Money {...kas(link.confirmedAmount)} />
      </Cell>
      <Cell wide end className="text-sm text-ink-3">
        {link.lastPaidAt === null ? w.never : <TimeText {...when(link.lastPaidAt)} />}
      </Cell>
      <Cell end className="whitespace-nowrap">
        <CopyButton value={link.url} what={`link ${link.title}`} />
        <RowMenu link={link} />
      </Cell>
    </Row>
  );
}
