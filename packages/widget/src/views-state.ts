// The views that tell what became of the payment: loading, form, detected, confirmed, expired, late, error.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { LinkQuestions, RenderContext } from "./context.ts";
import { safeUrl, sompi } from "./snapshot.ts";
import { clockIcon, supportLink } from "./views-pay.ts";

export const loadingView = (ctx: RenderContext) => html`
  <span class="hidden">${ctx.t("loading")}</span>
  <div class="skeleton line"></div><div class="skeleton square"></div><div class="skeleton row"></div><div class="skeleton row"></div>`;

export function detectedView(ctx: RenderContext) {
  const { model, snapshot, t } = ctx;
  const accepted = snapshot?.status === "confirming";
  return html`<div class="centre">
    ${ring(model.progress)}
    <progress class="bar" max="1" .value=${model.progress} aria-label=${t("seen")}></progress>
    <h2 tabindex="-1">${t("seen")}</h2>
    ${model.rechecking ? html`<p>${t("rechecking")}</p>` : nothing}
    ${accepted ? html`<p class="muted">${t("secondsLeft", { seconds: model.confirmSecondsLeft })}</p>` : nothing}
    ${transactionLink(ctx)}
  </div>`;
}

export function confirmedView(ctx: RenderContext) {
  const { model, snapshot, t } = ctx;
  if (!snapshot) return nothing;
  return html`<div class="centre confirmed">
    <div class="badge">${tick}</div>
    <h2 tabindex="-1">${t("paid")}</h2>
    <slot name="confirmed">${snapshot.successMessage ? html`<p><bdi>${snapshot.successMessage}</bdi></p>` : nothing}</slot>
    ${model.confirmedInMs === null ? nothing : html`<p class="muted">${t("confirmedIn", { seconds: (model.confirmedInMs / 1000).toFixed(1) })}</p>`}
    ${sompi(snapshot.amountOverpaid) > 0n ? html`<p class="hint">${t("overpaid", { amount: ctx.kas(snapshot.amountOverpaid) })}</p>${supportLink(ctx)}` : nothing}
  </div>
  <div class="stack">
    ${link(snapshot?.returnUrl, (href) => html`<a class="button" href=${href}>${t("returnToShop")}</a>`)}
    ${link(snapshot?.receiptUrl, (href) => html`<a class="button quiet" href=${href} target="_blank" rel="noopener">${t("receipt")}</a>`)}
    ${transactionLink(ctx)}
  </div>`;
}

export function expiredView(ctx: RenderContext) {
  const { snapshot, t } = ctx;
  return html`<div class="centre">
    <div class="badge warn">${clockIcon}</div>
    <h2 tabindex="-1">${t("expired")}</h2>
    <slot name="expired"><p>${t("expiredHint")}</p></slot>
  </div>
  <div class="stack">
    ${ctx.canRenew ? html`<button type="button" class="button" @click=${ctx.act.renew}>${t(snapshot?.fiat ? "newPrice" : "newPayment")}</button>` : nothing}
    ${link(snapshot?.cancelUrl, (href) => html`<a class="button quiet" href=${href}>${t("returnToShop")}</a>`)}
    <p class="centre-text">${supportLink(ctx)}</p>
  </div>`;
}

export function lateView(ctx: RenderContext) {
  const { snapshot, t } = ctx;
  if (!snapshot) return nothing;
  const part = snapshot.status === "expired" && sompi(snapshot.amountMissing) > 0n;
  return html`<div class="centre">
    <div class="badge warn">${clockIcon}</div>
    <h2 tabindex="-1">${t(part ? "partTitle" : "lateTitle")}</h2>
    <p>${t("lateHint", { amount: ctx.kas(snapshot.amountReceived) })}</p>
    ${transactionLink(ctx)}${supportLink(ctx)}
  </div>`;
}

export function errorView(ctx: RenderContext) {
  const { fault, snapshot, t } = ctx;
  const text =
    fault?.message ||
    (snapshot ? t(snapshot.status === "canceled" ? "canceled" : "invalid") : t("unavailable"));
  return html`<div class="centre">
    <div class="badge bad">${cross}</div>
    <h2 tabindex="-1">${text}</h2>
    ${supportLink(ctx)}
  </div>
  <div class="stack">
    ${fault?.retryable ? html`<button type="button" class="button" @click=${ctx.act.retry}>${t("retry")}</button>` : nothing}
    ${!fault && ctx.canRenew ? html`<button type="button" class="button" @click=${ctx.act.renew}>${t("newPayment")}</button>` : nothing}
    ${link(snapshot?.cancelUrl, (href) => html`<a class="button quiet" href=${href}>${t("returnToShop")}</a>`)}
  </div>`;
}

export function readyView(ctx: RenderContext) {
  const { questions, t } = ctx;
  if (!questions) return nothing;
  return html`<h2 tabindex="-1"><bdi>${questions.title ?? t("payWithKaspa")}</bdi></h2>
  <form class="stack" novalidate @submit=${ctx.act.answer}>
    ${questions.amount ? amountField(ctx, questions) : nothing}
    ${questions.name ? field(ctx, "customerName", t("yourName"), "name", "text") : nothing}
    ${questions.email ? field(ctx, "customerEmail", t("yourEmail"), "email", "email") : nothing}
    ${questions.note ? field(ctx, "note", t("yourNote"), "off", "text") : nothing}
    <button class="button" ?disabled=${ctx.busy}>${t("continue")}</button>
  </form>`;
}

const amountField = (ctx: RenderContext, questions: LinkQuestions) =>
  field(ctx, "amount", ctx.t("yourAmount", { currency: questions.currency }), "off", "text", "decimal");

function field(
  ctx: RenderContext,
  name: string,
  label: string,
  autocomplete: string,
  type: string,
  mode = "text",
) {
  const problem = ctx.formProblems[name];
  return html`<label>${label}
    <input name=${name} type=${type} inputmode=${mode} autocomplete=${autocomplete} maxlength="200" aria-invalid=${problem ? "true" : "false"} aria-describedby="problem-${name}" />
    <span class="problem" id="problem-${name}">${problem ?? nothing}</span>
  </label>`;
}

/** A link only if the address is one that a payer may follow. */
function link(url: unknown, make: (href: string) => TemplateResult) {
  const href = safeUrl(url);
  return href ? make(href) : nothing;
}

function transactionLink(ctx: RenderContext) {
  const { snapshot, t } = ctx;
  const txId = snapshot?.txId ?? snapshot?.transfers[0]?.txId;
  const template = safeUrl(snapshot?.explorerTxTemplate);
  if (!txId || !template) return nothing;
  const href = template.replace(/\{txId\}|%7BtxId%7D/, encodeURIComponent(txId));
  return html`<p class="links"><a href=${href} target="_blank" rel="noopener">${t("transaction")}</a></p>`;
}

const RADIUS = 42;
const CIRCLE = 2 * Math.PI * RADIUS;

const ring = (progress: number) => html`<div class="ring" aria-hidden="true">
  ${svg`<svg viewBox="0 0 100 100"><circle class="track" cx="50" cy="50" r=${RADIUS}/><circle class="arc" cx="50" cy="50" r=${RADIUS} stroke-dasharray=${CIRCLE.toFixed(2)} stroke-dashoffset=${(CIRCLE * (1 - Math.max(progress, 0.04))).toFixed(2)}/></svg>`}
</div>`;

const tick = svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m5 12.5 4.5 4.5L19 7.5"/></svg>`;
const cross = svg`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 7v6m0 4v.01"/><circle cx="12" cy="12" r="9"/></svg>`;
