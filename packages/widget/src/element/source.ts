// What the element sends to the gateway, and what the gateway's own page has sent with it.
import { proved } from "../payment/gateway.ts";
import type { KaspaPayAttributes } from "./attributes.ts";

const MAX_REFERENCE_CHARS = 100;

/** Fields sent when a link makes a payment; the page sets them, so the merchant must not trust them. */
export function creationFields(element: KaspaPayAttributes): Record<string, unknown> {
  const { customerEmail, customerName, metadata, reference } = element;
  const all = { ...metadata, ...(reference && { reference: reference.slice(0, MAX_REFERENCE_CHARS) }) };
  return {
    ...(customerEmail && { customerEmail }),
    ...(customerName && { customerName }),
    ...(Object.keys(all).length > 0 && { metadata: all }),
  };
}

/** The gateway's own page carries the first view as a data block just before the element. */
export function initialView(element: Element, origin: string): unknown {
  const block = element.previousElementSibling;
  if (origin !== location.origin || block?.getAttribute("type") !== "application/json") return null;
  try {
    return JSON.parse(block.textContent ?? "");
  } catch {
    return null;
  }
}

/** The gateway's own page of a payment, with the client token when there is one. */
export function hostedPaymentUrl(origin: string, id: string, token: string | null): string {
  return proved(`${origin}/p/${encodeURIComponent(id)}`, token);
}
