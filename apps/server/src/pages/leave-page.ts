import type { ExternalRedirect } from "../features/checkout/page-contract.ts";
import { bannerOf } from "./link-page.ts";
import { html } from "./markup.ts";
import { page } from "./page.ts";

const STAY = {
  return: "Your payment is done either way; nothing is lost if you stay.",
  cancel: "Leaving pays nothing and cancels nothing: your payment stays as it is.",
} as const;

/** `/leave/:id`: says where the payer is about to go, and never goes there by itself. */
export const leavePage = ({ url, host, storeName, network, kind }: ExternalRedirect): string =>
  page({
    title: `Leaving for ${host}`,
    banner: bannerOf(network),
    body: html`<section class="card centre">
      <h1>You are leaving for another site</h1>
      <p><bdi>${storeName}</bdi> wants to take you to</p>
      <p class="big mono">${host}</p>
      <p><a class="button full" href="${url}" rel="noopener noreferrer">Go to ${host}</a></p>
      <p class="muted">${STAY[kind]}</p>
    </section>`,
  });
