// POST /payments: from a link by anybody, directly by a key or user. The link decides what a link's payment costs.
import { Refused } from "@kaspa-pay/api-contract";
import { type Caller, type PaymentHandlers, requireScope } from "@kaspa-pay/api-contract/router";
import type { Clock } from "../../ports/clock.ts";
import type { LinkItem } from "../../ports/records/link-records.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { createCreateFromLink } from "../../usecases/payments/create-from-link.ts";
import type { CreatedAnswer, CreatePayment } from "../../usecases/payments/create-payment.ts";
import { requestHash } from "../../usecases/payments/request-hash.ts";
import { actingOf, storeIdOf } from "./checks.ts";

/** Pages that may make payments from a store's links; empty = any. Null for an unknown link. */
export type ShopOrigins = (slug: string) => Promise<readonly string[] | null>;

export interface OrderDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly createPayment: CreatePayment;
  readonly createFromLink: ReturnType<typeof createCreateFromLink>;
  readonly origins: ShopOrigins;
}

type Input = Parameters<PaymentHandlers["create"]>[0];

const LEAST_LIFE_MS = 5 * 60_000;
const LONGEST_LIFE_MS = 1_440 * 60_000;

export const createOrders =
  (deps: OrderDeps): PaymentHandlers["create"] =>
  async (input, caller) => {
    const idempotency =
      caller.idempotencyKey === null ? null : { key: caller.idempotencyKey, requestHash: requestHash(input) };
    const made = await make(deps, input, caller, idempotency).catch((error: unknown) =>
      madeBefore(deps, input, caller, idempotency, error),
    );
    if (made.replayed) caller.reply.replayed = true;
    return made.answer;
  };

type Idempotency = { key: string; requestHash: string } | null;

const make = (deps: OrderDeps, input: Input, caller: Caller, idempotency: Idempotency) =>
  input.paymentLinkSlug === undefined
    ? direct(deps, input, caller, idempotency)
    : fromLink(deps, input, input.paymentLinkSlug, caller, idempotency);

/** What is refused by now (the link is over, the time too near, no rate) was perhaps made by the first try. */
async function madeBefore(
  deps: OrderDeps,
  input: Input,
  caller: Caller,
  idempotency: Idempotency,
  error: unknown,
): Promise<CreatedAnswer> {
  if (!(error instanceof Refused) || idempotency === null) throw error;
  const { links, idempotency: kept } = deps.unitOfWork.records;
  const slug = input.paymentLinkSlug;
  const storeId = slug === undefined ? caller.storeId : ((await links.bySlug(slug))?.storeId ?? null);
  const first = storeId === null ? null : await kept.find(storeId, idempotency.key);
  if (first?.requestHash !== idempotency.requestHash) throw error;
  return { answer: JSON.parse(first.body) as CreatedAnswer["answer"], replayed: true };
}

async function fromLink(
  deps: OrderDeps,
  input: Input,
  slug: string,
  caller: Caller,
  idempotency: Idempotency,
): Promise<CreatedAnswer> {
  await assertOrigin(deps, slug, caller);
  return deps.createFromLink(
    {
      slug,
      amount: input.amount ?? null,
      customerEmail: input.customerEmail ?? null,
      customerName: input.customerName ?? null,
      customerNote: input.customerNote ?? null,
      metadata: input.metadata ?? {},
      idempotency,
    },
    actingOf(caller),
  );
}

/** A page on another origin may make payments only if the store lists it, or lists none. */
async function assertOrigin(deps: OrderDeps, slug: string, caller: Caller): Promise<void> {
  if (caller.origin === null) return;
  const listed = await deps.origins(slug);
  if (listed === null || listed.length === 0) {
    caller.reply.allowOrigin = "*";
    return;
  }
  if (!listed.includes(caller.origin.toLowerCase())) {
    throw new Refused(
      "origin_not_allowed",
      `${caller.origin} is not on the store's list of pages: add it under Settings, Checkout`,
    );
  }
  caller.reply.allowOrigin = caller.origin;
}

function direct(
  deps: OrderDeps,
  input: Input,
  caller: Caller,
  idempotency: Idempotency,
): Promise<CreatedAnswer> {
  requireScope(caller, "payments:write");
  return deps.createPayment(
    {
      storeId: storeIdOf(caller),
      linkId: null,
      ask: {
        amount: input.type === "deposit" ? null : (input.amount ?? null),
        currency: input.currency ?? "KAS",
      },
      expiresInMs: lifeOf(input, deps.clock.now()),
      orderId: input.orderId ?? null,
      title: null,
      description: input.description ?? null,
      items: (input.items ?? []) as readonly LinkItem[],
      metadata: input.metadata ?? {},
      metadataByPayer: false,
      customerEmail: input.customerEmail ?? null,
      customerName: input.customerName ?? null,
      customerNote: input.customerNote ?? null,
      successMessage: null,
      redirectUrl: input.redirectUrl ?? null,
      cancelUrl: input.cancelUrl ?? null,
      requiredConfirmations: input.requiredConfirmations ?? null,
      fixedRate: input.fixedRate ?? null,
      idempotency,
    },
    actingOf(caller),
  );
}

function lifeOf(input: Input, now: number): number | null {
  if (input.expiresIn !== undefined) return input.expiresIn * 1000;
  if (input.expiryMinutes !== undefined) return input.expiryMinutes * 60_000;
  if (input.expiresAt === undefined) return null;
  const life = input.expiresAt - now;
  if (life < LEAST_LIFE_MS || life > LONGEST_LIFE_MS) {
    const message = "expiresAt is 5 minutes to 24 hours from now";
    throw new Refused("invalid_request", message, {
      param: "expiresAt",
      issues: [{ path: "expiresAt", message }],
    });
  }
  return life;
}
