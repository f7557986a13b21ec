// `POST /payments` and its form: from a link by anybody, directly by a key or user. The price of a link's payment comes
// from the link.

import { ApiError, payerFieldsOf, paymentFieldsOf } from "@kaspa-pay/api-contract";
import { Answer, type Caller, type PaymentHandlers, requireScope } from "@kaspa-pay/api-contract/router";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Limits } from "../../http/limits/limits.ts";
import {
  formScope,
  openStoredAnswer,
  ownScope,
  requestHash,
  visitorScope,
} from "../../idempotency/idempotent-request.ts";
import { idempotencyRepository } from "../../idempotency/repository.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { KeyedDigests, SecretBox } from "../../security/secrets.ts";
import { visitorNames } from "../../security/visitors/visitor-budget.ts";
import { actorContextOf, storeIdOf, visitorOf } from "../caller.ts";
import { findLinkBySlug } from "../links/find-link.ts";
import type { Link } from "../links/records.ts";
import { sentAmount } from "./amounts.ts";
import type { CreatedAnswer, PaymentOrder } from "./compose-payment.ts";
import type { createCreateFromLink } from "./create-from-link.ts";
import type { CreatePayment } from "./create-payment.ts";

/** Origins that may create payments from a store's links; empty = any. */
export type AllowedOrigins = (storeId: string) => Promise<readonly string[]>;

export interface OrderDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly secrets: SecretBox;
  readonly digests: Pick<KeyedDigests, "visitor">;
  readonly createPayment: CreatePayment;
  readonly createFromLink: ReturnType<typeof createCreateFromLink>;
  readonly origins: AllowedOrigins;
  readonly limits: Pick<Limits, "miss">;
}

type Input = Parameters<PaymentHandlers["create"]>[0];
type Idempotency = PaymentOrder["idempotency"];

const OPERATION = "payments.create";

export const createOrders =
  (deps: OrderDeps): PaymentHandlers["create"] =>
  async (input, caller) => {
    const { idempotencyKey: key } = caller;
    const link = await linkOf(deps, input, caller);
    const idempotency =
      key === null ? null : { scope: scopeFor(deps, link, caller), key, requestHash: requestHash(input) };
    const made = await make(deps, input, caller, link, idempotency);
    return new Answer(made.answer, { replayed: made.replayed });
  };

/** The same for the form of a link's page. Null when its proof has created a payment already. */
export const createFormOrders =
  (deps: OrderDeps) =>
  async (input: Input, caller: Caller, proof: string): Promise<CreatedAnswer["answer"] | null> => {
    const link = await linkOf(deps, input, caller);
    if (link === null) throw new Error("Invariant: a form belongs to a link");
    const once = { scope: formScope(link.id), key: proof, requestHash: "" };
    const idempotency = idempotencyRepository(deps.unitOfWork.db);
    if ((await idempotency.find({ ...once, storeId: link.storeId })) !== null) return null;
    const made = await fromLink(deps, input, link, caller, once);
    return made.replayed ? null : made.answer;
  };

/** @throws ApiError `not_found`, or `rate_limited` for a guesser of links */
async function linkOf(deps: OrderDeps, input: Input, caller: Caller): Promise<Link | null> {
  const slug = input.paymentLinkSlug;
  if (slug === undefined) return null;
  const link = await findLinkBySlug(deps.unitOfWork.db, slug);
  if (link !== null) return link;
  await deps.limits.miss(caller);
  throw new ApiError("not_found", "Payment link not found");
}

function scopeFor(deps: OrderDeps, link: Link | null, caller: Caller): string {
  const visitor = link && visitorOf(caller, link.storeId);
  if (link === null || visitor === null) return ownScope(OPERATION);
  return visitorScope(OPERATION, link.id, visitorNames(deps.digests, visitor));
}

async function make(
  deps: OrderDeps,
  input: Input,
  caller: Caller,
  link: Link | null,
  idempotency: Idempotency,
): Promise<CreatedAnswer> {
  try {
    return await (link === null
      ? direct(deps, input, caller, idempotency)
      : fromLink(deps, input, link, caller, idempotency));
  } catch (error) {
    if (!(error instanceof ApiError) || idempotency === null) throw error;
    // What is refused now (link expired, time too near, no rate) may have been created by the first try.
    const storeId = link?.storeId ?? caller.storeId;
    if (storeId === null) throw error;
    const request = { ...idempotency, storeId };
    const first = await idempotencyRepository(deps.unitOfWork.db).find(request);
    if (first?.requestHash !== request.requestHash) throw error;
    return { answer: openStoredAnswer(deps.secrets, request, first), replayed: true };
  }
}

async function fromLink(
  deps: OrderDeps,
  input: Input,
  link: Link,
  caller: Caller,
  idempotency: Idempotency,
): Promise<CreatedAnswer> {
  await assertOrigin(deps, link.storeId, caller);
  return deps.createFromLink(
    {
      slug: link.slug,
      sent: input,
      fields: payerFieldsOf(paymentFieldsOf(input)),
      idempotency,
      visitor: visitorOf(caller, link.storeId),
    },
    actorContextOf(caller),
  );
}

/** A page of another origin may create payments if the store lists its origin, or lists none. */
async function assertOrigin(deps: OrderDeps, storeId: string, caller: Caller): Promise<void> {
  if (caller.origin === null) return;
  const listed = await deps.origins(storeId);
  if (listed.length > 0 && !listed.includes(caller.origin.toLowerCase())) {
    throw new ApiError(
      "origin_not_allowed",
      `${caller.origin} is not on the store's list of pages: add it under Settings, Checkout`,
    );
  }
}

function direct(
  deps: OrderDeps,
  input: Input,
  caller: Caller,
  idempotency: Idempotency,
): Promise<CreatedAnswer> {
  requireScope(caller, "payments:write");
  // Whoever names a receiver of payments could make an endpoint and read what it gets.
  if (input.callbackUrl !== undefined) {
    requireScope(caller, "webhooks:write");
    requireScope(caller, "payments:read");
  }
  const currency = input.currency ?? "KAS";
  return deps.createPayment(
    {
      storeId: storeIdOf(caller),
      linkId: null,
      requestedPrice: { ...sentAmount(input, currency), currency },
      expiresInMs: lifeOf(input, deps.clock.now()),
      fields: paymentFieldsOf(input),
      requiredConfirmations: input.requiredConfirmations ?? null,
      fixedRate: input.fixedRate ?? null,
      surchargeBps: null,
      idempotency,
      visitor: null,
      limited: false,
    },
    actorContextOf(caller),
  );
}

function lifeOf(input: Input, now: number): number | null {
  if (input.expiresIn !== undefined) return input.expiresIn * 1000;
  if (input.expiryMinutes !== undefined) return input.expiryMinutes * 60_000;
  if (input.expiresAt === undefined) return null;
  return input.expiresAt - now;
}
