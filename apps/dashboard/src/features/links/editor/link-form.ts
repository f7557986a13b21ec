// Converts between the form's fields, all text, and the API's input. Empty fields are not sent.

import type { CreateLink, Link } from "@kaspa-pay/api-contract";
import type { OpenLinkStatus } from "@kaspa-pay/core";
import type { z } from "zod";
import { typedAmount } from "../../../lib/format/money-text.ts";
import { numberOf } from "../../../lib/forms/schema-resolver.ts";

export interface LinkFields {
  title: string;
  description: string;
  openAmount: boolean;
  amount: string;
  currency: string;
  /** Empty = the store's. */
  surchargePercent: string;
  min: string;
  max: string;
  slug: string;
  expiryMinutes: string;
  /** Minutes, `0` without end, `keep` for unchanged, `custom` with {@link LinkFields.endMinutes}. */
  linkEnd: string;
  endMinutes: string;
  askName: boolean;
  askEmail: boolean;
  askNote: boolean;
  items: { name: string; quantity: string; price: string }[];
  successMessage: string;
  redirectUrl: string;
  cancelUrl: string;
  maxPayments: string;
  status: OpenLinkStatus;
}

export type LinkInput = z.input<typeof CreateLink>;

export const EMPTY: LinkFields = {
  title: "",
  description: "",
  openAmount: false,
  amount: "",
  currency: "KAS",
  surchargePercent: "",
  min: "",
  max: "",
  slug: "",
  expiryMinutes: "30",
  linkEnd: "0",
  endMinutes: "",
  askName: false,
  askEmail: false,
  askNote: false,
  items: [],
  successMessage: "",
  redirectUrl: "",
  cancelUrl: "",
  maxPayments: "",
  status: "active",
};

/** Trailing zeros of KAS are left out in a field. */
export const plain = (amount: string | null) =>
  (amount ?? "").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

/** A link as the form shows it; a copy gets no slug and no end of its own. */
export function fieldsOf(link: Link, copy = false): LinkFields {
  const price = (amount: string | null) => (link.currency === "KAS" ? plain(amount) : (amount ?? ""));
  return {
    title: link.title,
    description: link.description ?? "",
    openAmount: link.allowAmount !== null,
    amount: price(link.amount),
    currency: link.currency,
    surchargePercent: plain(link.surchargePercent),
    min: price(link.allowAmount?.min ?? null),
    max: price(link.allowAmount?.max ?? null),
    slug: copy ? "" : link.slug,
    expiryMinutes: String(link.expiryMinutes),
    linkEnd: copy ? "0" : "keep",
    endMinutes: "",
    askName: link.ask.name,
    askEmail: link.ask.email,
    askNote: link.ask.note,
    items: link.items.map((item) => ({
      name: item.name,
      quantity: String(item.quantity),
      price: price(item.price),
    })),
    successMessage: link.successMessage ?? "",
    redirectUrl: link.redirectUrl ?? "",
    cancelUrl: link.cancelUrl ?? "",
    maxPayments: link.maxPayments === null ? "" : String(link.maxPayments),
    status: link.status === "archived" ? "inactive" : link.status,
  };
}

const amount = (text: string) => typedAmount(text);

/** What `POST /links` takes. */
export function createInput(fields: LinkFields): LinkInput {
  const end = fields.linkEnd === "custom" ? fields.endMinutes : fields.linkEnd;
  return {
    title: fields.title,
    status: fields.status,
    currency: fields.currency,
    ...priceOf(fields),
    ...(fields.description !== "" && { description: fields.description }),
    ...(fields.slug !== "" && { slug: fields.slug }),
    ...(fields.expiryMinutes !== "" && { expiryMinutes: numberOf(fields.expiryMinutes) }),
    ...(end !== "keep" && end !== "" && { linkExpiresIn: numberOf(end) }),
    ask: { name: fields.askName, email: fields.askEmail, note: fields.askNote },
    ...(fields.items.length > 0 && { items: itemsOf(fields) }),
    ...(fields.successMessage !== "" && { successMessage: fields.successMessage }),
    ...(fields.redirectUrl !== "" && { redirectUrl: fields.redirectUrl }),
    ...(fields.cancelUrl !== "" && { cancelUrl: fields.cancelUrl }),
    ...(fields.maxPayments !== "" && { maxPayments: numberOf(fields.maxPayments) }),
  };
}

/** What `PATCH /links/:id` takes: emptied fields are cleared. */
export function updateInput(fields: LinkFields) {
  const end = fields.linkEnd === "custom" ? fields.endMinutes : fields.linkEnd;
  return {
    title: fields.title,
    status: fields.status,
    currency: fields.currency,
    ...(fields.openAmount ? { amount: null, ...priceOf(fields) } : { allowAmount: null, ...priceOf(fields) }),
    description: fields.description,
    ...(fields.slug !== "" && { slug: fields.slug }),
    ...(fields.expiryMinutes !== "" && { expiryMinutes: numberOf(fields.expiryMinutes) }),
    ...(end !== "keep" && end !== "" && { linkExpiresIn: numberOf(end) }),
    ask: { name: fields.askName, email: fields.askEmail, note: fields.askNote },
    items: itemsOf(fields),
    successMessage: fields.successMessage === "" ? null : fields.successMessage,
    redirectUrl: fields.redirectUrl === "" ? null : fields.redirectUrl,
    cancelUrl: fields.cancelUrl === "" ? null : fields.cancelUrl,
    maxPayments: fields.maxPayments === "" ? null : numberOf(fields.maxPayments),
  };
}

function priceOf(fields: LinkFields): Pick<LinkInput, "amount" | "allowAmount" | "surchargePercent"> {
  if (!fields.openAmount) {
    const percent = fields.surchargePercent;
    return {
      amount: amount(fields.amount),
      surchargePercent: percent === "" ? null : typedAmount(percent),
    };
  }
  return {
    allowAmount: {
      ...(fields.min !== "" && { min: amount(fields.min) }),
      ...(fields.max !== "" && { max: amount(fields.max) }),
    },
  };
}

const itemsOf = (fields: LinkFields) =>
  fields.items.map((item) => ({
    name: item.name,
    quantity: numberOf(item.quantity),
    price: amount(item.price),
  }));

/** The form's field for a path of the API, where they differ. */
export function fieldOf(path: string): string {
  if (path.startsWith("allowAmount.min")) return "min";
  if (path.startsWith("allowAmount")) return path.endsWith("max") ? "max" : "amount";
  if (path.startsWith("ask")) return "askEmail";
  return path === "linkExpiresIn" ? "endMinutes" : path;
}
