import { ApiError, type CreatedPayment } from "@kaspa-pay/api-contract";
import type { ChainTip, CursorReader } from "../../chain/read-cursor.ts";
import type { Bus } from "../../database/bus/bus.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import { openStoredAnswer } from "../../idempotency/idempotent-request.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { FaultPoints } from "../../runtime/fault-points.ts";
import type { Ids, Random } from "../../runtime/ids.ts";
import type { KeyedDigests, SecretBox } from "../../security/secrets.ts";
import type { PaymentOrigin, Visitor, VisitorBudget } from "../../security/visitors/visitor-budget.ts";
import type { ActorContext } from "../audit/audit.ts";
import { assertRedirect } from "../checkout/redirects.ts";
import { takeFromStock } from "../links/stock.ts";
import type { RateBook } from "../rates/rate-book.ts";
import { policyOf, withoutSpread } from "../stores/new-store.ts";
import type { StoreCache } from "../stores/store-cache.ts";
import type { AddressSource } from "../wallets/address-source.ts";
import { pickUniqueAmount } from "../wallets/unique-amount.ts";
import type { Callbacks } from "../webhooks/callback-url.ts";
import {
  type CreatedAnswer,
  composePayment,
  LONGEST_LIFE_MS,
  type Opening,
  type PaymentOrder,
  type ReservedAddress,
  SHORTEST_LIFE_MS,
} from "./compose-payment.ts";
import type { PaymentChanges } from "./payment-change.ts";
import { priceOrder } from "./price-order.ts";
import type { InsertPayment, NewPayment, Renewal, RenewOutcome } from "./records.ts";
import { paymentRepository } from "./repository/payments.ts";

export interface CreatePaymentDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  random: Random;
  ids: Ids;
  rates: RateBook;
  storeCache: StoreCache;
  addresses: AddressSource;
  cursors: CursorReader;
  paymentChanges: PaymentChanges;
  tip: Pick<ChainTip, "skewed">;
  faults: FaultPoints;
  bus: Bus;
  secrets: SecretBox;
  digests: Pick<KeyedDigests, "visitor">;
  visitorBudget: VisitorBudget;
  callbacks: Callbacks;
  publicUrl: string;
}

export type CreatePayment = (
  order: PaymentOrder,
  actor: ActorContext,
  renewal?: Renewal | null,
) => Promise<CreatedAnswer>;

/** Tries with another address or amount when a parallel request took it. */
const MAX_TRIES = 10;
const MINUTE_MS = 60_000;

/**
 * Opens a payment: prices it, gives it an address or an exact amount of its own, and writes it with its event,
 * deliveries and idempotency row in one statement, in the transaction that opens its callback host. Only this function creates payments, so the budgets of visitors and
 * the stock of a limited link are charged here: each caller (renewal is one) has to say who asks, in `visitor`. A
 * payment that was not created costs nothing.
 * @throws ApiError `node_unavailable` (no chain was read yet), `validation_error` (no wallet), and those of price,
 * redirect, callback, order id and idempotency key; `rate_limited` and `link_expired` for visitors and limited links
 */
export function createCreatePayment(deps: CreatePaymentDeps): CreatePayment {
  return async (order, actor, renewal = null) => {
    const { store, wallet } = await deps.storeCache.open(order.storeId);
    assertRedirect(order.fields.redirectUrl, store.network, store.settings.redirectHosts, "redirectUrl");
    assertRedirect(order.fields.cancelUrl, store.network, store.settings.redirectHosts, "cancelUrl");
    deps.callbacks.check(store, order.fields.callbackUrl);
    if (wallet === null) {
      throw new ApiError("validation_error", "The store has no wallet yet: set one under Settings, Wallet", {
        param: "wallet",
      });
    }
    const cursor = await deps.cursors.current(store.network);
    if (cursor === null || deps.tip.skewed(store.network)) {
      throw new ApiError(
        "node_unavailable",
        "No Kaspa node answers, so the payment could not be monitored: try again later",
      );
    }
    const now = deps.clock.now();
    const expiresAt = now + (order.expiresInMs ?? store.settings.paymentExpiryMinutes * MINUTE_MS);
    if (expiresAt - now > LONGEST_LIFE_MS || expiresAt - now < SHORTEST_LIFE_MS) {
      const message = "expiresAt is 5 minutes to 24 hours from now";
      const issues = [{ path: "expiresAt", message }];
      throw new ApiError("invalid_request", message, { param: "expiresAt", issues });
    }
    const rules = policyOf(store.settings, order.requiredConfirmations);
    // A rate of the request is used as it was sent.
    const policy = order.fixedRate === null ? rules : withoutSpread(rules);
    const priced = priceOrder(deps.rates, {
      requestedPrice: order.requestedPrice,
      store,
      policy,
      fixedRate: order.fixedRate,
      surchargeBps: order.surchargeBps ?? store.settings.surchargeBps,
      now,
      expiresAt,
    });
    const createdDaa = cursor.daa;
    const opening = { order, actor, renewal, store, wallet, priced, policy, now, expiresAt, createdDaa };
    const { storeId, linkId, visitor } = order;
    return withinBudget(deps.visitorBudget, { storeId, linkId }, visitor, () => open(deps, opening));
  };
}

