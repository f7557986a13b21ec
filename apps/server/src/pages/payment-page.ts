import type { PaymentStatusBody, PublicPayment } from "@kaspa-pay/api-contract";
import type { Stage } from "../features/checkout/page-contract.ts";
import {
  bannerOf,
  cachedStoreHead,
  moneyText,
  SIMULATE_SCRIPT_PATH,
  simulationPanel,
  trimKas,
} from "./link-page.ts";
import { type Content, html, jsonBlock } from "./markup.ts";
import { page } from "./page.ts";
import { refundPart } from "./refund-part.ts";

const REFRESH_SECONDS = 10;
export const RETURN_SCRIPT_PATH = "/assets/return.js";

const WORDS: Readonly<Record<PaymentStatusBody["status"], string>> = {
  pending: "Waiting for your payment",
  underpaid: "A part has arrived, the rest is still to pay",
  confirming: "Payment seen, confirming",
  confirmed: "Paid",
  expired: "This payment has expired",
  canceled: "This payment was canceled",
  invalid: "This payment is no longer valid",
};
/** The texts of the same states when money arrived. */
const WITH_MONEY: Partial<typeof WORDS> = {
  expired: "Money arrived, but not all of it in time",
  canceled: "Your payment arrived after it was canceled",
  invalid: "Your payment arrived, but the shop has not accepted it",
};

type StatusAmounts = Pick<PaymentStatusBody, "status" | "amountReceivedSompi" | "amountUncreditedSompi">;

const arrivedText = ({
  status,
  amountReceivedSompi,
  amountUncreditedSompi,
}: StatusAmounts): string | undefined =>
  amountReceivedSompi === "0" && amountUncreditedSompi === "0" ? undefined : WITH_MONEY[status];

/** The payment's state as text for its payer. */
const wordsOf = (amounts: StatusAmounts): string => arrivedText(amounts) ?? WORDS[amounts.status];

const checking = (amounts: StatusAmounts): Content =>
  arrivedText(amounts) ? html`<p>Nothing is lost: the shop will check it. Do not pay again.</p>` : null;

/** A shorter automatic return must be announced, and can be switched off, while the payment is still open. */
const UNANNOUNCED_SECONDS = 20;

/** Countdown and *Stay here*, shown once the payment is paid; filled by /assets/return.js. */
const returnBox = (
  seconds: number,
): Content => html`<div id="return" class="return" data-seconds="${seconds}">
    ${seconds < UNANNOUNCED_SECONDS ? html`<label><input type="checkbox" checked> Return to the shop automatically after ${seconds} s</label>` : null}
    <p hidden></p>
    <button type="button" class="button quiet" hidden>Stay here</button>
  </div>`;

/**
 * `/p/:id` for the payer whose token fits: the element, and the same facts in plain HTML for those without scripts.
 * `returnAfterSeconds` null = the payer leaves by the button alone.
 */
export function paymentPage(
  payment: PublicPayment,
  clientToken: string,
  returnAfterSeconds: number | null,
  stage: Stage | null,
): string {
  const heading = payment.title ?? shortLine(payment.description) ?? "Pay with Kaspa";
  return page({
    scripts: [
      ...(returnAfterSeconds === null ? [] : [RETURN_SCRIPT_PATH]),
      ...(stage === null ? [] : [SIMULATE_SCRIPT_PATH]),
    ],
    title: `${wordsOf(payment)} · ${payment.store.name}`,
    banner: bannerOf(payment.network),
    refreshSeconds: REFRESH_SECONDS,
    body: html`
      ${cachedStoreHead(payment.store, heading, null)}
      ${payment.description && payment.description !== heading ? html`<p><bdi>${payment.description}</bdi></p>` : null}
      ${refundPart(payment)}
      ${jsonBlock(payment)}
      <kaspa-pay id="checkout" payment="${payment.id}" client-token="${clientToken}"><span slot="header"></span><div class="fallback">${withoutScript(payment, clientToken)}</div></kaspa-pay>
      ${returnAfterSeconds === null ? null : returnBox(returnAfterSeconds)}
      ${simulationPanel(stage)}`,
  });
}

const MAX_HEADING_CHARS = 60;

