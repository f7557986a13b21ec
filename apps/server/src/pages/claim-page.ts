// The pages of a claim link: the payer of a refund names an address, looks at it once more, and follows the money.
import type { Claim } from "@kaspa-pay/api-contract";
import { bannerOf, cachedStoreHead, trimKas } from "./link-page.ts";
import { type Content, html } from "./markup.ts";
import { page } from "./page.ts";

/** Script that shows the next state of a claimed refund. */
export const CLAIM_SCRIPT_PATH = "/assets/claim.js";

const REFRESH_SECONDS = 10;
/** A wallet with many coins may have paid from many addresses; a list of all helps nobody. */
const MOST_SUGGESTED = 3;

const path = (token: string): string => `/claim/${encodeURIComponent(token)}`;

interface ClaimLayout {
  readonly heading: string;
  readonly body: Content;
  /** Shown before the title of the window. */
  readonly alarm?: boolean;
  readonly follow?: boolean;
}

const layout = ({ store, network }: Claim, { heading, body, alarm, follow }: ClaimLayout): string =>
  page({
    title: `${alarm ? "Error: " : ""}${heading} · ${store.name}`,
    banner: bannerOf(network),
    scripts: follow ? [CLAIM_SCRIPT_PATH] : [],
    ...(follow && { refreshSeconds: REFRESH_SECONDS }),
    footer: "Refunds come straight from the shop's own wallet with Kaspa",
    body: html`
      ${cachedStoreHead(store, heading, null)}
      ${body}
      ${store.supportUrl ? html`<p class="centre"><a href="${store.supportUrl}" rel="noopener noreferrer">Contact the shop</a></p>` : null}`,
  });

/** What is given back, what it was worth, and why. */
const sum = ({ amount, fiat, reason, expiresAt, status }: Claim): Content => html`
  <p class="big">${trimKas(amount)} KAS</p>
  ${fiat ? html`<p class="muted">worth ${fiat.amount} ${fiat.currency} when you paid</p>` : null}
  <dl>
    ${reason ? html`<dt>Reason</dt><dd class="prose"><bdi>${reason}</bdi></dd>` : null}
    ${expiresAt && status === "awaiting_destination" ? html`<dt>Claim it until</dt><dd>${day(expiresAt)}</dd>` : null}
  </dl>`;

const day = (iso: string): string =>
  `${new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso))} (UTC)`;

/** In groups of four, made by margins only: a selection has no blanks. */
function grouped(address: string): Content {
  const [scheme = "", payload = ""] = address.split(":");
  const groups = [`${scheme}:`, ...(payload.match(/.{1,4}/g) ?? [])];
  return html`<p class="mono groups">${groups.map((group) => html`<span>${group}</span>`)}</p>`;
}

const PREFIXES = { mainnet: "kaspa:", "testnet-10": "kaspatest:", simnet: "kaspasim:" } as const;

/** How addresses of the claim's network begin. */
export const prefixOf = ({ network }: Pick<Claim, "network">): string =>
  PREFIXES[network as keyof typeof PREFIXES];

/** Step 1: asks for the address. `fault`: why the text that was sent is none. */
export function claimPage(claim: Claim, token: string, text: string, fault: string | null): string {
  const described = fault === null ? "how" : "fault how";
  return layout(claim, {
    heading: "Claim your refund",
    alarm: fault !== null,
    body: html`<section class="card">
        <p><bdi>${claim.store.name}</bdi> gives you money back:</p>
        ${sum(claim)}
        <form class="claim" method="post" action="${path(token)}">
          <label for="address">Address of your own wallet</label>
          ${fault === null ? null : html`<p id="fault" class="notice" role="alert">${fault}</p>`}
          <textarea id="address" name="address" rows="3" required maxlength="500" spellcheck="false" autocomplete="off" autocapitalize="none" aria-describedby="${described}"${fault === null ? null : html` aria-invalid="true" autofocus`}>${text}</textarea>
          <p id="how" class="muted">Choose <em>Receive</em> in your wallet and copy the address; it begins with <span class="mono">${prefixOf(claim)}</span>. Do not give the address of an exchange: it may not credit you, or may need a memo that Kaspa does not carry.</p>
          <button class="button full">Continue</button>
        </form>
      </section>
      ${suggestions(claim, token)}`,
  });
}

