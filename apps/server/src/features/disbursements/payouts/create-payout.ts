// A payout is asked for, checked and priced; the merchant's wallet signs it later.
import { ApiError, type CreatePayout } from "@kaspa-pay/api-contract";
import { isFiatCurrency, reduceDisbursement } from "@kaspa-pay/core";
import { readCursor } from "../../../chain/read-cursor.ts";
import type { Bus } from "../../../database/bus/bus.ts";
import type { Db, UnitOfWork } from "../../../database/unit-of-work.ts";
import type { Ids } from "../../../runtime/ids.ts";
import type { ActorContext, Audit } from "../../audit/audit.ts";
import { type PricedOrder, priceOrder } from "../../payments/price-order.ts";
import type { RateBook } from "../../rates/rate-book.ts";
import { storeOf } from "../../stores/find-store.ts";
import { policyOf, withoutSpread } from "../../stores/new-store.ts";
import type { Store } from "../../stores/records.ts";
import { type DisbursementFactsDeps, emitDisbursementEvents } from "../apply-facts.ts";
import { type Destination, readDestination, takeFreeSum } from "../destination.ts";
import type { DisbursementChange, StoredDisbursement } from "../records.ts";
import { confirmationsFor } from "../refunds/create-refund.ts";
import { disbursementRepository } from "../repository/disbursements.ts";

export interface CreatePayoutDeps extends DisbursementFactsDeps {
  readonly unitOfWork: UnitOfWork;
  readonly ids: Ids;
  readonly audit: Audit;
  readonly rates: RateBook;
  readonly bus: Bus;
}

/** Nobody signs a payout that is older: its rate and its reason are of another day. */
const LIFE_MS = 30 * 24 * 60 * 60_000;

/** A request that was checked: nothing is written yet. */
export interface CheckedPayout {
  input: CreatePayout;
  destination: Destination;
  priced: PricedOrder;
  sompi: bigint;
}

/**
 * @throws ApiError `unknown_currency`, `amount_too_small`, `amount_too_large`, `price_unavailable`; `invalid_address`,
 * `network_mismatch`, `own_address`
 */
export async function checkPayout(
  deps: CreatePayoutDeps,
  db: Db,
  store: Store,
  input: CreatePayout,
): Promise<CheckedPayout> {
  const destination = await readDestination(deps, db, store, input.recipientAddress, "recipientAddress");
  const now = deps.clock.now();
  const priced = priceOrder(deps.rates, {
    requestedPrice: { amount: input.amount, currency: input.currency ?? "KAS", param: "amount" },
    store,
    // A spread is for money that comes in.
    policy: withoutSpread(policyOf(store.settings, null)),
    fixedRate: null,
    surchargeBps: 0,
    now,
    expiresAt: now + LIFE_MS,
  });
  if (priced.quote === null) throw new Error("Invariant: a payout has an amount");
  return { input, destination, priced, sompi: priced.quote.amountSompi };
}

export function createCreatePayout(deps: CreatePayoutDeps) {
  return async (storeId: string, actor: ActorContext, input: CreatePayout): Promise<StoredDisbursement> => {
    const [made] = await deps.unitOfWork.transaction(async (db) => {
      const store = await storeOf(db, storeId);
      return writePayouts(deps, db, store, actor, [await checkPayout(deps, db, store, input)]);
    });
    if (made === undefined) throw new Error("Invariant: one request makes one payout");
    deps.bus.publish({ topic: "deliveries" });
    return made;
  };
}

/** Writes payouts with their events and audit rows. */
export async function writePayouts(
  deps: CreatePayoutDeps,
  db: Db,
  store: Store,
  actor: ActorContext,
  checked: readonly CheckedPayout[],
): Promise<StoredDisbursement[]> {
  const daa = (await readCursor(db, store.network))?.daa;
  if (daa === undefined) {
    throw new ApiError(
      "node_unavailable",
      "No Kaspa node was read yet, so the payout could not be found on the chain: try again later",
    );
  }
  const made: StoredDisbursement[] = [];
  // Always in the same order, so that two imports never wait for each other's addresses.
  const ordered = [...checked].sort((a, b) => (a.destination.script < b.destination.script ? -1 : 1));
  const taken = new Map<CheckedPayout, bigint>();
  const changes = new Map<CheckedPayout, DisbursementChange>();
  for (const each of ordered) {
    taken.set(each, await takeFreeSum(db, store, each.destination.script, each.sompi));
    const change = newPayout(deps, { store, actor, daa }, each, taken.get(each) ?? each.sompi);
    await disbursementRepository(db).insert(change);
    changes.set(each, change);
  }
  for (const each of checked) {
    const change = changes.get(each);
    if (change === undefined) continue;
    await emitDisbursementEvents(deps, db, [change]);
    const { stored } = change;
    await deps.audit(db, actor, {
      storeId: store.id,
      action: "payout.created",
      target: stored.disbursement.id,
      after: stored,
    });
    made.push(stored);
  }
  return made;
}

function newPayout(
  deps: CreatePayoutDeps,
  { store, actor, daa }: { store: Store; actor: ActorContext; daa: bigint },
  { input, destination, priced }: CheckedPayout,
  amountSompi: bigint,
): DisbursementChange {
  const now = deps.clock.now();
  const reduction = reduceDisbursement(null, {
    kind: "create",
    id: deps.ids.next("pyo"),
    disbursement: "payout",
    amountSompi,
    address: destination.address,
    needsApproval: true,
    requiredConfirmations: confirmationsFor(deps.rates, store, amountSompi, now),
    daa,
    expiresAt: now + LIFE_MS,
    actor: actor.actor,
    now,
  });
  if (!reduction.ok) throw new Error("Invariant: a new payout is never refused");
  const { price, quote } = priced;
  const stored: StoredDisbursement = {
    disbursement: reduction.disbursement,
    storeId: store.id,
    network: store.network,
    paymentId: null,
    orderId: input.orderId ?? null,
    script: destination.script,
    createdBy: actor.actor,
    details: {
      kind: "payout",
      currency: input.currency ?? "KAS",
      fiat:
        price.kind === "fiat" && isFiatCurrency(price.currency) && quote?.rate != null
          ? { currency: price.currency, amountMinor: price.amountMinor, rate: quote.rate }
          : null,
      description: input.description ?? null,
      metadata: input.metadata ?? {},
      approvedBy: null,
      needsOtherPerson: store.settings.payoutsNeedTwoPeople,
    },
  };
  const { events, dueAt, dueDaa } = reduction;
  return { stored, events, dueAt, dueDaa };
}
