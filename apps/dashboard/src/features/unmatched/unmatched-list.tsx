import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { ActButton } from "../../lib/act-button.tsx";
import { useFormats } from "../../lib/format/formats.ts";
import { kasExact, moneyLine } from "../../lib/format/money-text.ts";
import { Loaded } from "../../lib/panel.tsx";
import { useStore } from "../../lib/store-context.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { unmatchedWords as w } from "../../lib/words/records.ts";
import { Money, TimeText } from "../../ui/amounts.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyText } from "../../ui/copy/copy.tsx";
import { Check } from "../../ui/field.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { AttachToPayment } from "./attach-to-payment.tsx";
import type { Unmatched } from "./unmatched.ts";

export function UnmatchedList() {
  const [ignored, setIgnored] = useState(false);
  const [attaching, setAttaching] = useState<Unmatched | null>(null);
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
          label={w.showIgnored}
          checked={ignored}
          onChange={(event) => setIgnored(event.currentTarget.checked)}
        />
      </div>
      <Loaded query={list}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState
              icon={<CircleCheck aria-hidden className="size-5" />}
              title={w.none}
              help="wallets-and-addresses"
            >
              {w.noneText}
            </EmptyState>
          ) : (
            <ul aria-label={w.caption} className="divide-y divide-line">
              {data.map((one) => (
                <UnmatchedRow key={`${one.txId}:${one.index}`} one={one} onAttach={() => setAttaching(one)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {attaching && <AttachToPayment one={attaching} onClose={() => setAttaching(null)} />}
    </Card>
  );
}

function UnmatchedRow({ one, onAttach }: { readonly one: Unmatched; readonly onAttach: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const storeId = useStore().id;
  const { when } = useFormats();
  const ignore = useMutation(
    trpc.payments.ignoreUnmatched.mutationOptions({
      onSuccess: async () => {
        toast(w.ignored);
        await queries.invalidateQueries(trpc.payments.listUnmatched.queryFilter());
      },
    }),
  );
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 py-4">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-3">
          <Money {...kasExact(one.amount)} className="text-base font-semibold" />
          <TimeText {...when(one.at)} className="text-sm text-ink-3" />
          {one.ignored && <Badge tone="grey" label={w.isIgnored} />}
        </p>
        <p className="text-ink-2">{one.reason}</p>
        <p className="flex flex-wrap gap-x-4 text-sm text-ink-3">
          <CopyText value={one.address} what="address" short />
          <CopyText value={one.txId} what={w.transaction} short />
        </p>
        {one.guesses.length > 0 && (
          <p className="text-sm text-ink-3">
            {w.guesses}:{" "}
            {one.guesses.map((guess) => (
              <Link
                key={guess.paymentId}
                to="/s/$storeId/payments/$paymentId"
                params={{ storeId, paymentId: guess.paymentId }}
                className="me-3 inline-flex min-h-6 items-center text-accent-ink underline underline-offset-3"
              >
                {w.guess(moneyLine(kasExact(guess.amountExpected)))}, {when(guess.createdAt).text}
              </Link>
            ))}
          </p>
        )}
      </div>
      {!one.ignored && (
        <div className="flex gap-2">
          <ActButton size="sm" variant="primary" onClick={onAttach}>
            {w.attach}
          </ActButton>
          <ActButton
            size="sm"
            busy={ignore.isPending}
            onClick={() => ignore.mutate({ txId: one.txId, index: one.index })}
          >
            {w.ignore}
          </ActButton>
        </div>
      )}
    </li>
  );
}