/** Offered, never filled in: an exchange pays from addresses that are not the payer's. */
function suggestions({ senderAddresses }: Claim, token: string): Content {
  const shown = senderAddresses.slice(0, MOST_SUGGESTED);
  if (shown.length === 0) return null;
  const several = shown.length > 1;
  return html`<details class="card suggested">
    <summary>Use the address that paid</summary>
    <p class="notice">${several ? "These addresses are" : "This address is"} yours only if you paid from your own wallet. If an exchange or a service paid for you, money that goes there is lost to you.</p>
    ${shown.map(
      (
        address,
      ) => html`<form method="post" action="${path(token)}"><input type="hidden" name="address" value="${address}">
      ${grouped(address)}
      <p><button class="button quiet full">Continue with this address</button></p></form>`,
    )}
  </details>`;
}

/** Step 2: shows the address that was read. Nothing is written yet. */
export function confirmPage(claim: Claim, token: string, address: string): string {
  return layout(claim, {
    heading: "Is this your wallet?",
    body: html`<section class="card">
        <p>The shop's wallet will send <strong>${trimKas(claim.amount)} KAS</strong> to</p>
        ${grouped(address)}
        <p>Compare it with your wallet. It cannot be changed afterwards.</p>
        ${claim.senderAddresses.includes(address) ? html`<p class="notice">Your payment came from this address. If you paid from an exchange, it is the exchange's and not yours.</p>` : null}
        <form class="claim" method="post" action="${path(token)}">
          <input type="hidden" name="address" value="${address}">
          <button class="button full" name="step" value="claim">Yes, send it there</button>
          <button class="button quiet full" name="step" value="edit">Change the address</button>
        </form>
      </section>`,
  });
}

interface StateText {
  readonly heading: string;
  readonly text: string;
  /** The next state comes by itself. */
  readonly follow?: boolean;
}

const WAITING: StateText = {
  heading: "Waiting for the shop's wallet",
  text: "The shop has your address. Its own wallet sends the money, which may take some time. You can close this page and come back.",
  follow: true,
};

const STATES: Readonly<Record<Exclude<Claim["status"], "awaiting_destination">, StateText>> = {
  awaiting_approval: WAITING,
  awaiting_signature: WAITING,
  broadcast: {
    heading: "Your refund was sent",
    text: "The network is confirming it now.",
    follow: true,
  },
  confirmed: { heading: "Refunded", text: "The network has confirmed it." },
  failed: {
    heading: "The time to claim this refund is over",
    text: "Ask the shop for a new link.",
  },
  canceled: {
    heading: "The shop canceled this refund",
    text: "Ask the shop why, or for a new link.",
  },
};

/** Where a refund stands that takes no address any more. `notice`: why a form changed nothing. */
export function claimStatePage(
  claim: Claim & { readonly status: keyof typeof STATES },
  token: string,
  notice: string | null,
): string {
  const { heading, text, follow = false } = STATES[claim.status];
  const { address, txId, explorerUrl } = claim;
  return layout(claim, {
    heading,
    follow,
    body: html`${notice === null ? null : html`<p class="notice" role="alert">${notice}</p>`}
      <section id="claim" class="card" data-status="${claim.status}" data-url="/api/v1/claims/${encodeURIComponent(token)}">
        <p>${text}</p>
        ${sum(claim)}
        ${address ? html`<h2>To your address</h2>${grouped(address)}` : null}
        ${txId ? html`<h2>Transaction</h2><p class="mono">${explorerUrl ? html`<a href="${explorerUrl}" rel="noopener noreferrer">${txId}</a>` : txId}</p>` : null}
      </section>`,
  });
}
