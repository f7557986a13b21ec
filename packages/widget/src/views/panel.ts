// The layout around the nine views: live regions, header, the view, details.
import { html, nothing } from "lit";
import type { RenderContext } from "./context.ts";
import { detailsBlock, payView } from "./views-pay.ts";
import {
  confirmedView,
  detectedView,
  errorView,
  expiredView,
  lateView,
  loadingView,
  readyView,
} from "./views-state.ts";

/** Live regions come first and stay: only their text changes, so that screen readers announce it. */
export function renderPanel(ctx: RenderContext, onClose: (() => void) | null) {
  const { t, model, session } = ctx;
  return html`<div class="panel ${model.view}" part="panel" role="group" lang="en" dir="ltr" aria-label=${t("payWithKaspa")} aria-busy=${model.view === "loading"}>
    <div class="hidden" role="status"></div>
    <div class="hidden" role="alert"></div>
    ${onClose ? html`<button class="close" aria-label=${t("close")} @click=${onClose}>✕</button>` : nothing}
    ${head(ctx)}
    ${session?.offline ? html`<p class="offline">${t("offline")}</p>` : nothing}
    ${view(ctx)}
    ${detailsBlock(ctx)}
    <slot name="footer"></slot>
  </div>`;
}

function head({ payment, session, t }: RenderContext) {
  const title = payment?.title ?? session?.link?.title;
  const store = payment?.store.name ?? session?.link?.store;
  const live = (payment ?? session?.link)?.livemode ?? true;
  return html`<header>
    <slot name="header">
      ${title ? html`<b><bdi>${title}</bdi></b>` : nothing}
      ${store ? html`<bdi class="muted">${store}</bdi>` : nothing}
      ${live ? nothing : html`<span class="pill">${t(payment?.network === "testnet-10" ? "testnet" : "simnet")}</span>`}
    </slot>
  </header>`;
}

function view(ctx: RenderContext) {
  switch (ctx.model.view) {
    case "loading":
      return loadingView(ctx);
    case "ready":
      return readyView(ctx);
    case "waiting":
    case "underpaid":
      return payView(ctx);
    case "detected":
      return detectedView(ctx);
    case "confirmed":
      return confirmedView(ctx);
    case "expired":
      return expiredView(ctx);
    case "late":
      return lateView(ctx);
    case "error":
      return errorView(ctx);
  }
}
