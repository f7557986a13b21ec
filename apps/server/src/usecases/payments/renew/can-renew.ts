import { Refused } from "@kaspa-pay/api-contract";
import { refusalOfRenew } from "@kaspa-pay/core";
import type { Clock } from "../../../ports/clock.ts";
import type { PaymentWithTransfers } from "../../../ports/records/payment-records.ts";
import type { StoreSettings } from "../../../ports/records/store-records.ts";
import type { UnitOfWork } from "../../../ports/unit-of-work.ts";
import { openLink } from "../../links/open-link.ts";
import { MERCHANT_RATE } from "../price-order.ts";
import type { Shops } from "../shops.ts";

/** Why a payment gets no successor, as far as it and its store decide; null = it may. */
export function whyNotRenewed(stored: PaymentWithTransfers, settings: StoreSettings): Refused | null {
  const { payment, details, transfers } = stored;
  const refusal = refusalOfRenew(payment, transfers);
  if (refusal !== null) return new Refused(refusal.code, refusal.text);
  // Anybody can open a payment of an active link, so also a payer who came too late.
  if (details.linkId === null && !settings.allowRenew) {
    return new Refused("conflict", "This store does not renew payments: ask it for a new one");
  }
  if (payment.quotes[0]?.source === MERCHANT_RATE) {
    return new Refused("conflict", "The shop fixed the rate of this payment: ask it for a new one");
  }
  return null;
}

/** Whether renewing would answer with a payment: a new one, or the one that was made before. */
export function createCanRenew(deps: { unitOfWork: UnitOfWork; shops: Shops; clock: Clock }) {
  const { records } = deps.unitOfWork;
  return async (stored: PaymentWithTransfers): Promise<boolean> => {
    const { payment, details, transfers } = stored;
    if (refusalOfRenew({ ...payment, replacedBy: null }, transfers) !== null) return false;
    if (payment.replacedBy !== null) return true;
    const { store } = await deps.shops.get(details.storeId);
    if (store.settings.archived || whyNotRenewed(stored, store.settings) !== null) return false;
    if (details.linkId === null) return true;
    const found = await records.links.get(details.storeId, details.linkId);
    return found !== null && (await isOpen(found.link.slug));
  };

  async function isOpen(slug: string): Promise<boolean> {
    try {
      await openLink(records, slug, deps.clock.now());
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  }
}

export type CanRenew = ReturnType<typeof createCanRenew>;
