// Everything that one statement writes for a new payment, made from an order and the place that it got.
import type { CreatedPayment, PaymentFields } from "@kaspa-pay/api-contract";
import { buildPaymentUri, type Payment, type Policy, reduce, sompiToKas } from "@kaspa-pay/core";
import { type IdempotentRequest, sealAnswer } from "../../idempotency/idempotent-request.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import type { KeyedDigests, SecretBox } from "../../security/secrets.ts";
import { type Visitor, visitorNames } from "../../security/visitors/visitor-budget.ts";
import { type ActorContext, createAuditEntry } from "../audit/audit.ts";
import type { Store, Wallet } from "../stores/records.ts";
import type { TakenAddress } from "../wallets/address-source.ts";
import type { PaymentChanges } from "./payment-change.ts";
import type { PricedOrder, RequestedPrice } from "./price-order.ts";
import type { NewPayment, PaymentDetails, Renewal } from "./records.ts";
import { askedMinor, surchargeToWire } from "./surcharge.ts";
import {
  checkoutUrlOf,
  chosenQuoteOf,
  fiatOf,
  isLive,
  iso,
  priceText,
  quoteExpiresAtOf,
  toWireQuote,
} from "./view.ts";

/** How long a payment may last. */
export const SHORTEST_LIFE_MS = 5 * 60_000;
export const LONGEST_LIFE_MS = 24 * 60 * 60_000;

/** A payment as it was ordered: directly by the merchant, or by a payer from a link. */
export interface PaymentOrder {
  storeId: string;
  linkId: string | null;
  requestedPrice: RequestedPrice;
  /** Time to pay from now; null = the store's. */
  expiresInMs: number | null;
  fields: PaymentFields;
  requiredConfirmations: number | null;
  /** Decimal text, fiat per KAS. */
  fixedRate: string | null;
  /** Ten-thousandths on top of the price; null = the store's. */
  surchargeBps: number | null;
  /** The first answer under this key is given again to the same request. */
  idempotency: Omit<IdempotentRequest, "storeId"> | null;
  /** Whoever asked and does not act for the store; null for the store's own payments, which no public limit counts. */
  visitor: Visitor | null;
  /** The link has a number of payments that it allows. */
  limited: boolean;
}

export interface CreatedAnswer {
  answer: CreatedPayment;
  /** A stored answer of an earlier request. */
  replayed: boolean;
}

export interface ComposeDeps {
  clock: Clock;
  ids: Ids;
  paymentChanges: PaymentChanges;
  secrets: SecretBox;
  digests: Pick<KeyedDigests, "visitor">;
  publicUrl: string;
}

/** An order that was checked and priced. */
export interface Opening {
  order: PaymentOrder;
  actor: ActorContext;
  renewal: Renewal | null;
  store: Store;
  wallet: Wallet;
  priced: PricedOrder;
  policy: Policy;
  now: number;
  expiresAt: number;
  createdDaa: bigint;
}

/** Where its money goes. */
export interface ReservedAddress {
  taken: TakenAddress | null;
  address: string;
  script: string;
  index: number | null;
  /** Address mode: what identifies the payer. */
  exactSompi: bigint | null;
}

export interface ComposedPayment {
  payment: NewPayment;
  answer: CreatedPayment;
}

export function composePayment(
  deps: ComposeDeps,
  opening: Opening,
  reserved: ReservedAddress,
): ComposedPayment {
  const { order, actor, store, wallet, priced, policy, now, expiresAt, createdDaa } = opening;
  const quote =
    priced.quote !== null && reserved.exactSompi !== null
      ? { ...priced.quote, amountSompi: reserved.exactSompi }
      : priced.quote;
  const price =
    priced.price.kind === "kas" && quote !== null
      ? { ...priced.price, amountSompi: quote.amountSompi }
      : priced.price;
  const reduction = reduce(
    null,
    [],
    {
      kind: "create",
      id: deps.ids.nextPayment(store.id),
      price,
      quote,
      createdDaa,
      expiresAt,
      usdCents: priced.usdCents,
      actor: actor.actor,
      now,
    },
    policy,
  );
  if (!reduction.ok) throw new Error("Invariant: a new payment is never refused");
  const details = detailsOf(opening, reserved);
  const change = deps.paymentChanges.changeOf(details, reduction);
  const context = deps.paymentChanges.context(reduction.payment.id, store.network);
  const answer = createdAnswer(reduction.payment, details, context.clientToken, deps.publicUrl);
  const request = order.idempotency && { ...order.idempotency, storeId: store.id };
  const payment: NewPayment = {
    change,
    reservation: {
      assignmentId: deps.ids.next("adr"),
      keyHash: wallet.keyHash,
      allocation: reserved.taken?.allocation ?? "shared",
      amountSompi: reserved.exactSompi,
    },
    orderGuard: store.settings.orderIdPolicy === "free" ? null : order.fields.orderId,
    idempotency: request && { ...request, ...sealAnswer(deps.secrets, request, answer) },
    visitor: order.visitor && visitorNames(deps.digests, order.visitor),
    audit: createAuditEntry(deps)(actor, {
      storeId: store.id,
      action: "payment.created",
      target: reduction.payment.id,
      after: reduction.payment,
    }),
  };
  return { payment, answer };
}

function detailsOf(
  { order, renewal, store, wallet, priced }: Opening,
  reserved: ReservedAddress,
): PaymentDetails {
  const { price, surcharge } = priced;
  return {
    storeId: store.id,
    network: store.network,
    linkId: order.linkId,
    replaces: renewal?.replaces ?? null,
    address: reserved.address,
    script: reserved.script,
    addressIndex: reserved.index,
    addressMode: wallet.mode,
    currency: order.requestedPrice.currency,
    fiatAmount: price.kind === "fiat" ? order.requestedPrice.amount : null,
    askedSompi:
      price.kind === "kas" && (reserved.exactSompi !== null || surcharge !== null)
        ? price.amountSompi - (surcharge?.addedMinor ?? 0n)
        : null,
    surcharge,
    fields: order.fields,
  };
}

/** The response to creating a payment; an idempotency key stores it. */
export function createdAnswer(
  payment: Payment,
  details: PaymentDetails,
  clientToken: string,
  publicUrl: string,
): CreatedPayment {
  const { expectedSompi } = payment.amounts;
  const quote = chosenQuoteOf(payment);
  const expected = expectedSompi === null ? null : sompiToKas(expectedSompi);
  return {
    id: payment.id,
    kaspaAddress: details.address,
    amountExpected: expected,
    amountExpectedSompi: expectedSompi?.toString() ?? null,
    status: payment.status,
    expiresAt: iso(payment.expiresAt),
    amount: priceText(payment, details),
    amountMinor: askedMinor(payment, details)?.toString() ?? null,
    surcharge: surchargeToWire(payment, details),
    amountSompi: expectedSompi?.toString() ?? null,
    currency: details.currency,
    fiat: fiatOf(payment),
    quote: quote === null ? null : toWireQuote(quote),
    quoteExpiresAt: quoteExpiresAtOf(payment),
    uri: buildPaymentUri({
      address: details.address,
      ...(expectedSompi !== null && { amountSompi: expectedSompi }),
    }),
    checkoutUrl: checkoutUrlOf(publicUrl, payment.id, clientToken),
    clientToken,
    orderId: details.fields.orderId,
    replaces: details.replaces,
    exactAmount: details.addressMode === "address",
    requiredConfirmations: payment.requiredConfirmations,
    network: details.network,
    livemode: isLive(details.network),
    createdAt: iso(payment.createdAt),
  };
}
