// The redirects from a payment to the shop, and the check of such a return.

import { ApiError } from "@kaspa-pay/api-contract";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { KeyedDigests } from "../../security/secrets.ts";
import { findPayment } from "../payments/find-payment.ts";
import type { PaymentChanges } from "../payments/payment-change.ts";
import type { PaymentWithTransfers } from "../payments/records.ts";
import type { Store } from "../stores/records.ts";
import type { StoreCache } from "../stores/store-cache.ts";
import { type RedirectKind, targetOf } from "./public-view.ts";
import {
  isListedRedirect,
  isRedirectSignature,
  leadsToApp,
  orderIdInReturn,
  type RedirectProof,
} from "./redirects.ts";

export interface ReturnUrlDeps {
  unitOfWork: UnitOfWork;
  paymentChanges: PaymentChanges;
  storeCache: StoreCache;
  digests: Pick<KeyedDigests, "redirectSecret">;
}

/** The query of a return, as it was passed to the check. */
export type ReturnQuery = Omit<RedirectProof, "orderId"> & { orderId: string | undefined };

export function createReturnUrls(deps: ReturnUrlDeps) {
  const secretOf = ({ id, settings }: Store) => deps.digests.redirectSecret(id, settings.redirectGeneration);

  async function read(id: string): Promise<{ stored: PaymentWithTransfers; store: Store } | null> {
    const stored = await findPayment(deps.unitOfWork.db, id);
    return stored === null
      ? null
      : { stored, store: (await deps.storeCache.get(stored.details.storeId)).store };
  }

  return {
    /** Target of a redirect now, and whether the store listed its host; null for an unknown payment. */
    async redirectOf(
      id: string,
      kind: RedirectKind,
    ): Promise<{ target: ReturnType<typeof targetOf>; store: Store } | null> {
      const found = await read(id);
      if (found === null) return null;
      const { stored, store } = found;
      const { now } = deps.paymentChanges.context(id, store.network);
      return { target: targetOf(kind, stored, store, { now, redirectSecret: secretOf(store) }), store };
    },

    /** Seconds until a paid payment's page goes to the shop by itself: only to a host that the store listed, never to an app. */
    async autoReturn(id: string): Promise<number | null> {
      const found = await read(id);
      const redirectUrl = found?.stored.details.fields.redirectUrl ?? null;
      if (found === null || redirectUrl === null) return null;
      const { network, settings } = found.store;
      return isListedRedirect(redirectUrl, network, settings.redirectHosts) && !leadsToApp(redirectUrl)
        ? settings.autoRedirectSeconds
        : null;
    },

    /**
     * The payment of a return that this server signed. Without an order id the return is checked with the one that it
     * must have carried, so a shop that passes on only the other fields is answered too.
     * @throws ApiError `not_found`, `invalid_request` when the signature does not fit
     */
    async checkRedirect(
      { orderId, ...query }: ReturnQuery,
      signature: string,
    ): Promise<PaymentWithTransfers> {
      const found = await read(query.paymentId);
      if (found === null) throw new ApiError("not_found", "Payment not found");
      const { stored, store } = found;
      const orderIds = orderId === undefined ? orderIdsInReturns(stored) : [orderId];
      const secret = secretOf(store);
      if (orderIds.some((orderId) => isRedirectSignature(secret, { ...query, orderId }, signature)))
        return stored;
      const message = "The signature does not fit what the return says";
      throw new ApiError("invalid_request", message, { param: "sig", issues: [{ path: "sig", message }] });
    },
  };
}

function orderIdsInReturns({ details }: PaymentWithTransfers): (string | null)[] {
  const urls = [details.fields.redirectUrl, details.fields.cancelUrl].filter((url) => url !== null);
  return urls.map((url) => orderIdInReturn(url, details.fields.orderId));
}
