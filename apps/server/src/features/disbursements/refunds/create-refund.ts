// A refund is asked for under the lock of its payment, so that the sum of all refunds never exceeds what was received.
import { ApiError, type CreateRefund } from "@kaspa-pay/api-contract";
import { reduceDisbursement, requiredConfirmationsFor, sompiToFiat, sompiToKas } from "@kaspa-pay/core";
import { readCursor } from "../../../chain/read-cursor.ts";
import type { Bus } from "../../../database/bus/bus.ts";
import type { Db, UnitOfWork } from "../../../database/unit-of-work.ts";
import type { Mailer } from "../../../mail/mailer.ts";
import type { Ids } from "../../../runtime/ids.ts";
import type { ActorContext, Audit } from "../../audit/audit.ts";
import { publishPaymentChange } from "../../payments/actions.ts";
import { lockPayments } from "../../payments/find-payment.ts";
import type { PaymentWithTransfers } from "../../payments/records.ts";
import type { RateBook } from "../../rates/rate-book.ts";
import { storeOf } from "../../stores/find-store.ts";
import { policyOf } from "../../stores/new-store.ts";
import type { Store } from "../../stores/records.ts";
import { emitDisbursementEvents } from "../apply-facts.ts";
import { type Destination, readDestination, takeFreeSum } from "../destination.ts";
import type { StoredDisbursement } from "../records.ts";
import { disbursementRepository } from "../repository/disbursements.ts";
import { applyRefundFacts, type RefundFactsDeps } from "./apply-refund-facts.ts";
import { type PricedRefund, priceRefund, refundSompiOf } from "./refund-money.ts";

export interface CreateRefundDeps extends RefundFactsDeps {
  readonly bus: Bus;
  readonly unitOfWork: UnitOfWork;
  readonly ids: Ids;
  readonly audit: Audit;
  readonly rates: RateBook;
  readonly mailer: Mailer;
  claimUrl(refundId: string): string;
}

const CLAIM_MS = 30 * 24 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * @throws ApiError `not_found`; `amount_too_small`, `amount_too_large`, `price_unavailable`, `conflict` (nothing is
 * left); `invalid_address`, `network_mismatch`, `own_address`
 */
export function createCreateRefund(deps: CreateRefundDeps) {
  return async (storeId: string, actor: ActorContext, input: CreateRefund): Promise<StoredDisbursement> => {
    const { name } = await storeOf(deps.unitOfWork.db, storeId);
    const stored = await deps.unitOfWork.transaction(async (db) => {
      const store = await storeOf(db, storeId);
      const [payment] = await lockPayments(db, [{ storeId, paymentId: input.id }]);
      if (payment === undefined) throw new ApiError("not_found", "Payment not found");
      return write(deps, db, { store, payment, actor, input });
    });
    publishPaymentChange(deps, input.id);
    sendClaimLink(deps, stored, name);
    return stored;
  };
}

interface Request {
  store: Store;
  payment: PaymentWithTransfers;
  actor: ActorContext;
  input: CreateRefund;
}

async function write(deps: CreateRefundDeps, db: Db, request: Request): Promise<StoredDisbursement> {
  const { store, payment, actor, input } = request;
  const now = deps.clock.now();
  const { reservedSompi } = await disbursementRepository(db).refundSums(store.id, payment.payment.id);
  const priced = priceRefund({ rates: deps.rates, store }, payment, input, { reservedSompi, now });
  const sompi = refundSompiOf(priced);
  const destination =
    input.destination === undefined
      ? null
      : await readDestination(deps, db, store, input.destination, "destination");
  const change = await newRefund(deps, db, request, { priced, sompi, destination, now });
  await disbursementRepository(db).insert(change);
  await applyRefundFacts(deps, db, await emitDisbursementEvents(deps, db, [change]));
  await deps.audit(db, actor, {
    storeId: store.id,
    action: "refund.created",
    target: change.stored.disbursement.id,
    after: change.stored,
  });
  return change.stored;
}

interface Terms {
  priced: PricedRefund;
  sompi: bigint;
  destination: Destination | null;
  now: number;
}

async function newRefund(
  deps: CreateRefundDeps,
  db: Db,
  { store, payment, actor, input }: Request,
  { priced, sompi, destination, now }: Terms,
) {
  const script = destination?.script ?? null;
  const amountSompi = script === null ? sompi : await takeFreeSum(db, store, script, sompi);
  const reduction = reduceDisbursement(null, {
    kind: "create",
    id: deps.ids.nextRefund(store.id),
    disbursement: "refund",
    amountSompi,
    address: destination?.address ?? null,
    needsApproval: false,
    requiredConfirmations: confirmationsFor(deps.rates, store, amountSompi, now),
    daa: (await readCursor(db, store.network))?.daa ?? 0n,
    expiresAt: destination === null ? now + CLAIM_MS : null,
    actor: actor.actor,
    now,
  });
  if (!reduction.ok) throw new Error("Invariant: a new refund is never refused");
  const { sompi: sums } = priced.sums;
  const stored: StoredDisbursement = {
    disbursement: reduction.disbursement,
    storeId: store.id,
    network: store.network,
    paymentId: payment.payment.id,
    orderId: null,
    script,
    createdBy: actor.actor,
    details: {
      kind: "refund",
      basis: priced.basis,
      sums: { kasSompi: sums.kas, fiatAtPaymentSompi: sums.fiatAtPayment, fiatNowSompi: sums.fiatNow },
      atPayment: priced.atPayment,
      rateNow: priced.rateNow,
      reason: input.reason ?? null,
      email:
        destination === null && deps.mailer.enabled
          ? (input.email ?? payment.details.fields.customerEmail)
          : null,
    },
  };
  const { events, dueAt, dueDaa } = reduction;
  return { stored, events, dueAt, dueDaa };
}

/** By the store's tiers and the value of now; no rate of the last day: the highest tier. */
export function confirmationsFor(
  rates: RateBook,
  { network, settings }: Store,
  sompi: bigint,
  now: number,
): number {
  const rate = rates.lastGood(network, "USD", now, DAY_MS);
  return requiredConfirmationsFor(
    rate === null ? null : sompiToFiat(sompi, rate.rate, 2),
    policyOf(settings, null),
  );
}

/** The shop's words come last: the mail is the gateway's, and says first whose it is. */
function sendClaimLink(
  deps: CreateRefundDeps,
  { disbursement, details }: StoredDisbursement,
  storeName: string,
): void {
  if (details.kind !== "refund" || details.email === null) return;
  const amount = sompiToKas(disbursement.amountSompi, { trim: true });
  const reason =
    details.reason === null ? "" : `\n\n${storeName} writes:\n> ${details.reason.replace(/\n/g, "\n> ")}`;
  void deps.mailer.send({
    to: details.email,
    subject: `${storeName}: your refund of ${amount} KAS`,
    text: `${storeName} refunds ${amount} KAS to you. Name the address of your own wallet where it should go:\n\n${deps.claimUrl(disbursement.id)}\n\nThe link works once and for 30 days. Do not give the address of an exchange.${reason}`,
  });
}
