// The views in which money is asked for: waiting and underpaid, with QR, copy buttons and wallet links.
import { html, nothing } from "lit";
import { priced } from "../payment/link-view.ts";
import { kas, kasText, sompi, withQuery } from "../payment/snapshot.ts";
import type { RenderContext } from "./context.ts";
import { fingerprint } from "./fingerprint.ts";
import { clockIcon, copyIcon, link, support, takenBack } from "./parts.ts";
import { qrPath } from "./qr.ts";

const SMALL_SOMPI = 500_000_000n;

export function payView(ctx: RenderContext) {
  const { model, payment, shown, t } = ctx;
  if (!payment) return nothing;
  const { amount, currency, exactAmount, fiat, surcharge } = payment;
  const underpaid = model.view === "underpaid";
  const headline = underpaid ? "stillToPay" : "send";
  const hint = underpaid ? "exchangeHint" : "smallHint";
  // Pending although money arrived: it is bound by a covenant, and only a person can decide on it.
  const uncredited = underpaid ? 0n : sompi(payment.amountUncreditedSompi);
  const left = model.secondsLeft !== null && shown.includes("countdown") ? clock(model.secondsLeft) : null;
  return html`<div class="amount">
      <h2 tabindex="-1">${t(headline, { amount: kasText(model.dueSompi) })}</h2>
      ${surcharge && amount ? html`<p class="muted">${t("surcharge", { price: priced(amount, currency), percent: +surcharge.percent, amount: priced(surcharge.amount, currency) })}</p>` : nothing}
      ${exactAmount ? html`<p>${t("exactHint")}</p>` : nothing}
      <p class="muted">
        ${underpaid ? html`<span class="good">${t("alreadyReceived", { amount: kasText(payment.amountReceivedSompi) })}</span>` : nothing}
        ${fiat && !underpaid && shown.includes("fiat") ? html`≈ ${fiat.amount} ${fiat.currency}` : nothing} ${left ? html`<span class="warn">${t("timeLeft", { time: left })}</span>` : nothing}
      </p>
    </div>
    ${takenBack(ctx)}
    ${uncredited ? html`<p class="warn">${t("uncreditedMoney", { amount: kasText(uncredited) })}</p>` : nothing}
    ${model.uri ? payable(ctx, model.uri) : model.obstacle ? html`<div class="centre"><div class="badge warn">${clockIcon}</div><p>${t(model.obstacle)}</p></div>` : nothing}
    ${model.uri && (hint !== "smallHint" || model.dueSompi < SMALL_SOMPI) ? html`<p class="muted">${t(hint)}</p>` : nothing}
    ${underpaid || uncredited || payment.takenBack ? support(ctx) : nothing}
    ${link(payment.cancelUrl, t("returnToShop"), "plain")}`;
}

/** On a phone, which cannot scan its own screen, the wallet link comes first and the code is folded away. */
function payable(ctx: RenderContext, uri: string) {
  const { controls, copy, phone, payment, t } = ctx;
  const code = html`${tabs(ctx)}${qr(ctx, uri)}`;
  // Without such a wallet this is no URL, and so no link.
  const demo = link(withQuery(`${payment?.demoWalletUrl}`, "uri", uri), t("demoWallet"), "button", "_blank");
  const wallets = html`<div class="stack">
    ${demo}
    <a class="button ${phone && demo === nothing ? "" : "quiet"}" href=${uri} @click=${() => controls.walletOpened()}>${t("openWallet")}</a>
    ${controls.walletSilent ? html`<p class="muted" role="status">${t("noWallet")}</p>` : nothing}
  </div>`;
  const copies = html`<div class="copies">${copyRow(ctx, "amount", kas(ctx.model.dueSompi))}${copyRow(ctx, "address", ctx.model.address ?? "")}</div>`;
  const copyLink = html`<button class="plain" @click=${() => copy("uri")}>${controls.copied === "uri" ? t("copied") : t("copyUri")}</button>`;
  return phone
    ? html`${wallets}${copies}<details class="fold"><summary>${t("showQr")}</summary><div class="stack">${code}</div></details>${copyLink}`
    : html`<div class="stack">${code}</div>${copies}${wallets}${copyLink}`;
}

function qr({ controls, model, t }: RenderContext, uri: string) {
  const address = model.address ?? "";
  const { path, size } = qrPath(controls.addressOnly ? address : uri);
  const short = `${address.slice(0, 14)}…${address.slice(-4)}`;
  const label = t(controls.addressOnly ? "qrAddressAlt" : "qrAlt", {
    amount: kasText(model.dueSompi),
    address: short,
  });
  return html`<svg class="qr" part="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges"><rect width=${size} height=${size} fill="#fff"/><path d=${path}/></svg>`;
}

function tabs({ controls, payment, t }: RenderContext) {
  if (payment?.exactAmount) return nothing;
  const tab = (on: boolean, label: string) =>
    html`<button aria-pressed=${controls.addressOnly === on} @click=${() => controls.showAddressOnly(on)}>${label}</button>`;
  return html`<div class="tabs" role="group" aria-label=${t("tabs")}>${tab(false, t("tabAmount"))}${tab(true, t("tabAddress"))}</div>`;
}

function copyRow({ controls, copy, t }: RenderContext, what: "amount" | "address", value: string) {
  const amount = what === "amount";
  const done = controls.copied === what ? t(controls.copyFailed ? "copyFailed" : "copied") : null;
  return html`<div class="copy">
    <span><small>${t(amount ? "amountLabel" : "addressLabel")}</small><span class="mono" part=${what} data-copy=${what}>${amount ? value : grouped(value)}</span></span>
    <button aria-label=${done ?? t(amount ? "copyAmount" : "copyAddress")} @click=${() => copy(what)}>${done ?? copyIcon}</button>
  </div>`;
}

/** Groups of four by margin only: selecting the text gives the address without spaces. */
const grouped = (address: string) =>
  (address.match(/^\w+:|.{1,4}/g) ?? []).map((group) => html`<span>${group}</span>`);

export function detailsBlock({ hostedUrl, model, payment, shown, t }: RenderContext) {
  if (!payment || !shown.includes("details")) return nothing;
  const { confirmations, items, kaspaAddress, requiredConfirmations } = payment;
  const confirming = model.view === "detected" || model.view === "confirmed";
  const count = Math.min(confirmations, requiredConfirmations);
  return html`<details>
    <summary>${t("details")}</summary>
    <dl>
      ${items.map((item) => html`<dt>${item.quantity} ×</dt><dd><bdi>${item.name}</bdi></dd>`)}
      ${confirming ? html`<dt>${t("confirmationsLabel")}</dt><dd>${t("partOf", { part: count, whole: requiredConfirmations })}</dd>` : nothing}
      ${kaspaAddress ? html`<dt>${t("fingerprint")}</dt><dd>${fingerprint(kaspaAddress)}</dd>` : nothing}
      <dt>${t("reference")}</dt><dd class="mono">${payment.id}</dd>
    </dl>
    ${hostedUrl ? link(hostedUrl, t("openHosted", { host: new URL(hostedUrl).host }), "plain", "_blank") : nothing}
  </details>`;
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
