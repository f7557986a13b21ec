import type { Deposit } from "@kaspa-pay/api-contract";
import type { DepositStatus } from "@kaspa-pay/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowDownToLine } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { fiat, kas } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { type PagedColumn, PagedTable } from "../../ui/table/paged-table.tsx";
import { RowButton } from "../../ui/table/table.tsx";
import { LIST_POLL_MS, PAGE_ROWS } from "./account-list.tsx";
import { DepositDrawer } from "./deposit-drawer.tsx";
import { ExplorerLink, States } from "./deposit-parts.tsx";
import { depositMessages as m } from "./messages.ts";

export interface DepositListProps {
  readonly filter: {
    readonly account?: string;
    readonly externalUserId?: string;
    readonly status?: DepositStatus;
  };
  readonly cursor: readonly [cursor: string | null, pick: (cursor: string | null) => void];
  readonly empty: ReactNode;
}

/** Deposits, of one account or of all; a row opens all that is known of one. */
export function DepositList({ filter, cursor, empty }: DepositListProps) {
  const [openId, setOpenId] = useState<string | null>(null);
  const [from] = cursor;
  const list = useQuery(
    useTRPC().deposits.list.queryOptions(
      { ...filter, limit: PAGE_ROWS, ...(from !== null && { cursor: from }) },
      { refetchInterval: LIST_POLL_MS, placeholderData: (before) => before },
    ),
  );
  const columns = useColumns(filter.account === undefined, setOpenId);
  const open = list.data?.data.find(({ id }) => id === openId);
  return (
    <>
      <PagedTable
        query={list}
        caption={m.depositsCaption}
        columns={columns}
        rowKey={(deposit) => deposit.id}
        cursor={cursor}
        empty={empty}
      />
      {open && <DepositDrawer deposit={open} onClose={() => setOpenId(null)} />}
    </>
  );
}

export function NoDeposits({ children }: { readonly children: string }) {
  return (
    <EmptyState icon={ArrowDownToLine} title={m.noDeposit} help="deposit-accounts">
      {children}
    </EmptyState>
  );
}

function useColumns(ofAll: boolean, onOpen: (id: string) => void): PagedColumn<Deposit>[] {
  const { when } = useFormats();
  return [
    {
      id: "what",
      title: ofAll ? m.customer : m.received,
      className: "max-md:w-full max-md:max-w-0 md:max-w-64",
      cell: (deposit) => (
        <>
          <RowButton onClick={() => onOpen(deposit.id)} className="block max-w-full truncate">
            {ofAll ? <bdi>{deposit.externalUserId}</bdi> : <TimeText {...when(deposit.receivedAt)} />}
          </RowButton>
          <span className="mt-1.5 block md:hidden">
            <States deposit={deposit} />
          </span>
        </>
      ),
    },
    {
      id: "amount",
      title: m.amount,
      align: "end",
      cell: (deposit) => (
        <>
          <Money {...kas(deposit.amount)} className="block font-medium" />
          {deposit.fiatAtReceipt !== null && (
            <Money {...fiat(deposit.fiatAtReceipt, deposit.currency)} className="block text-sm text-ink-3" />
          )}
          {ofAll && <TimeText {...when(deposit.receivedAt)} className="block text-sm text-ink-3 md:hidden" />}
        </>
      ),
    },
    { id: "status", title: m.status, wide: true, cell: (deposit) => <States deposit={deposit} /> },
    {
      id: "tx",
      title: m.transactionLabel,
      wide: true,
      cell: ({ txId, explorerUrl }) => (
        <span className="relative z-1 inline-flex items-center gap-2 text-ink-2">
          <CopyText value={txId} what={m.transaction} short />
          {explorerUrl !== null && <ExplorerLink url={explorerUrl} />}
        </span>
      ),
    },
    ...(ofAll
      ? [
          {
            id: "time",
            title: m.received,
            align: "end" as const,
            wide: true,
            cell: (deposit: Deposit) => (
              <TimeText {...when(deposit.receivedAt)} className="text-sm text-ink-3" />
            ),
          },
        ]
      : []),
  ];
}
