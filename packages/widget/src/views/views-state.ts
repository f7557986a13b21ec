// The views of a payment's outcome: loading, form, detected, confirmed, expired, late, error.
import { html, nothing } from "lit";
import type { LinkView } from "../payment/link-view.ts";
import { cameSompi, kasText, ms, type Snapshot, sompi } from "../payment/snapshot.ts";
import type { RenderContext } from "./context.ts";
import { faultText } from "./i18n/en.ts";
import {
  alertIcon,
  clockIcon,
  headline,
  link,
  returnLink,
  support,
  takenBack,
  tickIcon,
  transactionLink,
} from "./parts.ts";

const LEAST_SURPLUS_SOMPI = 20_000_000n;

export const loadingView = ({ t }: RenderContext) => html`<span class="hidden">${t("loading")}</span>
  <i class="bone"></i><i class="bone square"></i><i class="bone"></i><i class="bone row"></i><i class="bone row"></i>`;

export function detectedView(ctx: RenderContext) {
  const { model, payment, t } = ctx;
  return html`<div class="centre">
    ${ring(model.progress)}
    <progress max="1" .value=${model.progress} aria-label=${t("confirmationsLabel")}></progress>
    <h2 tabindex="-1">${t("seen")}</h2>
    ${model.wait ? html`<p>${t(model.wait, { required: payment?.requiredConfirmations ?? 0 })}</p>` : nothing}
    ${model.wait && model.wait !== "coinbase" ? nothing : payment?.status === "confirming" ? html`<p class="muted">${t("secondsLeft", { seconds: model.confirmSecondsLeft })}</p>` : nothing}
    ${transactionLink(ctx)}
  </div>`;
}

export function confirmedView(ctx: RenderContext) {
  const { model, payment, renew, session, t } = ctx;
  const { amountExpectedSompi, amountOverpaidSompi, amountReceivedSompi, receiptUrl, successMessage } =
    payment ?? {};
  const received = sompi(amountReceivedSompi);
  const excess = sompi(amountOverpaidSompi);
  // A smaller surplus cannot be sent back: it is shown only.
  const surplus = excess > LEAST_SURPLUS_SOMPI && excess * 200n > sompi(amountExpectedSompi);
  const seconds = (model.confirmedInMs / 1000).toFixed(1);
  return html`<div class="centre">
    ${headline("done", tickIcon, t("paid"))}
    <p>${received ? html`<b>${kasText(received)}</b>` : t("markedPaid")}</p>
    <slot name="confirmed">${successMessage ? html`<p><bdi>${successMessage}</bdi></p>` : nothing}</slot>
    ${model.confirmedInMs >= 100 ? html`<p class="muted">${t("confirmedIn", { seconds })}</p>` : nothing}
    ${payment?.attention?.includes("late") ? html`<p class="muted">${t("lateAccepted")}</p>` : nothing}
    ${excess ? html`<p class=${surplus ? "" : "muted"}>${t("overpaid", { amount: kasText(excess) })} ${surplus ? t("surplus") : nothing}</p>${surplus ? support(ctx) : nothing}` : nothing}
  </div>
  <div class="stack">
    ${returnLink(ctx, true)}
    ${link(receiptUrl, t("receipt"), "button quiet", "_blank")}
    ${session?.shownAgain && renew ? html`<button class="button quiet" @click=${renew}>${t("payAgain")}</button>` : nothing}
    ${transactionLink(ctx)}
  </div>`;
}

export function expiredView(ctx: RenderContext) {
  const { payment, renew, t } = ctx;
  return html`<div class="centre">
    ${headline("warn", clockIcon, t("expired"))}
    <slot name="expired"><p>${t("expiredHint")}</p></slot>
    ${takenBack(ctx)}
    ${support(ctx)}
  </div>
  <div class="stack">
    ${renew ? html`<button class="button" @click=${renew}>${t(payment?.fiat ? "newPrice" : "newPayment")}</button>` : nothing}
    ${returnLink(ctx, false, renew ? "button quiet" : "button")}
  </div>`;
}

