import { ApiError, type PaymentFull, type PaymentRow, type PublicPayment } from "@kaspa-pay/api-contract";
import { allowedActions, confirmationsLeft, secondsOf } from "@kaspa-pay/core";
import type { Page } from "../../database/page.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { KeyedDigests } from "../../security/secrets.ts";
import { equalInConstantTime } from "../../security/secrets.ts";
import { publicPayment } from "../checkout/public-view.ts";
import { createReturnUrls } from "../checkout/return-url.ts";
import type { PayerRefunds } from "../disbursements/refunds/payer-refunds.ts";
import { simulationsOf } from "../simulation/scenarios.ts";
import type { Simulator } from "../simulation/simulate.ts";
import type { StoreCache } from "../stores/store-cache.ts";
import { listDeliveries } from "../webhooks/find-delivery.ts";
import { findPayment } from "./find-payment.ts";
import type { PaymentChanges } from "./payment-change.ts";
import type { PaymentFilters } from "./read-records.ts";
import type { PaymentWithTransfers } from "./records.ts";
import type { CanRenew } from "./renew/can-renew.ts";
import { whyNoQuote } from "./renew-quote.ts";
import { paymentQueries } from "./repository/queries.ts";
import { wholeTimeline } from "./timeline.ts";
import { iso, paymentObject, paymentRow } from "./view.ts";

export interface ReadPaymentsDeps {
  unitOfWork: UnitOfWork;
  paymentChanges: PaymentChanges;
  storeCache: StoreCache;
  canRenew: CanRenew;
  payerRefunds: PayerRefunds;
  digests: KeyedDigests;
  /** Null without the embedded simulator. */
  simulator: Simulator | null;
  /** The simulator's wallet page; null where the network is real. */
  demoWalletUrl(network: ChainNetwork): string | null;
}

/** Deliveries shown in the timeline of one payment. */
const MAX_SENT = 200;

const notFound = () => new ApiError("not_found", "Payment not found");

export function createReadPayments(deps: ReadPaymentsDeps) {
  const paymentReads = paymentQueries(deps.unitOfWork.db);

  async function payerView(stored: PaymentWithTransfers): Promise<PublicPayment> {
    const { id } = stored.payment;
    const { network, storeId } = stored.details;
    const { store } = await deps.storeCache.get(storeId);
    return publicPayment(stored, store, {
      ...deps.paymentChanges.context(id, network),
      redirectSecret: deps.digests.redirectSecret(storeId, store.settings.redirectGeneration),
      demoWalletUrl: deps.demoWalletUrl(network),
      canRenew: await deps.canRenew(stored),
      refunds: await deps.payerRefunds(stored),
    });
  }

  return {
    ...createReturnUrls(deps),
    /** The merchant's object. @throws ApiError `not_found` */
    async full(storeId: string, id: string): Promise<PaymentFull> {
      const [stored, timeline, deliveries] = await Promise.all([
        paymentReads.get(storeId, id),
        paymentReads.timeline(storeId, id),
        listDeliveries(deps.unitOfWork.db, storeId, { paymentId: id }, { limit: MAX_SENT, afterId: null }),
      ]);
      if (stored === null) throw notFound();
      const context = deps.paymentChanges.context(id, stored.details.network);
      const simulations = deps.simulator === null ? null : simulationsOf(stored, context.virtualDaa);
      const left = confirmationsLeft(stored.payment, stored.transfers, context.virtualDaa);
      const confirming = stored.payment.status === "confirming";
      return {
        view: "merchant",
        ...paymentObject(stored, context),
        confirmationSecondsLeft: confirming && left !== null ? secondsOf(left) : null,
        timeline: wholeTimeline(stored, timeline, deliveries),
        ...allowed(stored, simulations, context.now, await deps.canRenew(stored)),
        simulations,
        qrUrl: `${context.publicUrl}/api/v1/payments/${id}/qr.svg`,
        serverTime: iso(context.now),
      };
    },

    /** The payer's view; null when there is no such payment or the token does not fit. */
    async forPayer(id: string, clientToken: string): Promise<PublicPayment | null> {
      if (!equalInConstantTime(clientToken, deps.digests.clientToken(id))) return null;
      const stored = await findPayment(deps.unitOfWork.db, id);
      return stored === null ? null : payerView(stored);
    },

    /** The payer's view, for a caller who was authorized already. */
    async publicView(id: string): Promise<PublicPayment | null> {
      const stored = await findPayment(deps.unitOfWork.db, id);
      return stored === null ? null : payerView(stored);
    },

    /** The store of the payment that this client token grants access to; null when it grants none. */
    async storeOf(id: string, clientToken: string): Promise<string | null> {
      if (!equalInConstantTime(clientToken, deps.digests.clientToken(id))) return null;
      return (await findPayment(deps.unitOfWork.db, id))?.details.storeId ?? null;
    },

    /** Newest first, one more than asked when there is a next page. */
    async list(storeId: string, filters: PaymentFilters, page: Page): Promise<PaymentRow[]> {
      const rows = await paymentReads.list(storeId, filters, page);
      return rows.map(paymentRow);
    },

    async row(storeId: string, id: string): Promise<PaymentRow | null> {
      const stored = await paymentReads.get(storeId, id);
      return stored === null ? null : paymentRow(stored);
    },
  };
}

export type ReadPayments = ReturnType<typeof createReadPayments>;

function allowed(
  { payment, transfers }: PaymentWithTransfers,
  simulations: PaymentFull["simulations"],
  now: number,
  canRenew: boolean,
): Pick<PaymentFull, "allowedActs" | "allowedMarks"> {
  const { actions, resolve } = allowedActions(payment, transfers);
  const MARKS = { markPaid: "paid", markInvalid: "invalid", clearMark: "clear" } as const;
  return {
    allowedMarks: actions.flatMap((action) => (action in MARKS ? [MARKS[action as keyof typeof MARKS]] : [])),
    allowedActs: [
      ...(actions.includes("cancel") ? (["cancel"] as const) : []),
      ...(whyNoQuote(payment, transfers, now) === null ? (["requote"] as const) : []),
      ...(canRenew ? (["renew"] as const) : []),
      ...(resolve.length > 0 ? (["resolve"] as const) : []),
      "attach",
      ...(simulations !== null ? (["simulate"] as const) : []),
    ],
  };
}
