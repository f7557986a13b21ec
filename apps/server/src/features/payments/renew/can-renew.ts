import { ApiError } from "@kaspa-pay/api-contract";
import { refusalOfRenew } from "@kaspa-pay/core";
import type { UnitOfWork } from "../../../database/unit-of-work.ts";
import type { Clock } from "../../../runtime/clock.ts";
import { findLink } from "../../links/find-link.ts";
import { openLink } from "../../links/open-link.ts";
import type { StoreSettings } from "../../stores/records.ts";
import type { StoreCache } from "../../stores/store-cache.ts";
import { MERCHANT_RATE } from "../price-order.ts";
import type { PaymentWithTransfers } from "../records.ts";

/** Why a payment gets no successor, as far as it and its store decide; null = it may. */
export function whyNotRenewed(stored: PaymentWithTransfers, settings: StoreSettings): ApiError | null {
  const { payment, details, transfers } = stored;
  const refusal = refusalOfRenew(payment, transfers);
  if (refusal !== null) return new ApiError(refusal.code, refusal.text);
  // Anybody can open a payment of an active link, so also a payer who came too late.
  if (details.linkId === null && !settings.allowRenew) {
    return new ApiError("conflict", "This store does not renew payments: ask the shop for a new payment");
  }
  if (payment.quotes[0]?.source === MERCHANT_RATE) {
    return new ApiError(
      "conflict",
      "The shop fixed the rate of this payment: ask the shop for a new payment",
    );
  }
  return null;
}

/** Whether renewing would answer with a payment: a new one, or the one that was made before. */
export function createCanRenew(deps: { unitOfWork: UnitOfWork; storeCache: StoreCache; clock: Clock }) {
  return async (stored: PaymentWithTransfers): Promise<boolean> => {
    const { payment, details, transfers } = stored;
    if (refusalOfRenew({ ...payment, replacedBy: null }, transfers) !== null) return false;
    if (payment.replacedBy !== null) return true;
    const { store } = await deps.storeCache.get(details.storeId);
    if (store.settings.archived || whyNotRenewed(stored, store.settings) !== null) return false;
    if (details.linkId === null) return true;
    const found = await findLink(deps.unitOfWork.db, details.storeId, details.linkId);
    return found !== null && (await isOpen(found.link.slug));
  };

  async function isOpen(slug: string): Promise<boolean> {
    try {
      await openLink(deps.unitOfWork.db, slug, deps.clock.now());
      return true;
    } catch (error) {
      if (error instanceof ApiError) return false;
      throw error;
    }
  }
}

export type CanRenew = ReturnType<typeof createCanRenew>;
