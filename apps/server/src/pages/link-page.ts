import type { LinkPublic } from "@kaspa-pay/api-contract";
import type { Stage } from "../features/checkout/page-contract.ts";
import { type Content, html } from "./markup.ts";
import { page } from "./page.ts";

/** The banner of test networks; a page cannot hide it. */
export const bannerOf = (network: string): "simnet" | "testnet-10" | null =>
  network === "simnet" || network === "testnet-10" ? network : null;

export interface CachedStoreHead {
  readonly name: string;
  readonly logoUrl: string | null;
}

/** Logo (or the first letter), the shop's name and a line under it. Merchant text is text, isolated in direction. */
export function cachedStoreHead(store: CachedStoreHead, heading: string, line: Content): Content {
  const initial = [...store.name][0] ?? "K";
  return html`<header class="shop">
    ${store.logoUrl ? html`<img src="${store.logoUrl}" alt="">` : html`<span class="initial" aria-hidden="true">${initial}</span>`}
    <div><h1><bdi>${heading}</bdi></h1><span class="muted"><bdi>${store.name}</bdi>${line}</span></div>
  </header>`;
}

function price({ amount, currency, surchargePercent }: LinkPublic): string {
  if (amount === null) return "You choose the amount";
  const asked = moneyText(amount, currency);
  return surchargePercent === null ? asked : `${asked} + ${trimKas(surchargePercent)} % surcharge`;
}

/** An amount of the API as a person writes it, with its currency. */
export const moneyText = (amount: string, currency: string): string =>
  `${currency === "KAS" ? trimKas(amount) : amount} ${currency}`;

/** `"25.00000000"` as a person writes it. */
export const trimKas = (amount: string): string =>
  amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount;

/** Script of the simulate panel. */
export const SIMULATE_SCRIPT_PATH = "/assets/simulate.js";

/** Script that shows a visitor's own payment of an expired link. */
export const RESUME_SCRIPT_PATH = "/assets/resume.js";

/** Container of the simulate panel, for those who may use it. */
export const simulationPanel = (stage: Stage | null): Content =>
  stage === null
    ? null
    : html`<section id="simulate" class="card" aria-label="Simulate" data-store="${stage.storeId}" data-payment="${stage.paymentId ?? ""}"></section>`;

/** `/pay/:slug`. Reading the page creates nothing; the element creates the payment when it is visible. */
export function linkPage(link: LinkPublic, proof: string, stage: Stage | null): string {
  const items = link.items.map(
    (item) => html`<li><bdi>${item.name}</bdi><span>${item.quantity} × ${item.price ?? ""}</span></li>`,
  );
  return page({
    title: `${link.title} · ${link.store.name}`,
    banner: bannerOf(link.network),
    scripts: stage === null ? [] : [SIMULATE_SCRIPT_PATH],
    body: html`
      ${cachedStoreHead(link.store, link.title, ` · ${price(link)}`)}
      ${link.description ? html`<p><bdi>${link.description}</bdi></p>` : null}
      ${items.length > 0 ? html`<ul class="items">${items}</ul>` : null}
      <kaspa-pay id="checkout" link="${link.slug}">
        <span slot="header"></span>
        <form class="fallback" method="post" action="/pay/${link.slug}">
          <input type="hidden" name="proof" value="${proof}">
          <p class="big">${price(link)}</p>
          ${fieldsOf(link)}
          <button class="button full">Continue to payment</button>
        </form>
      </kaspa-pay>
      ${simulationPanel(stage)}`,
  });
}

const LABELS = {
  customerName: "Your name",
  customerEmail: "Your e-mail",
  customerNote: "A note for the shop",
} as const;

/** What the link asks of its payer, as the element asks it. */
function fieldsOf(link: LinkPublic): Content {
  const { name, email, note } = link.ask;
  const asked = { customerName: name, customerEmail: email, customerNote: note };
  const amount = html`<label>Amount in ${link.currency}
    <input name="amount" inputmode="decimal" autocomplete="off" maxlength="40" required></label>`;
  const others = (Object.keys(LABELS) as (keyof typeof LABELS)[]).filter((key) => asked[key]);
  return html`${link.allowAmount ? amount : null}
    ${others.map(
      (field) => html`<label>${LABELS[field]}
    <input name="${field}" type="${field === "customerEmail" ? "email" : "text"}" maxlength="200"${field === "customerNote" ? null : html` required`}></label>`,
    )}`;
}

/** A page that says in plain words why there is nothing to pay here. */
export function refusedPage(options: {
  readonly heading: string;
  readonly text: string;
  readonly reference: string;
  readonly retry?: boolean;
  /** An expired link: a visitor who has a payment of it sees that payment. */
  readonly slug?: string | undefined;
}): string {
  return page({
    title: options.heading,
    banner: null,
    scripts: options.slug === undefined ? [] : [RESUME_SCRIPT_PATH],
    body: html`<section id="refused" class="card centre">
      <h1>${options.heading}</h1>
      <p>${options.text}</p>
      ${options.retry ? html`<p><a class="button quiet" href="">Try again</a></p>` : null}
      <p class="muted mono">Reference ${options.reference}</p>
    </section>
    ${options.slug === undefined ? null : html`<div id="own" hidden><h1>Your payment</h1><kaspa-pay id="checkout" link="${options.slug}"></kaspa-pay></div>`}`,
  });
}
