// A new payment for the order of an expired one (docs/spec/payment-lifecycle.md#renewal). Both are linked in one
// transaction, under the expired one's lock, so that any number of tries make one successor, and money that comes at
// the same time is either seen before or stays with the expired one.

import { ApiError, payerFieldsOf } from "@kaspa-pay/api-contract";
import { openStoredAnswer } from "../../../idempotency/idempotent-request.ts";
import { idempotencyRepository } from "../../../idempotency/repository.ts";
import type { SecretBox } from "../../../security/secrets.ts";
import type { ActorContext } from "../../audit/audit.ts";
import { findLink } from "../../links/find-link.ts";
import type { StoreCache } from "../../stores/store-cache.ts";
import { refusesCallback } from "../../webhooks/callback-url.ts";
import { type ActionDeps, applyActionWithin, publishPaymentChange } from "../actions.ts";
import {
  type CreatedAnswer,
  createdAnswer,
  type PaymentOrder,
  SHORTEST_LIFE_MS,
} from "../compose-payment.ts";
import type { createCreateFromLink } from "../create-from-link.ts";
import { type CreatePayment, createOrRollBack, NotMade } from "../create-payment.ts";
import type { NewPayment, PaymentTarget, PaymentWithTransfers, Renewal } from "../records.ts";
import { paymentQueries } from "../repository/queries.ts";
import { priceText } from "../view.ts";
import { whyNotRenewed } from "./can-renew.ts";

export interface RenewDeps extends ActionDeps {
  secrets: SecretBox;
  storeCache: StoreCache;
  createPayment: CreatePayment;
  createFromLink: ReturnType<typeof createCreateFromLink>;
  publicUrl: string;
}

type Idempotency = PaymentOrder["idempotency"];

/**
 * @throws ApiError `not_found`; `conflict` (not expired, renewing is off, rate fixed by the shop), `payment_has_transfers`;
 * `link_inactive` and `link_expired` for a link's payment; and those of creating one
 */
export function createRenew(deps: RenewDeps) {
  return async (
    target: PaymentTarget,
    actor: ActorContext,
    { idempotency, visitor }: Pick<PaymentOrder, "idempotency" | "visitor">,
  ): Promise<CreatedAnswer> => {
    const kept = await keptAnswer(deps, target.storeId, idempotency);
    if (kept !== null) return kept;
    const stored = await read(deps, target);
    const before = await successorOf(deps, stored);
    if (before !== null) return before;
    const { store } = await deps.storeCache.get(target.storeId);
    const refused = whyNotRenewed(stored, store.settings);
    if (refused !== null) throw refused;
    const renewal = { replaces: target.paymentId, write: writeBoth(deps, target, actor) };
    try {
      const made = await (stored.details.linkId === null
        ? renewOrder(deps, { ...orderOf(stored), idempotency, visitor }, actor, renewal)
        : fromLink(deps, stored, stored.details.linkId, { actor, renewal, idempotency, visitor }));
      publishPaymentChange(deps, target.paymentId);
      return made;
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "conflict") throw error;
      // A parallel request was faster: its payment is the answer to both.
      const rivals = await successorOf(deps, await read(deps, target));
      if (rivals === null) throw error;
      return rivals;
    }
  };
}

export type Renew = ReturnType<typeof createRenew>;

async function read(deps: RenewDeps, { storeId, paymentId }: PaymentTarget): Promise<PaymentWithTransfers> {
  const stored = await paymentQueries(deps.unitOfWork.db).get(storeId, paymentId);
  if (stored === null) throw new ApiError("not_found", "Payment not found");
  return stored;
}

async function keptAnswer(
  deps: RenewDeps,
  storeId: string,
  idempotency: Idempotency,
): Promise<CreatedAnswer | null> {
  if (idempotency === null) return null;
  const request = { ...idempotency, storeId };
  const first = await idempotencyRepository(deps.unitOfWork.db).find(request);
  return first && { answer: openStoredAnswer(deps.secrets, request, first), replayed: true };
}

/** Its present state; null when there is none yet. */
async function successorOf(
  deps: RenewDeps,
  { payment, details: { storeId } }: PaymentWithTransfers,
): Promise<CreatedAnswer | null> {
  if (payment.replacedBy === null) return null;
  const { payment: successor, details } = await read(deps, { storeId, paymentId: payment.replacedBy });
  const { clientToken } = deps.paymentChanges.context(successor.id, details.network);
  return { answer: createdAnswer(successor, details, clientToken, deps.publicUrl), replayed: false };
}

function writeBoth(deps: RenewDeps, target: PaymentTarget, actor: ActorContext): Renewal["write"] {
  const { unitOfWork } = deps;
  return (successor: NewPayment, insert) =>
    createOrRollBack(unitOfWork, async (db) => {
      const successorId = successor.change.reduction.payment.id;
      // First: the expired payment releases its order id here.
      await applyActionWithin(deps, db, target, actor, "payment.renewed", (now) => ({
        kind: "renew",
        successorId,
        actor: actor.actor,
        now,
      })).catch((error: unknown) => {
        throw error instanceof ApiError ? new NotMade({ kind: "refused", refusal: error }) : error;
      });
      return insert(db);
    });
}

/** The payer pays all the same where the callback of the order is no longer allowed. */
async function renewOrder(
  { createPayment }: RenewDeps,
  order: PaymentOrder,
  actor: ActorContext,
  renewal: Renewal,
): Promise<CreatedAnswer> {
  try {
    return await createPayment(order, actor, renewal);
  } catch (error) {
    if (!refusesCallback(error)) throw error;
    return createPayment({ ...order, fields: { ...order.fields, callbackUrl: null } }, actor, renewal);
  }
}

/** The same order again; its time begins again. */
function orderOf({ payment, details }: PaymentWithTransfers): Omit<PaymentOrder, "idempotency" | "visitor"> {
  const life = payment.expiresAt - payment.createdAt;
  return {
    storeId: details.storeId,
    linkId: null,
    requestedPrice: { amount: priceText(payment, details), currency: details.currency, param: "amount" },
    // A simulated payment may have been ended before its time.
    expiresInMs: life < SHORTEST_LIFE_MS ? null : life,
    fields: details.fields,
    requiredConfirmations: payment.policy.confirmationsOverride,
    fixedRate: null,
    surchargeBps: details.surcharge?.bps ?? 0,
    limited: false,
  };
}

/** On the link's present terms: only what the payer entered is taken from the expired payment. */
async function fromLink(
  deps: RenewDeps,
  { payment, details }: PaymentWithTransfers,
  linkId: string,
  how: { actor: ActorContext; renewal: Renewal } & Pick<PaymentOrder, "idempotency" | "visitor">,
): Promise<CreatedAnswer> {
  const found = await findLink(deps.unitOfWork.db, details.storeId, linkId);
  if (found === null)
    throw new ApiError("link_inactive", "This payment link no longer exists: ask the shop for a new one");
  const { slug, currency, allowAmount } = found.link;
  if (allowAmount !== null && currency !== details.currency) {
    throw new ApiError("conflict", `The link asks for ${currency} now: open it again to choose an amount`);
  }
  return deps.createFromLink(
    {
      slug,
      sent: { amount: allowAmount === null ? null : priceText(payment, details) },
      fields: payerFieldsOf(details.fields),
      idempotency: how.idempotency,
      visitor: how.visitor,
    },
    how.actor,
    how.renewal,
  );
}
