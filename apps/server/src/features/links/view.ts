// A link in its API form.
import type { Link as WireLink } from "@kaspa-pay/api-contract";
import { minorDigitsOf, type PriceCurrency, parseDecimal, sompiToKas } from "@kaspa-pay/core";
import { iso, isoOrNull } from "../caller.ts";
import { isLive } from "../stores/new-store.ts";
import type { Store } from "../stores/records.ts";
import type { Link, LinkFigures } from "./records.ts";

const escapeAttribute = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/**
 * The HTML snippet for a merchant's page: script tag and element, with a plain link inside for visitors without script.
 */
function embedHtml(publicUrl: string, slug: string, title: string): string {
  const url = `${publicUrl}/pay/${slug}`;
  return `<script async src="${publicUrl}/widget/v1/kaspa-pay.js"></script>\n<kaspa-pay link="${slug}" mode="button">\n  <a href="${url}">Pay ${escapeAttribute(title)} with Kaspa</a>\n</kaspa-pay>`;
}

/** A link keeps its price in its currency's own digits, so nothing is lost. */
export const minorOf = (amount: string, currency: string): bigint =>
  parseDecimal(amount, minorDigitsOf(currency as PriceCurrency));

export function linkView(
  publicUrl: string,
  link: Link,
  figures: LinkFigures,
  { network }: Pick<Store, "network">,
): WireLink {
  const { storeId: _storeId, ...shown } = link;
  return {
    ...shown,
    amountMinor: link.amount === null ? null : minorOf(link.amount, link.currency).toString(),
    url: `${publicUrl}/pay/${link.slug}`,
    embedHtml: embedHtml(publicUrl, link.slug, link.title),
    expiresAt: isoOrNull(link.expiresAt),
    paymentsCount: figures.paymentsCount,
    confirmedCount: figures.confirmedCount,
    confirmedAmount: sompiToKas(figures.confirmedSompi),
    lastPaidAt: isoOrNull(figures.lastPaidAt),
    livemode: isLive(network),
    createdAt: iso(link.createdAt),
    updatedAt: iso(link.updatedAt),
  };
}
