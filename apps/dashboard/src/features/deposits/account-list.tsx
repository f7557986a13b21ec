import type { DepositAccount } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { SearchX, Users } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { count, kas } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { useStore } from "../../shared/store-context.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { textOf } from "../../ui/overlay/form-dialog.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { type PagedColumn, PagedTable } from "../../ui/table/paged-table.tsx";
import { rowLinkClass } from "../../ui/table/table.tsx";
import { depositMessages as m } from "./messages.ts";
import { NotReadyYet, type Readiness, ReadinessNotice } from "./readiness.tsx";
import { type AccountSearch, accountFilter } from "./search.ts";

/** Deposits change no payment, so no feed reports them. */
export const LIST_POLL_MS = 5_000;
export const PAGE_ROWS = 25;

export interface AccountListProps {
  readonly search: AccountSearch;
  readonly readiness: Readiness | undefined;
  /** Opens an account. */
  readonly action: ReactNode;
}

export function AccountList({ search, readiness, action }: AccountListProps) {
  const params = { storeId: useStore().id };
  const navigate = useNavigate();
  const { find, cursor } = search;
  const list = useQuery(
    useTRPC().deposits.listAccounts.queryOptions(
      { limit: PAGE_ROWS, ...accountFilter(find), ...(cursor !== undefined && { cursor }) },
      { refetchInterval: LIST_POLL_MS, placeholderData: (before) => before },
    ),
  );
  const columns = useColumns();
  const go = (next: AccountSearch) =>
    void navigate({ to: "/s/$storeId/deposits/accounts", params, search: next });
  const isEmpty = find === undefined && cursor === undefined && list.data?.data.length === 0;
  const isHeld = readiness !== undefined && readiness !== "ready";
  return (
    <div className="grid gap-4">
      {isHeld && !isEmpty && list.data !== undefined && <ReadinessNotice readiness={readiness} />}
      <Card flush>
        {!isEmpty && <FindForm key={find} find={find} onFind={go} />}
        <PagedTable
          query={readiness === undefined ? { ...list, data: undefined } : list}
          caption={m.accountsCaption}
          columns={columns}
          rowKey={(account) => account.id}
          cursor={[cursor ?? null, (next) => go({ ...(find && { find }), ...(next && { cursor: next }) })]}
          empty={
            !isEmpty ? (
              <EmptyState
                icon={SearchX}
                title={m.noMatch}
                action={<Button onClick={() => go({})}>{m.clear}</Button>}
              >
                {m.noAccountMatch}
              </EmptyState>
            ) : isHeld ? (
              <NotReadyYet readiness={readiness} />
            ) : (
              <EmptyState icon={Users} title={m.none} action={action} help="deposit-accounts">
                {m.noneText}
              </EmptyState>
            )
          }
        />
      </Card>
    </div>
  );
}

interface FindFormProps {
  readonly find: string | undefined;
  readonly onFind: (search: AccountSearch) => void;
}

function FindForm({ find, onFind }: FindFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = textOf(new FormData(event.currentTarget), "find");
    onFind(typed === "" ? {} : { find: typed });
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3 border-b border-line px-5 py-4">
      <Field label={m.findHint} className="min-w-44 grow sm:max-w-96">
        <Input name="find" defaultValue={find ?? ""} maxLength={200} autoComplete="off" spellCheck={false} />
      </Field>
      <Button type="submit">{m.find}</Button>
      {find !== undefined && (
        <Button variant="quiet" onClick={() => onFind({})}>
          {m.clear}
        </Button>
      )}
    </form>
  );
}

function useColumns(): PagedColumn<DepositAccount>[] {
  const { when } = useFormats();
  const last = ({ lastDepositAt }: DepositAccount) =>
    lastDepositAt === null ? m.never : <TimeText {...when(lastDepositAt)} />;
  return [
    {
      id: "customer",
      title: m.customer,
      className: "max-md:w-full max-md:max-w-0 md:max-w-64",
      cell: (account) => <AccountName account={account} />,
    },
    {
      id: "address",
      title: m.address,
      wide: true,
      cell: ({ address, externalUserId }) => (
        <CopyText
          value={address}
          what={`address of ${externalUserId}`}
          short
          className="relative z-1 text-ink-2"
        />
      ),
    },
    {
      id: "confirmed",
      title: m.confirmed,
      align: "end",
      cell: (account) => (
        <>
          <Money {...kas(account.totals.confirmed)} className="block font-medium" />
          <OpenSums account={account} />
          <span className="block text-sm text-ink-3 md:hidden">{last(account)}</span>
        </>
      ),
    },
    {
      id: "count",
      title: m.count,
      align: "end",
      wide: true,
      className: "num text-ink-2",
      cell: ({ totals }) => count(totals.deposits),
    },
    {
      id: "last",
      title: m.last,
      align: "end",
      wide: true,
      className: "text-sm text-ink-3",
      cell: last,
    },
  ];
}

function AccountName({ account }: { readonly account: DepositAccount }) {
  return (
    <>
      <Link
        to="/s/$storeId/deposits/accounts/$accountId"
        params={{ storeId: useStore().id, accountId: account.id }}
        className={rowLinkClass}
      >
        <bdi>{account.externalUserId}</bdi>
      </Link>
      {account.label !== null && (
        <span className="block truncate text-sm text-ink-3">
          <bdi>{account.label}</bdi>
        </span>
      )}
    </>
  );
}

/** What is on the chain and not confirmed, where there is any. */
function OpenSums({ account: { totals } }: { readonly account: DepositAccount }) {
  const sums = [
    [totals.confirmingSompi, totals.confirming, m.confirming],
    [totals.uncreditedSompi, totals.uncredited, m.uncredited],
  ] as const;
  return sums.map(
    ([sompi, amount, label]) =>
      sompi !== "0" && (
        <span key={label} className="num block text-sm whitespace-nowrap text-ink-3">
          {label}: {kas(amount).text}
        </span>
      ),
  );
}