export function lateView(ctx: RenderContext) {
  const { payment, t } = ctx;
  if (!payment) return nothing;
  const received = cameSompi(payment);
  const notCounted = sompi(payment.amountUncreditedSompi);
  const whole = sompi(payment.amountExpectedSompi);
  const amount = kasText(received);
  const paidAt = ms(payment.transfers.at(-1)?.paidAt);
  const time = paidAt
    ? new Date(paidAt).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })
    : "";
  return html`<div class="centre">
    ${headline("warn", clockIcon, t(lateTitle(payment, received < whole)))}
    <p>${t("lateHint", { amount: received < whole ? t("partOf", { part: amount, whole: kasText(whole) }) : amount, time })}</p>
    ${notCounted && payment.status === "expired" ? html`<p>${t("notCounted", { amount: kasText(notCounted) })}</p>` : nothing}
    ${transactionLink(ctx)}${support(ctx)}
  </div>`;
}

function lateTitle({ attention, status }: Snapshot, part: boolean) {
  if (status === "canceled") return "canceledTitle";
  if (status === "invalid") return "invalidTitle";
  return part && !attention?.includes("late") ? "partTitle" : "lateTitle";
}

export function errorView(ctx: RenderContext) {
  const { fault, payment, renew, retry, session, t } = ctx;
  const text = fault ? faultText(fault.code, fault.message) : faultText(payment?.status ?? "", "");
  return html`<div class="centre">
    ${headline("bad", alertIcon, text)}
    ${takenBack(ctx)}${fault ? nothing : html`<p>${t("canceledHint")}</p>`}
    ${support(ctx)}
    ${fault?.retryable || !session ? html`<slot></slot>` : nothing}
  </div>
  <div class="stack">
    ${fault?.retryable ? html`<button class="button" @click=${retry}>${t("retry")}</button>` : nothing}
    ${!fault && renew ? html`<button class="button" @click=${renew}>${t("newPayment")}</button>` : nothing}
    ${returnLink(ctx, false, "button quiet")}
  </div>`;
}

export function readyView(ctx: RenderContext) {
  const { session, t } = ctx;
  const source = session?.link;
  if (!source) return nothing;
  return html`<form novalidate @submit=${ctx.answer}>
    <h2 tabindex="-1">${source.price ?? t("payWithKaspa")}</h2>
    ${source.asks.map((name) => field(ctx, name, source))}
    <button class="button" ?disabled=${session.busy}>${t("continue")}</button>
  </form>`;
}

function field(
  { prefill, session, t }: RenderContext,
  name: LinkView["asks"][number],
  { currency }: LinkView,
) {
  const problem = session?.problems[name];
  const type = name === "customerEmail" ? "email" : "text";
  const autocomplete = name === "customerEmail" ? "email" : name === "customerName" ? "name" : "off";
  return html`<label>${t(name, { currency })}
    <input name=${name} type=${type} autocomplete=${autocomplete} inputmode=${name === "amount" ? "decimal" : type} maxlength="200" ?required=${name !== "customerNote"} .value=${prefill[name] ?? ""} aria-invalid=${Boolean(problem)} aria-describedby="problem-${name}"/>
    <span class="bad" id="problem-${name}">${problem ?? nothing}</span>
  </label>`;
}

const RADIUS = 42;
const CIRCLE = 2 * Math.PI * RADIUS;

/** A tenth of the ring is filled from the start: an empty one looks as if nothing had happened. */
const ring = (
  progress: number,
) => html`<svg class="ring" part="progress" viewBox="0 0 100 100" aria-hidden="true">
  <circle cx="50" cy="50" r=${RADIUS}/>
  <circle class="arc" cx="50" cy="50" r=${RADIUS} stroke-dasharray=${CIRCLE} stroke-dashoffset=${CIRCLE * (1 - Math.max(progress, 0.1))}/>
</svg>`;
