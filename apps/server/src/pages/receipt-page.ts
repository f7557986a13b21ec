import type { SignedReceipt } from "@kaspa-pay/api-contract";
import type { Receipt } from "../features/checkout/page-contract.ts";
import { bannerOf, cachedStoreHead, moneyText, trimKas } from "./link-page.ts";
import { type Content, html } from "./markup.ts";
import { page } from "./page.ts";
import { refundPart } from "./refund-part.ts";

/** The receipt as JSON, with the same facts as the page. Of these fields `receipt` alone is under the signature. */
export function receiptJson({ payment, transfers, signed, ...facts }: Receipt) {
  const { fiatAtReceipt, refundStatus, amountRefunded, timeZone } = facts;
  return {
    paymentId: payment.id,
    status: payment.status,
    store: payment.store,
    title: payment.title,
    items: payment.items,
    network: payment.network,
    livemode: payment.livemode,
    amountExpected: payment.amountExpected,
    amountReceived: payment.amountReceived,
    amountUncredited: payment.amountUncredited,
    currency: payment.currency,
    amount: payment.amount,
    surcharge: payment.surcharge,
    fiatQuoted: payment.fiat,
    fiatAtReceipt,
    refundStatus,
    amountRefunded,
    // Without the claim link: a receipt is passed on to others.
    refunds: payment.refunds,
    confirmedAt: payment.confirmedAt,
    timeZone,
    transfers: transfers.map((transfer) => ({
      txId: transfer.txId,
      index: transfer.index,
      amount: transfer.amount,
      paidAt: transfer.paidAt,
      acceptingBlockHash: transfer.acceptingBlockHash,
      acceptingDaaScore: transfer.acceptingDaaScore,
      explorerUrl: transfer.explorerUrl,
    })),
    receipt: signed?.receipt ?? null,
    signature: signed?.signature ?? null,
  };
}

/** The file that the page offers: nothing in it is outside the signature. */
export const signedFile = ({ receipt, signature }: SignedReceipt) => ({ receipt, signature });

/** `/receipt/:id`, made to be printed (A4, or 80 mm paper). */
export function receiptPage(receipt: Receipt, clientToken: string, publicUrl: string): string {
  const { payment, transfers, fiatAtReceipt, signed } = receipt;
  return page({
    title: `Receipt · ${payment.store.name}`,
    banner: bannerOf(payment.network),
    body: html`
      ${cachedStoreHead(payment.store, "Receipt", null)}
      <section class="card">
        <p class="big">${trimKas(payment.amountReceived)} KAS</p>
        ${payment.fiat ? html`<p class="muted">priced ${payment.fiat.amount} ${payment.fiat.currency} at ${payment.fiat.rate} (${payment.fiat.source})</p>` : null}
        <dl>
          ${payment.title ? html`<dt>For</dt><dd><bdi>${payment.title}</bdi></dd>` : null}
          ${payment.items.map((item) => html`<dt><bdi>${item.name}</bdi></dt><dd>${item.quantity} × ${item.price ?? ""}</dd>`)}
          ${surchargeRows(payment)}
          ${fiatAtReceipt ? html`<dt>Value at receipt</dt><dd>${fiatAtReceipt} ${payment.fiat?.currency ?? "USD"}</dd>` : null}
          ${payment.confirmedAt ? html`<dt>Paid</dt><dd>${moment(payment.confirmedAt, receipt.timeZone)}</dd>` : null}
          ${receipt.refundStatus === "none" ? null : html`<dt>Refunded</dt><dd>${trimKas(receipt.amountRefunded)} KAS</dd>`}
          <dt>Reference</dt><dd class="mono">${payment.id}</dd>
        </dl>
      </section>
      ${refundPart(payment)}
      ${transfers.map((transfer, at) => transferCard(transfer, at + 1, transfers.length))}
      ${signed === null ? null : signedCard(payment.id, clientToken, signed, publicUrl)}
      ${payment.store.supportUrl ? html`<p class="centre noprint"><a href="${payment.store.supportUrl}" rel="noopener">Contact the shop</a></p>` : null}`,
  });
}

/** Price, surcharge and their sum, where there is a surcharge. */
function surchargeRows({ amount, currency, surcharge }: Receipt["payment"]): Content {
  if (surcharge === null || amount === null) return null;
  return html`<dt>Price</dt><dd>${moneyText(amount, currency)}</dd>
          <dt>Surcharge ${trimKas(surcharge.percent)} %</dt><dd>${moneyText(surcharge.amount, currency)}</dd>
          <dt>Total</dt><dd>${moneyText(surcharge.total, currency)}</dd>`;
}

/** On paper only the key's id and the page's address are left: enough to ask for the file. */
const signedCard = (
  id: string,
  clientToken: string,
  { signature }: SignedReceipt,
  publicUrl: string,
): Content => html`<section class="card">
    <h2>Signed receipt</h2>
    <p class="muted noprint">A file that proves this payment to anybody, also without this gateway. It does not hold your name or e-mail.</p>
    <p class="noprint"><a class="button full" href="/receipt/${id}/signed.json?token=${clientToken}" download>Download signed receipt</a></p>
    <p class="centre"><a href="/verify">Verify a receipt</a><span class="printonly"> at ${publicUrl}/verify</span></p>
    <p class="muted mono">Key ${signature.kid}</p>
  </section>`;

function transferCard(transfer: Receipt["transfers"][number], at: number, of: number): Content {
  return html`<section class="card">
    <h2>${of > 1 ? `Transfer ${at} of ${of}` : "On the Kaspa network"}</h2>
    <dl>
      <dt>Amount</dt><dd>${trimKas(transfer.amount)} KAS</dd>
      <dt>Transaction</dt><dd class="mono">${transfer.explorerUrl ? html`<a href="${transfer.explorerUrl}" rel="noopener">${transfer.txId}</a>` : transfer.txId}, output ${transfer.index}</dd>
      <dt>Accepting block</dt><dd class="mono">${transfer.acceptingBlockHash ?? "unknown"}</dd>
      <dt>DAA score</dt><dd>${transfer.acceptingDaaScore ?? "unknown"}</dd>
    </dl>
  </section>`;
}

/** Time in the store's zone, with the zone's name, and in UTC. */
function moment(iso: string, timeZone: string): string {
  const date = new Date(iso);
  const local = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone,
  }).format(date);
  return timeZone === "UTC" ? utc(iso) : `${local} ${timeZone} (${utc(iso)})`;
}

/** `2026-03-01 12:01:00 UTC`. */
export const utc = (iso: string): string => `${iso.slice(0, 19).replace("T", " ")} UTC`;
