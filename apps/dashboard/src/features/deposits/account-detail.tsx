import type { DepositAccount } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { count, kasExact } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { mayUse } from "../../shared/permissions.ts";
import { useStore } from "../../shared/store-context.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { SubmitButton } from "../../ui/button.tsx";
import { Card, Facts } from "../../ui/card.tsx";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { QueryState } from "../../ui/query-state.tsx";
import { LIST_POLL_MS } from "./account-list.tsx";
import { AddressView } from "./address-view.tsx";
import { DepositList, NoDeposits } from "./deposit-list.tsx";
import { LabelDialog } from "./label-dialog.tsx";
import { depositMessages as m } from "./messages.ts";

export function AccountDetail({ accountId }: { readonly accountId: string }) {
  const account = useQuery(
    useTRPC().deposits.getAccount.queryOptions({ id: accountId }, { refetchInterval: LIST_POLL_MS }),
  );
  const cursor = useState<string | null>(null);
  return (
    <QueryState query={account}>
      {(data) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <AccountFacts account={data} />
            <Card title={m.addressTitle} hint={m.addressHint}>
              <AddressView address={data.address} />
            </Card>
          </div>
          <Card title={m.deposits} flush>
            <DepositList
              filter={{ account: accountId }}
              cursor={cursor}
              empty={<NoDeposits>{m.noDepositHere}</NoDeposits>}
            />
          </Card>
        </div>
      )}
    </QueryState>
  );
}

function AccountFacts({ account }: { readonly account: DepositAccount }) {
  const { role } = useStore();
  const { when, onDate } = useFormats();
  const [editing, setEditing] = useState(false);
  const { totals, lastDepositAt, metadata } = account;
  return (
    <Card
      title={<bdi className="wrap-anywhere">{account.externalUserId}</bdi>}
      {...(account.label !== null && { hint: <bdi>{account.label}</bdi> })}
      {...(mayUse(role, "editDeposits") && {
        action: (
          <SubmitButton
            size="sm"
            variant="quiet"
            icon={<Pencil aria-hidden className="size-4" />}
            onClick={() => setEditing(true)}
          >
            {m.editLabel}
          </SubmitButton>
        ),
      })}
    >
      <div className="grid gap-5">
        <Facts
          rows={[
            [
              m.confirmed,
              <Money key="c" {...kasExact(totals.confirmed)} className="text-lg font-semibold" />,
            ],
            [m.confirming, <Money key="g" {...kasExact(totals.confirming)} />],
            [
              m.uncredited,
              <span key="u">
                <Money {...kasExact(totals.uncredited)} />
                {totals.uncreditedSompi !== "0" && (
                  <span className="text-sm text-ink-3"> {m.uncreditedHint}</span>
                )}
              </span>,
            ],
            [
              m.count,
              <span key="n" className="num">
                {count(totals.deposits)}
              </span>,
            ],
            [m.last, lastDepositAt === null ? m.never : <TimeText key="l" {...when(lastDepositAt)} />],
            [m.created, <TimeText key="o" {...onDate(account.createdAt)} />],
            [
              m.index,
              <span key="x" className="num">
                {account.addressIndex}
              </span>,
            ],
            [m.accountId, <CopyText key="i" value={account.id} what="id" />],
          ]}
        />
        {Object.keys(metadata).length > 0 && (
          <div className="grid gap-2">
            <h3 className="text-sm text-ink-3">{m.metadata}</h3>
            <CodeBlock what="metadata" code={JSON.stringify(metadata, null, 2)} />
          </div>
        )}
      </div>
      {editing && <LabelDialog account={account} onClose={() => setEditing(false)} />}
    </Card>
  );
}
