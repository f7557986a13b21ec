import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Plus, SearchX } from "lucide-react";
import { useState } from "react";
import { mayUse } from "../../shared/permissions.ts";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { useStore } from "../../shared/store-context.ts";
import { Button, SubmitButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { AccountDetail } from "./account-detail.tsx";
import { AccountList } from "./account-list.tsx";
import { DepositFilters } from "./deposit-filters.tsx";
import { DepositList, NoDeposits } from "./deposit-list.tsx";
import { depositMessages as m } from "./messages.ts";
import { NewAccount } from "./new-account.tsx";
import { useReadiness } from "./readiness.tsx";
import type { DepositSearch } from "./search.ts";

export function AccountsPage() {
  const search = useSearch({ from: "/s/$storeId/deposits/accounts" });
  const store = useStore();
  const navigate = useNavigate();
  const readiness = useReadiness();
  const [making, setMaking] = useState(false);
  const button = readiness === "ready" && mayUse(store.role, "editDeposits") && (
    <SubmitButton
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setMaking(true)}
    >
      {m.newAccount}
    </SubmitButton>
  );
  const open = (accountId: string) =>
    void navigate({
      to: "/s/$storeId/deposits/accounts/$accountId",
      params: { storeId: store.id, accountId },
    });
  return (
    <Page
      title={m.accounts}
      hint={m.accountsHint}
      actions={
        <>
          <ShowCurl call={{ method: "GET", path: "/deposit-accounts" }} />
          {button}
        </>
      }
    >
      <AccountList search={search} readiness={readiness} action={button} />
      {making && <NewAccount onClose={() => setMaking(false)} onOpen={open} />}
    </Page>
  );
}

export function AccountPage() {
  const { storeId, accountId } = useParams({ from: "/s/$storeId/deposits/accounts/$accountId" });
  return (
    <Page
      title={m.account}
      back={
        <Link
          to="/s/$storeId/deposits/accounts"
          params={{ storeId }}
          className="inline-flex min-h-6 items-center gap-1.5 text-sm text-ink-3 hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" /> {m.accounts}
        </Link>
      }
      actions={<ShowCurl call={{ method: "GET", path: `/deposit-accounts/${accountId}` }} />}
    >
      <AccountDetail key={accountId} accountId={accountId} />
    </Page>
  );
}

export function ReceivedPage() {
  const { cursor, ...filter } = useSearch({ from: "/s/$storeId/deposits/received" });
  const params = { storeId: useStore().id };
  const navigate = useNavigate();
  const go = (search: DepositSearch) =>
    void navigate({ to: "/s/$storeId/deposits/received", params, search, resetScroll: false });
  const { customer, status } = filter;
  const isFiltered = customer !== undefined || status !== undefined;
  return (
    <Page
      title={m.deposits}
      hint={m.depositsHint}
      actions={<ShowCurl call={{ method: "GET", path: `/deposits${queryOf(filter)}` }} />}
    >
      <Card flush>
        <DepositFilters key={JSON.stringify(filter)} filter={filter} onChange={go} />
        <DepositList
          key={JSON.stringify(filter)}
          filter={{ ...(customer && { externalUserId: customer }), ...(status && { status }) }}
          cursor={[cursor ?? null, (next) => go({ ...filter, ...(next !== null && { cursor: next }) })]}
          empty={
            isFiltered ? (
              <EmptyState
                icon={SearchX}
                title={m.noMatch}
                action={<Button onClick={() => go({})}>{m.clear}</Button>}
              >
                {m.noDepositMatch}
              </EmptyState>
            ) : (
              <NoDeposits>{m.noDepositText}</NoDeposits>
            )
          }
        />
      </Card>
    </Page>
  );
}

function queryOf({ customer, status }: DepositSearch): string {
  const query = new URLSearchParams({
    ...(customer !== undefined && { externalUserId: customer }),
    ...(status !== undefined && { status }),
  }).toString();
  return query === "" ? "" : `?${query}`;
}