const shortLine = (text: string | null): string | null =>
  text !== null && text.length <= MAX_HEADING_CHARS && !text.includes("\n") ? text : null;

/** The Kaspa network locks newly mined coins for this many confirmations. */
const COINBASE_CONFIRMATIONS = 1000;

/** Of what the sum consists: the shop's price, and what comes on top of it. */
function surchargeLine({ amount, currency, surcharge }: PublicPayment): Content {
  if (surcharge === null || amount === null) return null;
  const text = (sum: string) => moneyText(sum, currency);
  return html`<p class="muted">${text(amount)} + ${trimKas(surcharge.percent)} % surcharge ${text(surcharge.amount)} = ${text(surcharge.total)}</p>`;
}

/** Child of the element: seen without scripts, and also when the script is blocked or its setup fails. */
function withoutScript(payment: PublicPayment, clientToken: string): Content {
  const due = payment.status === "underpaid" ? payment.topUp : payment.amountExpected;
  return html`
    <h2>${wordsOf(payment)}</h2>
    ${payment.takenBack ? html`<p>The network took ${trimKas(payment.takenBack.amount)} KAS back; your wallet should show it again. Contact the shop before you pay again.</p>` : null}
    ${
      payment.payable && payment.uri && due
        ? html`<noscript><img class="qr" src="/api/v1/payments/${payment.id}/qr.svg" width="248" height="248" alt="QR code of the payment"></noscript>
          <p class="big">${trimKas(due)} KAS</p>
          ${surchargeLine(payment)}
          ${payment.exactAmount ? html`<p>Send exactly this amount: it tells the shop which payment is yours. Do not round it.</p>` : null}
          ${payment.status === "underpaid" ? html`<p>${trimKas(payment.amountReceived)} KAS has arrived. Pay the rest to the same address.</p>` : null}
          <p class="mono">${payment.kaspaAddress}</p>
          <p><a class="button full" href="${payment.uri}">Open wallet</a></p>`
        : null
    }
    ${payment.requiredConfirmations >= COINBASE_CONFIRMATIONS && payment.status === "confirming" ? html`<p>This needs ${payment.requiredConfirmations} confirmations, as newly mined coins do.</p>` : null}
    ${payment.status === "expired" && payment.amountUncreditedSompi !== "0" ? html`<p>${trimKas(payment.amountUncredited)} KAS received late, not counted</p>` : null}
    ${checking(payment)}
    ${payment.canRenew ? html`<form method="post" action="/p/${payment.id}/renew"><input type="hidden" name="token" value="${clientToken}"><p><button class="button full">New payment</button></p></form>` : null}
    ${payment.store.supportUrl && payment.status !== "pending" ? html`<p><a href="${payment.store.supportUrl}" rel="noopener">Contact the shop</a> and name the reference below.</p>` : null}
    ${payment.receiptUrl ? html`<p><a href="${payment.receiptUrl}">View receipt</a></p>` : null}
    ${payment.cancelUrl && payment.payable ? html`<p><a href="${payment.cancelUrl}" rel="noopener">Return to shop</a></p>` : null}
    ${payment.returnUrl ? html`<p><a class="button full" href="${payment.returnUrl}">Return to shop</a></p>` : null}
    <p class="muted mono">Reference ${payment.id}</p>`;
}

/** `/p/:id` without a fitting token: status and amounts only, no address, no QR code, no link to the shop. */
export function statusPage(status: PaymentStatusBody): string {
  return page({
    title: wordsOf(status),
    banner: null,
    refreshSeconds: REFRESH_SECONDS,
    body: html`<section class="card">
      <h1>${wordsOf(status)}</h1>
      <dl>
        <dt>Expected</dt><dd>${status.amountExpected === null ? "any amount" : `${trimKas(status.amountExpected)} KAS`}</dd>
        <dt>Received</dt><dd>${trimKas(status.amountReceived)} KAS</dd>
        ${status.amountUncreditedSompi === "0" ? null : html`<dt>Received, not counted</dt><dd>${trimKas(status.amountUncredited)} KAS</dd>`}
      </dl>
      ${checking(status)}
      ${status.payable ? html`<p class="muted">Open the payment from the shop's own link to see where to pay.</p>` : null}
      <p class="muted mono">Reference ${status.id}</p>
    </section>`,
  });
}
