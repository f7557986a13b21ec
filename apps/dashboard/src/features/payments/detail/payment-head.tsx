import type { PaymentFull } from "@kaspa-pay/api-contract";
import { ExternalLink, Printer } from "lucide-react";
import { useFormats } from "../../../lib/format/formats.ts";
import { fiat, kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { attentionBadge, paymentBadge } from "../../../shared/badge-styles.ts";
import { ShowCurl } from "../../../shared/show-curl.tsx";
import { TimeText } from "../../../ui/amounts.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { buttonClass } from "../../../ui/button.tsx";
import { CopyButton, CopyText } from "../../../ui/copy/copy.tsx";
import { paymentMessages as m } from "../messages.ts";

export interface PaymentHeadProps {
  readonly payment: PaymentFull;
  readonly headingLevel: "h1" | "h2";
}

export function PaymentHead({ payment, headingLevel: Heading }: PaymentHeadProps) {
  const { when } = useFormats();
  const amount = kasExact(payment.amountExpected ?? payment.amountReceived);
  return (
    <header className="flex flex-wrap-reverse items-start justify-between gap-5">
      <div className="grid min-w-0 grow basis-72 gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <Badge {...paymentBadge[payment.status]} />
          {payment.attention.map((reason) => (
            <Badge key={reason} {...attentionBadge[reason]} />
          ))}
          <TimeText {...when(payment.createdAt)} className="text-sm text-ink-3" />
        </div>
        <div className="grid gap-0.5">
          <Heading
            tabIndex={-1}
            data-payment-heading
            className="num text-3xl font-semibold tracking-tight outline-none"
          >
            {payment.amountExpected === null && payment.amountReceived === "0.00000000"
              ? m.anyAmount
              : moneyLine(amount)}
          </Heading>
          {payment.fiat && (
            <p className="num text-ink-3">{moneyLine(fiat(payment.fiat.amount, payment.fiat.currency))}</p>
          )}
        </div>
        {(payment.title ?? payment.description) && (
          <p className="font-medium">
            <bdi>{payment.title ?? payment.description}</bdi>
          </p>
        )}
        {payment.orderId && (
          <p className="text-sm text-ink-3">
            {m.orderLabel} <CopyText value={payment.orderId} what="order id" />
          </p>
        )}
        <CheckoutLinks payment={payment} />
      </div>
      {payment.payable && (
        <img
          src={samePath(payment.qrUrl)}
          alt={m.qr}
          width={152}
          height={152}
          className="size-38 rounded-xl border border-line bg-white p-2"
        />
      )}
    </header>
  );
}

function CheckoutLinks({ payment }: { readonly payment: PaymentFull }) {
  return (
    <p className="-ms-1 flex flex-wrap items-center gap-1.5">
      <CopyButton value={payment.checkoutUrl} what={m.checkout} wide />
      <a
        href={payment.checkoutUrl}
        target="_blank"
        rel="noreferrer noopener"
        className={buttonClass("quiet", "sm")}
      >
        <ExternalLink aria-hidden className="size-4" /> {m.openCheckout}
      </a>
      {payment.status === "confirmed" && (
        <a
          href={payment.checkoutUrl.replace("/p/", "/receipt/")}
          target="_blank"
          rel="noreferrer noopener"
          className={buttonClass("quiet", "sm")}
        >
          <Printer aria-hidden className="size-4" /> {m.receipt}
        </a>
      )}
      <ShowCurl call={{ method: "GET", path: `/payments/${payment.id}` }} />
    </p>
  );
}

/** The same image from this page's origin: another host would be a foreign request. */
function samePath(url: string): string {
  const { pathname, search } = new URL(url, window.location.href);
  return pathname + search;
}
