import type { Receipt } from "../features/checkout/page-contract.ts";
import { bannerOf, cachedStoreHead, trimKas } from "./link-page.ts";
import { type Content, html } from "./markup.ts";
import { page } from "./page.ts";

/** The receipt as JSON, with the same facts as the page. */
export function receiptJson({ payment, transfers, fiatAtReceipt, refundStatus, timeZone }: Receipt) {
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
    fiatQuoted: payment.fiat,
    fiatAtReceipt,
    refundStatus,
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
  };
}

/** `/receipt/:id`, made to be printed (A4, or 80 mm paper). */
export function receiptPage(receipt: Receipt): string {
  const { payment, transfers, fiatAtReceipt } = receipt;
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
          ${fiatAtReceipt ? html`<dt>Value at receipt</dt><dd>${fiatAtReceipt} ${payment.fiat?.currency ?? "USD"}</dd>` : null}
          ${payment.confirmedAt ? html`<dt>Paid</dt><dd>${moment(payment.confirmedAt, receipt.timeZone)}</dd>` : null}
          ${receipt.refundStatus === "none" ? null : html`<dt>Refunded</dt><dd>${receipt.refundStatus}</dd>`}
          <dt>Reference</dt><dd class="mono">${payment.id}</dd>
        </dl>
      </section>
      ${transfers.map((transfer, at) => transferCard(transfer, at + 1, transfers.length))}
      ${payment.store.supportUrl ? html`<p class="centre noprint"><a href="${payment.store.supportUrl}" rel="noopener">Contact the shop</a></p>` : null}`,
  });
}

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
  const utc = `${iso.slice(0, 19).replace("T", " ")} UTC`;
  return timeZone === "UTC" ? utc : `${local} ${timeZone} (${utc})`;
}
