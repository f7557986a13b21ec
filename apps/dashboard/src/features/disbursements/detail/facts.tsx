import type { Payout, Refund } from "@kaspa-pay/api-contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormats } from "../../../lib/format/formats.ts";
import { fiat, kasExact } from "../../../lib/format/money-text.ts";
import { useActorText } from "../../../shared/actor.ts";
import { useStore } from "../../../shared/store-context.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Card, Facts } from "../../../ui/card.tsx";
import { CodeBlock } from "../../../ui/copy/code-block.tsx";
import { CopyText } from "../../../ui/copy/copy.tsx";
import type { Disbursement } from "../changes.ts";
import { disbursementMessages as m } from "../messages.ts";
import { ExplorerLink } from "./outputs.tsx";

type FactRow = readonly [string, ReactNode] | null;

/** What refunds and payouts have alike. */
function useCommonFacts(item: Disbursement): FactRow[] {
  const { onDate } = useFormats();
  const actorText = useActorText();
  const time = (label: string, at: string | null): FactRow =>
    at === null ? null : [label, <TimeText key={label} {...onDate(at)} />];
  return [
    item.txId === null
      ? null
      : [
          m.transactionOf,
          <span key="tx" className="flex flex-wrap items-center gap-x-3">
            <CopyText value={item.txId} what={m.transaction} short />
            {item.explorerUrl !== null && <ExplorerLink url={item.explorerUrl} />}
          </span>,
        ],
    [m.createdBy, actorText(item.createdBy)],
    "approvedBy" in item && item.approvedBy !== null ? [m.approvedBy, actorText(item.approvedBy)] : null,
    time(m.created, item.createdAt),
    time(m.confirmedAt, item.confirmedAt),
    item.status === "confirmed" ? null : time(m.expires, item.expiresAt),
    [m.id, <CopyText key="id" value={item.id} what="id" />],
  ];
}

export function RefundFacts({ refund }: { readonly refund: Refund }) {
  const storeId = useStore().id;
  const common = useCommonFacts(refund);
  const { sums } = refund;
  const worth = sums.atPayment;
  return (
    <Card title={m.details}>
      <Facts
        rows={[
          [
            m.forPayment,
            <Link
              key="p"
              to="/s/$storeId/payments/$paymentId"
              params={{ storeId, paymentId: refund.paymentId }}
              className="inline-flex min-h-6 items-center text-accent-ink underline underline-offset-3"
            >
              {m.openPayment}
            </Link>,
          ],
          refund.address === null
            ? null
            : [m.recipient, <CopyText key="a" value={refund.address} what="address" />],
          [m.basis, m.bases[refund.basis]],
          worth === null
            ? null
            : [
                m.worthAtPayment,
                <span key="w">
                  <Money {...fiat(worth.amount, worth.currency)} />
                  <span className="num text-sm text-ink-3"> · {m.perKas(worth.rate, worth.currency)}</span>
                </span>,
              ],
          [m.sums, <RefundSumList key="s" sums={sums} />],
          ...common,
        ]}
      />
    </Card>
  );
}

function RefundSumList({ sums }: { readonly sums: Refund["sums"] }) {
  return (
    <ul className="grid gap-0.5">
      {(["kas", "fiatAtPayment", "fiatNow"] as const).map((basis) => {
        const sum = sums[basis];
        return sum === null ? null : (
          <li key={basis}>
            <Money {...kasExact(sum.amount)} />
            <span className="text-sm text-ink-3"> · {m.bases[basis]}</span>
          </li>
        );
      })}
    </ul>
  );
}

export function PayoutFacts({ payout }: { readonly payout: Payout }) {
  const common = useCommonFacts(payout);
  const { fiat: asked } = payout;
  return (
    <Card title={m.details}>
      <Facts
        rows={[
          [m.recipient, <CopyText key="a" value={payout.recipientAddress} what="address" />],
          payout.orderId === null
            ? null
            : [m.order, <CopyText key="o" value={payout.orderId} what="order id" />],
          asked === null
            ? null
            : [
                m.askedAs,
                <span key="f">
                  <Money {...fiat(asked.amount, asked.currency)} />
                  <span className="num text-sm text-ink-3"> · {m.perKas(asked.rate, asked.currency)}</span>
                </span>,
              ],
          ...common,
        ]}
      />
      {Object.keys(payout.metadata).length > 0 && (
        <div className="mt-4 grid gap-2">
          <h3 className="text-sm text-ink-3">{m.metadata}</h3>
          <CodeBlock what="metadata" code={JSON.stringify(payout.metadata, null, 2)} />
        </div>
      )}
    </Card>
  );
}
