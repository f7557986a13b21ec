import type { DemoProduct, DemoShop } from "../features/checkout/page-contract.ts";
import { trimKas } from "./link-page.ts";
import { type Content, html } from "./markup.ts";
import { page } from "./page.ts";

/** Drawn here: the demo shop asks no image service. */
const PICTURES = [
  html`<svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" role="img" aria-label="A bag of coffee"><rect width="320" height="180" fill="#f3e3d3"/><path d="M118 44h84l10 112H108z" fill="#6b3f2a"/><path d="M118 44h84l-6-18h-72z" fill="#4f2d1d"/><rect x="128" y="82" width="64" height="44" rx="8" fill="#f7ecdf"/><path d="M160 90c-10 6-10 22 0 28 10-6 10-22 0-28z" fill="#6b3f2a"/></svg>`,
  html`<svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" role="img" aria-label="A ceramic cup"><rect width="320" height="180" fill="#d7ebe6"/><path d="M104 66h96v44a44 44 0 0 1-44 44h-8a44 44 0 0 1-44-44z" fill="#0b7a6c"/><path d="M200 80h14a20 20 0 0 1 0 40h-16" fill="none" stroke="#0b7a6c" stroke-width="10"/><path d="M132 50c-8-12 8-16 0-30m24 30c-8-12 8-16 0-30" fill="none" stroke="#7aa79e" stroke-width="6" stroke-linecap="round"/></svg>`,
  html`<svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" role="img" aria-label="A gift card"><rect width="320" height="180" fill="#e2e0f4"/><rect x="78" y="46" width="164" height="98" rx="14" fill="#4b45a1"/><path d="M78 82h164M142 46v98" stroke="#b9b4f0" stroke-width="10"/><path d="M142 82c-30-30-42 4 0 0 42 4 30-30 0 0z" fill="#b9b4f0"/></svg>`,
] as const;

function product(item: DemoProduct, at: number): Content {
  const price = item.currency === "KAS" ? `${trimKas(item.amount)} KAS` : `${item.amount} ${item.currency}`;
  return html`<li class="card">
    ${PICTURES[at % PICTURES.length]}
    <div class="text">
      <h2>${item.title}</h2>
      ${item.description ? html`<p class="muted">${item.description}</p>` : null}
      <span class="price">${price}</span>
      <div class="pay">
        <kaspa-pay id="buy-${item.slug}" link="${item.slug}" mode="button" label="Buy now"><a class="button" href="/pay/${item.slug}">Buy now</a></kaspa-pay>
        <a class="muted" href="/pay/${item.slug}">Open as page</a>
      </div>
    </div>
  </li>`;
}

/** `/demo`: a shop as a visitor sees it, on the simulated chain, so that anybody can pay within a minute. */
export function demoPage(shop: DemoShop): string {
  return page({
    title: `${shop.name} · demo shop`,
    banner: "simnet",
    wide: true,
    body: html`
      <header class="hero">
        <div><h1>${shop.name}</h1><span class="muted">A demo shop. Pick something and pay with simulated coins.</span></div>
        <div>${shop.walletUrl ? html`<a class="button quiet" href="${shop.walletUrl}" target="_blank" rel="noopener">Open the demo wallet</a>` : null}</div>
      </header>
      <ul class="goods">${shop.products.map(product)}</ul>
      <section class="card">
        <h2>What happens here</h2>
        <ol class="steps">
          <li><strong>Buy now</strong> opens the payment element, the same that any shop embeds with one script tag.</li>
          <li><strong>Pay with demo wallet</strong> signs a real transaction in your browser and sends it to the simulated node.</li>
          <li>About a second later the element says <strong>Paid</strong>, and the shop's server gets a signed webhook.</li>
        </ol>
      </section>`,
  });
}