async function open(deps: CreatePaymentDeps, opening: Opening): Promise<CreatedAnswer> {
  for (let left = MAX_TRIES; left > 0; left--) {
    const reserved = await reserve(deps, opening);
    await deps.faults.reach("create.after-reserve");
    const made = composePayment(deps, opening, reserved);
    const outcome = await write(deps, opening, reserved, made.payment);
    if (outcome.kind === "reserved") continue;
    await deps.faults.reach("http.after-commit");
    return answerOf(deps, opening, outcome, made);
  }
  throw new ApiError("unavailable", "No free payment address: try again");
}

/** Whether a failed write was committed is unknown, so its address is never offered again and its index stays unused. */
async function write(
  deps: CreatePaymentDeps,
  { order, wallet, renewal, now }: Opening,
  { taken }: ReservedAddress,
  payment: NewPayment,
): Promise<RenewOutcome> {
  let unused = true;
  const { callbackUrl } = order.fields;
  const insert: InsertPayment = async (db) => {
    unused = true;
    const { linkId, storeId, limited } = order;
    if (callbackUrl !== null) await deps.callbacks.openHost(db, storeId, callbackUrl);
    if (limited && linkId !== null) await takeFromStock(db, { storeId, id: linkId }, payment.visitor, now);
    unused = false;
    const outcome = await paymentRepository(db).create(payment);
    unused = outcome.kind !== "created" && outcome.kind !== "reserved";
    return outcome;
  };
  try {
    if (renewal !== null) return await renewal.write(payment, insert);
    // The lock of a limited link lasts until its payment is committed, and a callback host comes with its payment.
    const together = order.limited || callbackUrl !== null;
    return await (together ? createOrRollBack(deps.unitOfWork, insert) : insert(deps.unitOfWork.db));
  } finally {
    if (taken !== null) deps.addresses[unused ? "giveBack" : "settled"](wallet, taken);
  }
}

/** Ends a transaction in which no payment was made: whatever the outcome, nothing of it stays. */
export class NotMade extends Error {
  readonly outcome: RenewOutcome;
  constructor(outcome: RenewOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/** One transaction; every outcome but `created` rolls it back. */
export async function createOrRollBack(unitOfWork: UnitOfWork, work: InsertPayment): Promise<RenewOutcome> {
  try {
    return await unitOfWork.transaction(async (db) => {
      const outcome = await work(db);
      if (outcome.kind !== "created") throw new NotMade(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof NotMade) return error.outcome;
    throw error;
  }
}

async function answerOf(
  deps: CreatePaymentDeps,
  { order }: Opening,
  outcome: Exclude<RenewOutcome, { kind: "reserved" }>,
  made: { answer: CreatedPayment },
): Promise<CreatedAnswer> {
  switch (outcome.kind) {
    case "created":
      deps.bus.publish({ topic: "payments", paymentIds: [made.answer.id] });
      if (outcome.toDeliver) deps.bus.publish({ topic: "deliveries" });
      return { answer: made.answer, replayed: false };
    case "replay":
      if (order.idempotency === null) throw new Error("Invariant: without a key nothing is replayed");
      return {
        answer: openStoredAnswer(
          deps.secrets,
          { ...order.idempotency, storeId: order.storeId },
          outcome.answer,
        ),
        replayed: true,
      };
    case "order_id_exists": {
      const payments = paymentRepository(deps.unitOfWork.db);
      const paymentId = await payments.holderOf(order.storeId, order.fields.orderId ?? "");
      throw new ApiError(
        "order_id_exists",
        "A payment has this order id already: use that one (paymentId), or send another order id",
        {
          param: "orderId",
          // The holder may have given the id up since.
          ...(paymentId !== null && { extra: { paymentId } }),
        },
      );
    }
    case "refused":
      throw outcome.refusal;
  }
}

async function reserve(
  deps: CreatePaymentDeps,
  { store, wallet, priced }: Opening,
): Promise<ReservedAddress> {
  if (wallet.mode === "xpub") {
    const taken = await deps.addresses.take(wallet, store.settings.recycleAddresses);
    return { taken, address: taken.address, script: taken.script, index: taken.index, exactSompi: null };
  }
  const { address, script } = wallet;
  if (address === null || script === null) throw new Error("Invariant: an address wallet has an address");
  if (priced.quote === null) {
    throw new ApiError(
      "validation_error",
      "An open amount needs an account key: one address tells payers apart by sum",
    );
  }
  const exactSompi = await pickUniqueAmount(deps, wallet.network, script, priced.quote.amountSompi);
  return { taken: null, address, script, index: null, exactSompi };
}

/**
 * Makes a payment for a visitor and charges it to the visitors' budgets; for the store itself (null) nothing is
 * counted. Only a payment that was made costs something: a refusal, a fault and a replayed answer give all back.
 */
async function withinBudget<T extends { replayed: boolean }>(
  budget: VisitorBudget,
  origin: PaymentOrigin,
  visitor: Visitor | null,
  make: () => Promise<T>,
): Promise<T> {
  if (visitor === null) return make();
  const taken = await budget.take(origin, visitor);
  let made = false;
  try {
    const answer = await make();
    made = !answer.replayed;
    return answer;
  } finally {
    if (made) taken.made();
    else await taken.giveBack();
  }
}
