// The views in which money is asked for: waiting and underpaid, with QR, copy buttons and wallet links.
import { sompiToKas } from "@kaspa-pay/core";
import { html, nothing, svg } from "lit";
import type { CopyTarget, RenderContext } from "./context.ts";
import { fingerprint } from "./fingerprint.ts";
import { qrPath } from "./qr.ts";
import { safeUrl } from "./snapshot.ts";

const SMALL_SOMPI = 500_000_000n;

export function payView(ctx: RenderContext) {
  const { model, snapshot, t } = ctx;
  if (!snapshot) return nothing;
  const underpaid = model.view === "underpaid";
  const plain = sompiToKas(model.dueSompi, { trim: true });
  const headline = underpaid ? "stillToPay" : snapshot.exactAmount ? "sendExactly" : "send";
  return html`
    <div class="amount">
      <h2 tabindex="-1">${t(headline, { amount: plain })}</h2>
      ${fiatLine(ctx, underpaid)}
    </div>
    ${underpaid ? html`<p class="received">${t("alreadyReceived", { amount: ctx.kas(snapshot.amountReceived) })}</p>` : nothing}
    ${model.uri && model.address ? payable(ctx, model.uri, model.address) : unpayable(ctx)}
    ${
      model.secondsLeft === null
        ? nothing
        : html`<p class="countdown">${t("timeLeft", { time: clock(model.secondsLeft) })}</p>`
    }
    ${underpaid ? html`<p class="hint">${t("exchangeHint")}</p>${supportLink(ctx)}` : nothing}
    ${snapshot.exactAmount ? html`<p class="hint">${t("exactHint")}</p>` : nothing}
    ${!underpaid && model.dueSompi < SMALL_SOMPI && model.uri ? html`<p class="hint">${t("smallHint")}</p>` : nothing}
  `;
}

function payable(ctx: RenderContext, uri: string, address: string) {
  const { phone, t, walletMissing } = ctx;
  const code = html`${qr(ctx, uri, address)}${tabs(ctx)}`;
  const wallet = html`<a class="button ${phone ? "" : "quiet"}" href=${uri} @click=${ctx.act.walletOpened}>${t("openWallet")}</a>`;
  const demoWallet = safeUrl(ctx.snapshot?.demoWalletUrl);
  const demo = demoWallet
    ? html`<a class="button" target="_blank" rel="noopener" href=${demoUrl(demoWallet, uri)}>${t("demoWallet")}</a>`
    : nothing;
  const missing = walletMissing ? html`<p class="hint" role="status">${t("noWallet")}</p>` : nothing;
  const copies = html`<div class="copies">${copyRow(ctx, "amount")}${copyRow(ctx, "address")}</div>`;
  const copyUri = html`<div class="links"><button type="button" @click=${() => ctx.act.copy("uri")}>${ctx.copied === "uri" ? t("copied") : t("copyUri")}</button></div>`;
  return phone
    ? html`<div class="stack">${demo}${wallet}${missing}</div>${copies}
        <details class="phone-qr"><summary>${t("showQr")}</summary><div class="stack">${code}</div></details>${copyUri}`
    : html`${code}${copies}<div class="stack">${demo}${wallet}${missing}</div>${copyUri}`;
}

function unpayable(ctx: RenderContext) {
  const key = ctx.model.checking ? "checking" : !ctx.snapshot?.kaspaAddress ? "hidden" : "priceMissing";
  return html`<div class="centre"><div class="badge warn">${clockIcon}</div><p>${ctx.t(key)}</p></div>`;
}

function fiatLine(ctx: RenderContext, underpaid: boolean) {
  const fiat = ctx.snapshot?.fiat;
  if (!fiat || underpaid || !ctx.showFiat) return nothing;
  return html`<p class="fiat">${ctx.t("approxFiat", { amount: fiat.amount, currency: fiat.currency })}</p>`;
}

