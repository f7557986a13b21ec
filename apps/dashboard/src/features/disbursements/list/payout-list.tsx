import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { HandCoins } from "lucide-react";
import type { ReactNode } from "react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { useStore } from "../../../shared/store-context.ts";
import { Card } from "../../../ui/card.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { PagedTable } from "../../../ui/table/paged-table.tsx";
import { rowLinkClass } from "../../../ui/table/table.tsx";
import { disbursementMessages as m } from "../messages.ts";
import type { ListSearch } from "../search.ts";
import { useColumns } from "./columns.tsx";
import { LIST_POLL_MS, NoMatch, PAGE_ROWS } from "./refund-list.tsx";

export interface PayoutListProps {
  readonly search: ListSearch;
  /** What to do where there is none yet. */
  readonly actions: ReactNode;
}

export function PayoutList({ search, actions }: PayoutListProps) {
  const params = { storeId: useStore().id };
  const navigate = useNavigate();
  const list = useQuery(
    useTRPC().payouts.list.queryOptions(
      { ...search, limit: PAGE_ROWS },
      { refetchInterval: LIST_POLL_MS, placeholderData: (before) => before },
    ),
  );
  const columns = useColumns<NonNullable<typeof list.data>["data"][number]>({
    title: m.payout,
    link: (row) => (
      <Link
        id={`row-${row.id}`}
        to="/s/$storeId/payouts/$payoutId"
        params={{ ...params, payoutId: row.id }}
        search={search}
        className={rowLinkClass}
      >
        <bdi>{row.description ?? row.orderId ?? m.payout}</bdi>
      </Link>
    ),
    addressOf: (row) => row.recipientAddress,
    worthOf: (row) => row.fiat,
  });
  const turn = (cursor: string | null) =>
    void navigate({
      to: "/s/$storeId/payouts",
      params,
      search: { ...(search.status && { status: search.status }), ...(cursor !== null && { cursor }) },
    });
  return (
    <Card flush>
      <PagedTable
        query={list}
        caption={m.captions.payout}
        columns={columns}
        rowKey={(row) => row.id}
        cursor={[search.cursor ?? null, turn]}
        empty={
          search.status === undefined ? (
            <EmptyState icon={HandCoins} title={m.none.payout} action={actions}>
              {m.noneText.payout}
            </EmptyState>
          ) : (
            <NoMatch />
          )
        }
      />
    </Card>
  );
}
