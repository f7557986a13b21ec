// Parts that several views share: icons, badges, links that are safe to follow.
import { OUTSIDE_BROWSER } from "@kaspa-pay/core";
import { html, nothing, type TemplateResult } from "lit";
import { kasText, safeUrl, withQuery } from "../payment/snapshot.ts";
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

/** A link only if nothing of it runs in this page: the way back to the shop may be an app, which the gateway checked. */
export function link(url: unknown, text: string, classes = "", target = "_self") {
  const href = safeUrl(url, OUTSIDE_BROWSER);
  return href ? html`<a class=${classes} href=${href} target=${target} rel="noopener">${text}</a>` : nothing;
}

/** Money that the network took back: nobody should pay a second time while it may still come. */
export function takenBack({ payment, t }: RenderContext) {
  const { amountSompi } = payment?.takenBack ?? {};
  return amountSompi
    ? html`<p class="warn">${t("takenBack", { amount: kasText(amountSompi) })}</p>`
    : nothing;
}

/** Link back to the shop, where the gateway names one. */
export const returnLink = ({ payment, t }: RenderContext, paid: boolean, classes = "button") =>
  link(payment?.returnUrl ?? (paid ? null : payment?.cancelUrl), t("returnToShop"), classes);

export function transactionLink({ payment, t }: RenderContext) {
  const txId = payment?.txId ?? payment?.transfers[0]?.txId;
  const template = payment?.explorerTxTemplate;
  if (!txId || !template) return nothing;
  return link(`${template}`.replace("{txId}", encodeURIComponent(txId)), t("transaction"), "plain", "_blank");
}

/** The merchant is the contact; without a support link, the reference alone is shown. */
export function support({ fault, payment, t }: RenderContext) {
  const url = payment?.store.supportUrl;
  const reference = payment?.id ?? fault?.reference;
  const href = `${url}`.startsWith("mailto:") ? withQuery(`${url}`, "subject", reference ?? "") : url;
  return html`${link(href, t("contactShop"), "plain", "_blank")}
    ${reference ? html`<p class="muted">${t("reference")} <span class="mono">${reference}</span></p>` : nothing}`;
}
