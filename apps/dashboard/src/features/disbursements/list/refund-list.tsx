import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { SearchX, Undo2 } from "lucide-react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { useStore } from "../../../shared/store-context.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { PagedTable } from "../../../ui/table/paged-table.tsx";
import { rowLinkClass } from "../../../ui/table/table.tsx";
import { disbursementMessages as m } from "../messages.ts";
import type { ListSearch } from "../search.ts";
import { useColumns } from "./columns.tsx";

export const LIST_POLL_MS = 5_000;
export const PAGE_ROWS = 25;

export function RefundList({ search }: { readonly search: ListSearch }) {
  const params = { storeId: useStore().id };
  const navigate = useNavigate();
  const list = useQuery(
    useTRPC().refunds.list.queryOptions(
      { ...search, limit: PAGE_ROWS },
      { refetchInterval: LIST_POLL_MS, placeholderData: (before) => before },
    ),
  );
  const columns = useColumns<NonNullable<typeof list.data>["data"][number]>({
    title: m.refund,
    link: (row) => (
      <Link
        id={`row-${row.id}`}
        to="/s/$storeId/refunds/$refundId"
        params={{ ...params, refundId: row.id }}
        search={search}
        className={rowLinkClass}
      >
        <bdi>{row.reason ?? row.email ?? m.refund}</bdi>
      </Link>
    ),
    addressOf: (row) => row.address,
    worthOf: (row) => row.sums.atPayment,
  });
  const turn = (cursor: string | null) =>
    void navigate({
      to: "/s/$storeId/refunds",
      params,
      search: { ...(search.status && { status: search.status }), ...(cursor !== null && { cursor }) },
    });
  return (
    <Card flush>
      <PagedTable
        query={list}
        caption={m.captions.refund}
        columns={columns}
        rowKey={(row) => row.id}
        cursor={[search.cursor ?? null, turn]}
        empty={search.status === undefined ? <NoRefunds /> : <NoMatch />}
      />
    </Card>
  );
}

function NoRefunds() {
  const storeId = useStore().id;
  return (
    <EmptyState
      icon={Undo2}
      title={m.none.refund}
      action={
        <Link to="/s/$storeId/payments" params={{ storeId }} className={buttonClass("secondary")}>
          {m.toPayments}
        </Link>
      }
    >
      {m.noneText.refund}
    </EmptyState>
  );
}

export function NoMatch() {
  return (
    <EmptyState icon={SearchX} title={m.noMatch}>
      {m.noMatchText}
    </EmptyState>
  );
}
