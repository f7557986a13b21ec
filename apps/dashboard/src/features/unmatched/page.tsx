import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useFormats } from "../../lib/format/formats.ts";
import { kasExact, moneyLine } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { transferBadge } from "../../shared/badge-styles.ts";
import { useStore } from "../../shared/store-context.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { SubmitButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Check } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { PagedRows } from "../../ui/table/paged-table.tsx";
import { AttachToPayment } from "./attach-to-payment.tsx";
import { IgnoreDialog } from "./ignore-dialog.tsx";
import { unmatchedMessages as m } from "./messages.ts";
import type { Unmatched } from "./unmatched.ts";

export function UnmatchedPage() {
  return (
    <Page title={m.title} hint={m.hint}>
      <UnmatchedList />
    </Page>
  );
}

export function UnmatchedList() {
  const [ignored, setIgnored] = useState(false);
  const [attaching, setAttaching] = useState<Unmatched | null>(null);
  const [ignoring, setIgnoring] = useState<Unmatched | null>(null);
  const list = useQuery(
    useTRPC().payments.listUnmatched.queryOptions(
      { limit: 100, ...(ignored && { ignored: true }) },
      { refetchInterval: 10_000, placeholderData: (before) => before },
    ),
  );
  return (
    <Card flush>
      <div className="border-b border-line px-5 py-3.5">
        <Check
          label={m.showIgnored}
          checked={ignored}
          onChange={(event) => setIgnored(event.currentTarget.checked)}
        />
      </div>
      <PagedRows
        query={list}
        empty={
          <EmptyState
            icon={CircleCheck}
            title={ignored ? m.noneIgnored : m.none}
            help="wallets-and-addresses"
          >
            {ignored ? m.noneIgnoredText : m.noneText}
          </EmptyState>
        }
      >
        {(rows) => (
          <ul aria-label={m.caption} className="divide-y divide-line">
            {rows.map((row) => (
              <UnmatchedRow
                key={`${row.txId}:${row.index}`}
                one={row}
                onAttach={() => setAttaching(row)}
                onIgnore={() => setIgnoring(row)}
              />
            ))}
          </ul>
        )}
      </PagedRows>
      {attaching && <AttachToPayment transfer={attaching} onClose={() => setAttaching(null)} />}
      {ignoring && <IgnoreDialog transfer={ignoring} onClose={() => setIgnoring(null)} />}
    </Card>
  );
}

interface UnmatchedRowProps {
  readonly one: Unmatched;
  readonly onAttach: () => void;
  readonly onIgnore: () => void;
}

function UnmatchedRow({ one: transfer, onAttach, onIgnore }: UnmatchedRowProps) {
  const storeId = useStore().id;
  const { when } = useFormats();
  const gone = transfer.status === "reverted";
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 py-4">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-3">
          <Money {...kasExact(transfer.amount)} className="text-base font-semibold" />
          <TimeText {...when(transfer.at)} className="text-sm text-ink-3" />
          {transfer.ignored && <Badge tone="grey" label={m.isIgnored} />}
          {gone && <Badge {...transferBadge.reverted} />}
        </p>
        <p className="text-ink-2">{gone ? m.goneMoney : transfer.reason}</p>
        {transfer.note !== null && (
          <p className="text-sm text-ink-3">
            {m.note}: <bdi>{transfer.note}</bdi>
          </p>
        )}
        <p className="flex flex-wrap gap-x-4 text-sm text-ink-3">
          <CopyText value={transfer.address} what="address" short />
          <CopyText value={transfer.txId} what={m.transaction} short />
        </p>
        {transfer.guesses.length > 0 && (
          <p className="text-sm text-ink-3">
            {m.guesses}:{" "}
            {transfer.guesses.map((guess) => (
              <Link
                key={guess.paymentId}
                to="/s/$storeId/payments/$paymentId"
                params={{ storeId, paymentId: guess.paymentId }}
                className="me-3 inline-flex min-h-6 items-center text-accent-ink underline underline-offset-3"
              >
                {m.guess(moneyLine(kasExact(guess.amountExpected)))}, {when(guess.createdAt).text}
              </Link>
            ))}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <SubmitButton
          size="sm"
          variant={transfer.ignored ? "secondary" : "primary"}
          disabled={gone}
          onClick={onAttach}
        >
          {m.attach}
        </SubmitButton>
        {!transfer.ignored && (
          <SubmitButton size="sm" onClick={onIgnore}>
            {m.ignore}
          </SubmitButton>
        )}
      </div>
    </li>
  );
}
