import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { HandCoins } from "lucide-react";
import type { ReactNode } from "react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { useStore } from "../../../shared/store-context.ts";
import { EmptyState } from "../../../ui/states.tsx";
import { rowLinkClass } from "../../../ui/table/table.tsx";
import { disbursementMessages as m } from "../messages.ts";
import type { ListSearch } from "../search.ts";
import { useColumns } from "./columns.tsx";
import { DisbursementTable, listQuery } from "./disbursement-table.tsx";

export interface PayoutListProps {
  readonly search: ListSearch;
  /** What to do where there is none yet. */
  readonly actions: ReactNode;
}

export function PayoutList({ search, actions }: PayoutListProps) {
  const params = { storeId: useStore().id };
  const list = useQuery(useTRPC().payouts.list.queryOptions(...listQuery(search)));
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
  return (
    <DisbursementTable
      kind="payout"
      query={list}
      columns={columns}
      search={search}
      none={
        <EmptyState icon={HandCoins} title={m.none.payout} action={actions}>
          {m.noneText.payout}
        </EmptyState>
      }
    />
  );
}
