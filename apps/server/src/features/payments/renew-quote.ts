import { ApiError } from "@kaspa-pay/api-contract";
import { type Payment, refusalOfRequote, type Transfer } from "@kaspa-pay/core";
import type { Ids, Random } from "../../runtime/ids.ts";
import type { ActorContext } from "../audit/audit.ts";
import type { StoreCache } from "../stores/store-cache.ts";
import { pickUniqueAmount } from "../wallets/unique-amount.ts";
import { type ActionDeps, applyAction } from "./actions.ts";
import { MERCHANT_RATE, quoteFor } from "./price-order.ts";
import type { PaymentTarget } from "./records.ts";
import { paymentRepository } from "./repository/payments.ts";
import { paymentQueries } from "./repository/queries.ts";

export interface RequoteDeps extends ActionDeps {
  storeCache: StoreCache;
  ids: Ids;
  random: Random;
}

/** Why a payment gets no new quote now, whatever the rates say; null when it may. */
export function whyNoQuote(payment: Payment, transfers: readonly Transfer[], now: number): ApiError | null {
  const refusal = refusalOfRequote(payment, transfers);
  if (refusal !== null) return new ApiError(refusal.code, refusal.text);
  if (payment.expiresAt <= now) return new ApiError("conflict", "This payment has expired");
  if (payment.quotes[0]?.source === MERCHANT_RATE)
    return new ApiError("conflict", "This payment has a fixed rate");
  return null;
}

/**
 * A new KAS amount for a fiat price, at the same address, while nothing was received (docs/spec/payment-lifecycle.md#quotes).
 * @throws ApiError `not_found`, `payment_has_transfers`, `conflict`, `price_unavailable`
 */
export function createRequote(deps: RequoteDeps) {
  return async (target: PaymentTarget, actor: ActorContext): Promise<void> => {
    const { store } = await deps.storeCache.get(target.storeId);
    const stored = await paymentQueries(deps.unitOfWork.db).get(target.storeId, target.paymentId);
    if (stored === null) throw new ApiError("not_found", "Payment not found");
    const { payment, details, transfers } = stored;
    const now = deps.clock.now();
    // Checked before a rate is read: with money there the reason must not be a missing price.
    const refused = whyNoQuote(payment, transfers, now);
    if (refused !== null) throw refused;
    const { price, policy, expiresAt } = payment;
    const quote = quoteFor(deps.rates, {
      ...{ price, store, policy, now, expiresAt },
      fixedRate: null,
      param: "amount",
    });
    const exact =
      details.addressMode === "address"
        ? await pickUniqueAmount(deps, details.network, details.script, quote.amountSompi)
        : null;
    const offered = exact === null ? quote : { ...quote, amountSompi: exact };
    await applyAction(
      deps,
      target,
      actor,
      "payment.requote",
      () => ({ kind: "requote", quote: offered, actor: actor.actor, now }),
      async (db) => {
        if (exact === null) return;
        const reservation = {
          assignmentId: deps.ids.next("adr"),
          keyHash: "",
          allocation: "shared" as const,
          amountSompi: exact,
        };
        const held = await paymentRepository(db).reserve(
          details,
          payment.id,
          reservation,
          payment.createdDaa,
          now,
        );
        if (!held) throw new ApiError("unavailable", "Another payment took this amount: try again");
      },
    );
  };
}
