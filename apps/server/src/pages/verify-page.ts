import type { ReceiptChange, ReceiptContent, ReceiptFault } from "@kaspa-pay/api-contract";
import { sompiToKas } from "@kaspa-pay/core";
import type { VerifiedReceipt } from "../features/receipts/verify-receipt.ts";
import { bannerOf, trimKas } from "./link-page.ts";
import { type Content, html } from "./markup.ts";
import { page } from "./page.ts";
import { utc } from "./receipt-page.ts";

/** Script that takes a receipt's file instead of pasted text. */
export const RECEIPT_FILE_SCRIPT_PATH = "/assets/receipt-file.js";

/** What came of a form: the answer about a receipt, or why the text is none. */
export type VerifyOutcome = VerifiedReceipt | { readonly refused: string };

const FAULTS: Readonly<Record<ReceiptFault, string>> = {
  malformed:
    "This is not a receipt of a kaspa-pay gateway, or a part of it is missing. Paste the whole file.",
  unknown_key:
    "This gateway has no such key. Check the receipt at the gateway of the shop. If that is this one, the receipt was signed before its master key was exchanged.",
  bad_signature: "The signature does not fit: something in the receipt was changed after it was signed.",
};

const CHANGES: Readonly<Record<ReceiptChange, string>> = {
  payment_unknown: "This gateway signed it, but has no such payment now.",
  transfer_reverted:
    "A reorganisation of the network took money of this receipt away. The payment does not stand as the receipt says.",
  payment_not_confirmed: "The payment is not confirmed any more with this money.",
  transfer_moved:
    "The payment stands, but another block of the chain accepted its money. The payer can download the receipt again.",
};

const REFUNDED = {
  full: "The payment stands on the chain. The shop has sent all of the money back since.",
  partial: "The payment stands on the chain. The shop has sent a part of the money back since.",
} as const;

/** `/verify`: a form for a receipt and, above it, what came of the one that was sent. */
export function verifyPage(outcome: VerifyOutcome | null, text: string): string {
  const content = outcome !== null && "content" in outcome ? outcome.content : null;
  const verdict = outcome === null ? null : verdictOf(outcome);
  return page({
    title: verdict === null ? "Verify a receipt" : `${verdict.heading} · Verify a receipt`,
    banner: content === null ? null : bannerOf(content.network),
    scripts: [RECEIPT_FILE_SCRIPT_PATH],
    body: html`
      <h1>Verify a receipt</h1>
      <p class="muted">Shows whether this gateway signed a receipt, and whether the payment still stands today.</p>
      ${verdict === null ? null : verdictBox(verdict)}
      ${content === null ? null : facts(content)}
      ${verdict === null ? form("") : html`<details class="again"${content === null ? html` open` : null}><summary>Verify another receipt</summary>${form(content === null ? text : "")}</details>`}`,
  });
}

const form = (text: string): Content => html`<form id="verify" class="card" method="post" action="/verify">
    <div class="drop" hidden>
      <p>Drop the receipt's file here</p>
      <label class="button quiet">Choose file<input type="file" accept=".json,application/json"></label>
      <p role="alert"></p>
    </div>
    <label class="field">Content of the file
      <textarea name="receipt" rows="6" required spellcheck="false" autocomplete="off" placeholder='{ "receipt": …, "signature": … }'>${text}</textarea>
    </label>
    <button class="button full">Verify</button>
  </form>`;

interface Verdict {
  readonly tone: "good" | "warn" | "bad";
  readonly heading: string;
  readonly words: string;
}

function verdictOf(outcome: VerifyOutcome): Verdict {
  if ("refused" in outcome) return { tone: "bad", heading: "This cannot be read", words: outcome.refused };
  const { reason, current } = outcome.check;
  if (reason !== null) return { tone: "bad", heading: "Not valid", words: FAULTS[reason] };
  if (current?.reason)
    return { tone: "warn", heading: "Signed here, but changed since", words: CHANGES[current.reason] };
  if (current?.refundStatus === "full" || current?.refundStatus === "partial")
    return { tone: "warn", heading: "Valid, and refunded since", words: REFUNDED[current.refundStatus] };
  return {
    tone: "good",
    heading: "Valid",
    words: "This gateway signed it, and the payment still stands on the chain.",
  };
}

const SIGNS: Readonly<Record<Verdict["tone"], string>> = { good: "✓", warn: "!", bad: "✕" };

const verdictBox = ({
  tone,
  heading,
  words,
}: Verdict): Content => html`<section class="verdict ${tone}" role="status">
    <span aria-hidden="true">${SIGNS[tone]}</span>
    <div><h2>${heading}</h2><p>${words}</p></div>
  </section>`;

/** Only what was signed; nothing else of the file is shown. */
function facts(content: ReceiptContent): Content {
  const { fiat, fiatAtReceipt, transfers } = content;
  return html`<section class="card">
      <p class="big">${kas(content.amountReceivedSompi)} KAS</p>
      ${fiat ? html`<p class="muted">priced ${fiat.amount} ${fiat.currency}${fiat.rate ? ` at ${fiat.rate}` : null}</p>` : null}
      <dl>
        <dt>Store</dt><dd><bdi>${content.storeName}</bdi></dd>
        <dt>Store id</dt><dd class="mono">${content.storeId}</dd>
        ${content.title ? html`<dt>For</dt><dd><bdi>${content.title}</bdi></dd>` : null}
        ${(content.items ?? []).map((item) => html`<dt><bdi>${item.name}</bdi></dt><dd>${item.quantity} × ${item.price ?? ""}</dd>`)}
        ${fiatAtReceipt ? html`<dt>Value at receipt</dt><dd>${fiatAtReceipt.amount} ${fiatAtReceipt.currency}</dd>` : null}
        <dt>Paid</dt><dd>${utc(content.confirmedAt)}</dd>
        <dt>Signed</dt><dd>${utc(content.issuedAt)}</dd>
        <dt>Network</dt><dd>${content.network}</dd>
        <dt>Paid to</dt><dd class="mono">${content.address}</dd>
        <dt>Reference</dt><dd class="mono">${content.paymentId}</dd>
      </dl>
      <p class="muted">Compare the store id with that of the shop: a store's name is not unique.</p>
    </section>
    ${transfers.map(
      (transfer, at) => html`<section class="card">
      <h2>${transfers.length > 1 ? `Transfer ${at + 1} of ${transfers.length}` : "On the Kaspa network"}</h2>
      <dl>
        <dt>Amount</dt><dd>${kas(transfer.amountSompi)} KAS</dd>
        <dt>Transaction</dt><dd class="mono">${transfer.txId}, output ${transfer.index}</dd>
        <dt>Accepting block</dt><dd class="mono">${transfer.acceptingBlockHash ?? "unknown"}</dd>
        <dt>DAA score</dt><dd>${transfer.acceptingDaaScore ?? "unknown"}</dd>
      </dl>
    </section>`,
    )}`;
}

const kas = (sompi: string): string => trimKas(sompiToKas(BigInt(sompi)));