function qr(ctx: RenderContext, uri: string, address: string) {
  const { path, size } = qrPath(ctx.addressOnly ? address : uri);
  const short = `${address.slice(0, 14)}…${address.slice(-4)}`;
  const label = ctx.addressOnly
    ? ctx.t("qrAddressAlt", { address: short })
    : ctx.t("qrAlt", { amount: sompiToKas(ctx.model.dueSompi, { trim: true }), address: short });
  return html`<div class="qr">
    ${svg`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges"><rect width=${size} height=${size} fill="#fff"/><path fill="#000" d=${path}/></svg>`}
  </div>`;
}

function tabs(ctx: RenderContext) {
  if (ctx.snapshot?.exactAmount) return nothing;
  const tab = (on: boolean, label: string) =>
    html`<button type="button" aria-pressed=${ctx.addressOnly === on ? "true" : "false"} @click=${() => ctx.act.addressOnly(on)}>${label}</button>`;
  return html`<div class="tabs" role="group" aria-label=${ctx.t("tabs")}>${tab(false, ctx.t("tabAmount"))}${tab(true, ctx.t("tabAddress"))}</div>`;
}

function copyRow(ctx: RenderContext, what: Exclude<CopyTarget, "uri">) {
  const { t, copied, copyFailed } = ctx;
  const amount = what === "amount";
  const value = amount ? sompiToKas(ctx.model.dueSompi, { trim: true }) : (ctx.model.address ?? "");
  const label =
    copied === what ? t(copyFailed ? "copyFailed" : "copied") : t(amount ? "copyAmount" : "copyAddress");
  return html`<div class="copy">
    <span class="what"><span class="label">${t(amount ? "amountLabel" : "addressLabel")}</span><span class="mono" data-copy=${what} dir="ltr">${amount ? html`${value}` : grouped(value)}</span></span>
    <button type="button" aria-label=${label} @click=${() => ctx.act.copy(what)}>${copied === what ? label : html`${copyIcon}`}</button>
  </div>`;
}

/** Groups of four by margin only: selecting the text gives the address without spaces. */
function grouped(address: string) {
  const colon = address.indexOf(":") + 1;
  const groups = address.slice(colon).match(/.{1,4}/g) ?? [];
  return html`<span class="groups">${address.slice(0, colon)}${groups.map((group) => html`<span>${group}</span>`)}</span>`;
}

export function detailsBlock(ctx: RenderContext) {
  const { snapshot, model, t } = ctx;
  if (!snapshot || !ctx.showDetails) return nothing;
  return html`<details>
    <summary>${t("details")}</summary>
    <dl>
      ${snapshot.items.map((item) => html`<dt>${item.quantity} ×</dt><dd><bdi>${item.name}</bdi></dd>`)}
      ${snapshot.kaspaAddress ? html`<dt>${t("fingerprint")}</dt><dd>${fingerprint(snapshot.kaspaAddress)}</dd>` : nothing}
      ${
        model.view === "detected" || model.view === "confirmed"
          ? html`<dt></dt><dd>${t("confirmations", { count: Math.min(snapshot.confirmations, snapshot.requiredConfirmations), required: snapshot.requiredConfirmations })}</dd>`
          : nothing
      }
      <dt></dt><dd class="mono">${t("reference", { id: snapshot.id })}</dd>
    </dl>
    ${ctx.hostedUrl ? html`<p class="links"><a href=${ctx.hostedUrl} target="_blank" rel="noopener">${t("openHosted", { host: new URL(ctx.hostedUrl).host })}</a></p>` : nothing}
  </details>`;
}

export function supportLink(ctx: RenderContext) {
  const { snapshot, t } = ctx;
  const url = safeUrl(snapshot?.store?.supportUrl, "https: mailto:");
  const reference = html`<span class="muted">${snapshot ? t("reference", { id: snapshot.id }) : ctx.fault?.reference ? t("reference", { id: ctx.fault.reference }) : nothing}</span>`;
  if (!url) return reference;
  const href =
    url.startsWith("mailto:") && snapshot
      ? `${url}${url.includes("?") ? "&" : "?"}subject=${encodeURIComponent(snapshot.id)}`
      : url;
  return html`<span class="links"><a href=${href} target="_blank" rel="noopener">${t("contactShop")}</a></span>${reference}`;
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
const demoUrl = (base: string, uri: string) =>
  `${base}${base.includes("?") ? "&" : "?"}uri=${encodeURIComponent(uri)}`;
const copyIcon = svg`<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"><rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15V5a2 2 0 0 1 2-2h8"/></svg>`;
export const clockIcon = svg`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/></svg>`;
