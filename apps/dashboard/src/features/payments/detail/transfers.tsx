import type { PaymentFull } from "@kaspa-pay/api-contract";
import { ExternalLink } from "lucide-react";
import { useFormats } from "../../../lib/format/formats.ts";
import { fiat, kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { transferBadge } from "../../../shared/badge-styles.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { CopyText } from "../../../ui/copy/copy.tsx";
import { paymentMessages as m } from "../messages.ts";

type Transfer = PaymentFull["transfers"][number];

export function Transfers({ payment }: { readonly payment: PaymentFull }) {
  if (payment.transfers.length === 0) return <p className="text-ink-3">{m.noTransfers}</p>;
  return (
    <ul className="divide-y divide-line border-t border-line">
      {payment.transfers.map((transfer) => (
        <TransferRow
          key={`${transfer.txId}:${transfer.index}`}
          transfer={transfer}
          currency={payment.fiat?.currency ?? null}
        />
      ))}
    </ul>
  );
}

function TransferRow({
  transfer,
  currency,
}: {
  readonly transfer: Transfer;
  readonly currency: string | null;
}) {
  const { when } = useFormats();
  const badge = transferBadge[transfer.status];
  return (
    <li className="grid gap-2 px-5 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <Money {...kasExact(transfer.amount)} className="font-medium" />
        {transfer.fiatAtReceipt !== null && currency !== null && (
          <span className="num text-sm text-ink-3">{moneyLine(fiat(transfer.fiatAtReceipt, currency))}</span>
        )}
        {badge && <Badge {...badge} />}
        {transfer.late && <Badge tone="amber" label={m.late} />}
        {!transfer.credited && transfer.status !== "detected" && <Badge tone="grey" label={m.notCredited} />}
        {transfer.paidAt && <TimeText {...when(transfer.paidAt)} className="ms-auto text-sm text-ink-3" />}
      </div>
      <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-3">
        <span className="inline-flex items-center gap-1">
          <CopyText value={transfer.txId} what={m.transaction} short />:{transfer.index}
        </span>
        <span className="num">
          {m.confirmations}: {transfer.confirmations}
        </span>
        {transfer.explorerUrl && (
          <a
            href={transfer.explorerUrl}
            target="_blank"
            rel="noreferrer noopener"
            className="inline-flex min-h-6 items-center gap-1 text-accent-ink underline underline-offset-3"
          >
            {m.explorer} <ExternalLink aria-hidden className="size-3.5" />
          </a>
        )}
      </p>
      {transfer.senderAddresses.length > 0 && (
        <div className="text-sm text-ink-3">
          {m.sender}{" "}
          {transfer.senderAddresses.map((address) => (
            <CopyText key={address} value={address} what="sender address" short />
          ))}
          <p>{m.senderNote}</p>
        </div>
      )}
    </li>
  );
}
