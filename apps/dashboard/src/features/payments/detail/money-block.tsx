import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useFormats } from "../../../lib/format/formats.ts";
import { fiat, kasExact } from "../../../lib/format/money-text.ts";
import { paymentWords as w } from "../messages.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Facts } from "../../../ui/card.tsx";

const isZero = (kas: string) => /^0(\.0+)?$/.test(kas);

/** The sums of the payment; zeros without meaning are left out. */
export function MoneyBlock({ payment }: { readonly payment: PaymentFull }) {
  const { when } = useFormats();
  const sum = (kas: string | null) => <Money {...kasExact(kas)} />;
  const some = (label: string, kas: string) => (isZero(kas) ? null : ([label, sum(kas)] as const));
  const quote = payment.quote;
  const rate = payment.fiat?.rate ?? quote?.rate ?? null;
  return (
    <Facts
      rows={[
        [w.expected, sum(payment.amountExpected)],
        some(w.tolerance, payment.tolerance),
        some(w.seen, payment.amountSeen),
        [w.received, sum(payment.amountReceived)],
        some(w.missing, payment.amountMissing),
        payment.topUp === payment.amountMissing ? null : some(w.topUp, payment.topUp),
        some(w.overpaid, payment.amountOverpaid),
        some(w.refunded, payment.amountRefunded),
        [
          w.confirmations,
          <span key="n" className="num">
            {w.nOfM(
              Math.min(payment.confirmations, payment.requiredConfirmations),
              payment.requiredConfirmations,
            )}
          </span>,
        ],
        payment.payable ? [w.expires, <TimeText key="t" {...when(payment.expiresAt)} />] : null,
        payment.fiat === null || rate === null
          ? null
          : [
              w.rate,
              <span key="r" className="num">
                {w.perKas(rate, payment.fiat.currency)}
                {payment.fiat.source && <span className="text-ink-3"> · {payment.fiat.source}</span>}
                {payment.fiat.at && (
                  <span className="text-ink-3">
                    {" · "}
                    <TimeText {...when(payment.fiat.at)} />
                  </span>
                )}
              </span>,
            ],
        payment.fiat === null
          ? null
          : [w.atQuote, <Money key="q" {...fiat(payment.fiat.amount, payment.fiat.currency)} />],
        payment.fiatAtReceipt === null
          ? null
          : [
              w.atReceipt,
              <Money key="v" {...fiat(payment.fiatAtReceipt, payment.fiat?.currency ?? "USD")} />,
            ],
      ]}
    />
  );
}
