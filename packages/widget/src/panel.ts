// The frame around the nine views: header, live regions, the view, details; and the button or link that opens it.
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

export function renderPanel(ctx: RenderContext, offline: boolean, onClose: (() => void) | null) {
  const { t, model } = ctx;
  return html`<section class="panel ${model.view}" lang="en" aria-label=${t("payWithKaspa")} aria-busy=${model.view === "loading" ? "true" : "false"}>
    ${onClose ? html`<button type="button" class="close" aria-label=${t("close")} @click=${onClose}>✕</button>` : nothing}
    <div class="hidden" role="status"></div>
    <div class="hidden" role="alert"></div>
    ${head(ctx)}
    ${offline ? html`<p class="offline">${t("offline")}</p>` : nothing}
    ${view(ctx)}
    ${model.view === "loading" || model.view === "ready" ? nothing : detailsBlock(ctx)}
    <slot name="footer"></slot>
  </section>`;
}

function head(ctx: RenderContext) {
  const { snapshot, t } = ctx;
  if (!snapshot) return html`<slot name="header"></slot>`;
  const network = snapshot.network === "simnet" ? t("simulated") : t("testnet");
  return html`<header><slot name="header">
      ${snapshot.title ? html`<bdi class="title">${snapshot.title}</bdi>` : nothing}
      ${snapshot.store.name ? html`<bdi class="store">${snapshot.store.name}</bdi>` : nothing}
    </slot></header>
    ${snapshot.livemode ? nothing : html`<div><span class="pill">${network}</span></div>`}`;
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

/** A link to the hosted page that looks like the button (mode `link`). */
export const linkButton = (href: string, classes: string, text: string) =>
  html`<a class=${classes} href=${href}><slot>${text}</slot></a>`;
