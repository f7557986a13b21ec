// Parts that several views share: icons, badges, links that are safe to follow.
import { html, nothing, type TemplateResult } from "lit";
import { kasText, safeUrl, shopUrl, withQuery } from "../payment/snapshot.ts";
import type { RenderContext } from "./context.ts";

const icon = (path: string) => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}/></svg>`;
const CIRCLE = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18";
export const tickIcon = icon("m5 12.5 4.5 4.5L19 7.5");
export const clockIcon = icon(`${CIRCLE}m0 4v5l3 2`);
export const alertIcon = icon(`${CIRCLE}m0 4v6m0 4v0`);
export const copyIcon = icon("M9 9h11v11H9zM5 15V4h11");

/** The headline of a state: always an icon and words, never colour alone. */
export const headline = (kind: string, image: TemplateResult, text: string) =>
  html`<div class="badge ${kind}">${image}</div><h2 tabindex="-1">${text}</h2>`;

/** A link only if the address is one that a payer may follow. */
export const link = (url: unknown, text: string, classes = "", newTab = false) =>
  linkTo(safeUrl(url), text, classes, newTab);

/** The same for the way back to the shop, which may be an app. */
export const shopLink = (url: unknown, text: string, classes: string) => linkTo(shopUrl(url), text, classes);

const linkTo = (href: string | null, text: string, classes: string, newTab = false) =>
  href
    ? html`<a class=${classes} href=${href} target=${newTab ? "_blank" : "_self"} rel="noopener">${text}</a>`
    : nothing;

/** Money that the network took back: nobody should pay a second time while it may still come. */
export function takenBack({ payment, t }: RenderContext) {
  const { amountSompi } = payment?.takenBack ?? {};
  return amountSompi
    ? html`<p class="warn">${t("takenBack", { amount: kasText(amountSompi) })}</p>`
    : nothing;
}

/** Link back to the shop, where the gateway names one. */
export const returnLink = ({ payment, t }: RenderContext, paid: boolean, classes = "button") =>
  shopLink(payment?.returnUrl ?? (paid ? null : payment?.cancelUrl), t("returnToShop"), classes);

export function transactionLink({ payment, t }: RenderContext) {
  const txId = payment?.txId ?? payment?.transfers[0]?.txId;
  const template = safeUrl(payment?.explorerTxTemplate);
  if (!txId || !template) return nothing;
  return link(
    template.replace(/\{txId\}|%7BtxId%7D/, encodeURIComponent(txId)),
    t("transaction"),
    "plain",
    true,
  );
}

/** The merchant is the contact; without a support link, the reference alone is shown. */
export function support({ fault, payment, t }: RenderContext) {
  const url = safeUrl(payment?.store.supportUrl, "https: mailto:");
  const reference = payment?.id ?? fault?.reference;
  const href = url?.startsWith("mailto:") ? withQuery(url, "subject", reference ?? "") : url;
  return html`${href ? html`<a class="plain" href=${href} target="_blank" rel="noopener">${t("contactShop")}</a>` : nothing}
    ${reference ? html`<p class="muted">${t("reference")} <span class="mono">${reference}</span></p>` : nothing}`;
}
