// The columns of payment links, each beside the field that it holds.
import type { LinkFields } from "@kaspa-pay/api-contract";
import { type Columns, id, integer, json, same, text, textOrNull, time, timeOrNull } from "../column-map.ts";
import { linkIds, storeIds } from "../wire-ids.ts";

type LinkOptions = Pick<LinkFields, "allowAmount" | "ask" | "items" | "maxPayments" | "surchargePercent">;

/** Fields of a link that share the jsonb column `options`: nothing searches by them. */
export const linkOptions = ({
  allowAmount,
  ask,
  items,
  maxPayments,
  surchargePercent,
}: LinkFields): LinkOptions => ({
  allowAmount,
  ask,
  items,
  maxPayments,
  surchargePercent,
});

/** What its merchant sets, from the request to the answer. */
export const linkFieldColumns = {
  title: text("title"),
  description: textOrNull("description"),
  amount: textOrNull("amount"),
  currency: text("currency"),
  status: same<LinkFields["status"]>()("status"),
  expiryMinutes: integer("expiry_minutes"),
  successMessage: textOrNull("success_message"),
  redirectUrl: textOrNull("redirect_url"),
  cancelUrl: textOrNull("cancel_url"),
} as const satisfies Columns<Omit<LinkFields, keyof LinkOptions>>;

export const linkColumns = {
  id: id("id", linkIds),
  storeId: id("store_id", storeIds),
  slug: text("slug"),
  ...linkFieldColumns,
  options: json<LinkOptions>()("options"),
  expiresAt: timeOrNull("expires_at"),
  createdAt: time("created_at"),
  updatedAt: time("updated_at"),
} as const;
