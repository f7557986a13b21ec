import type { PublicPayment, PublicRefund } from "@kaspa-pay/api-contract";
import { trimKas } from "./link-page.ts";
import { type Content, html } from "./markup.ts";

type Shown = Pick<PublicPayment, "refunds" | "explorerTxTemplate">;

/** The refunds of a payment on its payer's pages; canceled ones are the shop's own business. */
export function refundPart({ refunds, explorerTxTemplate }: Shown): Content {
  const shown = refunds.filter(({ status }) => status !== "canceled");
  if (shown.length === 0) return null;
  return html`<section id="refunds" class="card">
    <h2>${shown.length === 1 ? "Refund" : "Refunds"}</h2>
    ${shown.map((refund) => one(refund, explorerTxTemplate))}
  </section>`;
}

function one({ status, amount, txId }: PublicRefund, template: string | null): Content {
  const kas = `${trimKas(amount)} KAS`;
  const url = txId === null ? null : (template?.replace("{txId}", txId) ?? null);
  return html`<p><strong>${headline(status, kas)}</strong></p>
    ${txId === null ? null : html`<p class="mono">Transaction ${url === null ? txId : html`<a href="${url}" rel="noopener noreferrer">${txId}</a>`}</p>`}`;
}

function headline(status: PublicRefund["status"], kas: string): string {
  switch (status) {
    case "awaiting_destination":
      return `A refund of ${kas} waits for your address. The shop sends you a link to claim it.`;
    case "broadcast":
      return `Refund of ${kas} sent, the network is confirming it.`;
    case "confirmed":
      return `Refunded ${kas}.`;
    case "failed":
      return `A refund of ${kas} was not claimed in time. Ask the shop for a new link.`;
    case "awaiting_approval":
    case "awaiting_signature":
    case "canceled":
      return `Refund of ${kas} on its way: the shop's wallet has not sent it yet.`;
  }
}
