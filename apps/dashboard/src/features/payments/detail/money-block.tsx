import type { PaymentFull } from "@kaspa-pay/api-contract";
import { useFormats } from "../../../lib/format/formats.ts";
import { fiat, groupDecimal, kasExact, money } from "../../../lib/format/money-text.ts";
import { Money, TimeText } from "../../../ui/amounts.tsx";
import { Facts } from "../../../ui/card.tsx";
import { paymentMessages as m } from "../messages.ts";

const isZero = (kas: string) => /^0(\.0+)?$/.test(kas);

/** Of what the asked sum consists, where something comes on top of the price. */
function surchargeRows({ amount, currency, surcharge }: PaymentFull) {
  if (surcharge === null) return [];
  const text = (value: string | null) => <Money {...money(value ?? "", currency)} />;
  return [
    [m.price, text(amount)] as const,
    [m.surcharge(groupDecimal(surcharge.percent, 2)), text(surcharge.amount)] as const,
  ];
}

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
        ...surchargeRows(payment),
        [m.expected, sum(payment.amountExpected)],
        some(m.tolerance, payment.tolerance),
        some(m.seen, payment.amountSeen),
        [m.received, sum(payment.amountReceived)],
        some(m.missing, payment.amountMissing),
        payment.topUp === payment.amountMissing ? null : some(m.topUp, payment.topUp),
        some(m.overpaid, payment.amountOverpaid),
        some(m.refunded, payment.amountRefunded),
        [
          m.confirmations,
          <span key="n" className="num">
            {m.nOfM(
              Math.min(payment.confirmations, payment.requiredConfirmations),
              payment.requiredConfirmations,
            )}
          </span>,
        ],
        payment.payable ? [m.expires, <TimeText key="t" {...when(payment.expiresAt)} />] : null,
        payment.fiat === null || rate === null
          ? null
          : [
              m.rate,
              <span key="r" className="num">
                {m.perKas(rate, payment.fiat.currency)}
                {quote?.spreadPercent && (
                  <span className="text-ink-3">
                    {" · "}
                    {m.spread(groupDecimal(quote.spreadPercent, 2), quote.marketRate ?? "")}
                  </span>
                )}
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
          : [m.atQuote, <Money key="q" {...fiat(payment.fiat.amount, payment.fiat.currency)} />],
        payment.fiatAtReceipt === null
          ? null
          : [
              m.atReceipt,
              <Money key="v" {...fiat(payment.fiatAtReceipt, payment.fiat?.currency ?? "USD")} />,
            ],
      ]}
    />
  );
}
