import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Undo2 } from "lucide-react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { useStore } from "../../../shared/store-context.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { rowLinkClass } from "../../../ui/table/table.tsx";
import { disbursementMessages as m } from "../messages.ts";
import type { ListSearch } from "../search.ts";
import { useColumns } from "./columns.tsx";
import { DisbursementTable, listQuery } from "./disbursement-table.tsx";

export function RefundList({ search }: { readonly search: ListSearch }) {
  const params = { storeId: useStore().id };
  const list = useQuery(useTRPC().refunds.list.queryOptions(...listQuery(search)));
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
  return (
    <DisbursementTable kind="refund" query={list} columns={columns} search={search} none={<NoRefunds />} />
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
