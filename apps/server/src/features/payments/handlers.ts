import { ApiError, type PaymentFull } from "@kaspa-pay/api-contract";
import { Answer, type Caller, type PaymentHandlers } from "@kaspa-pay/api-contract/router";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Limits } from "../../http/limits/limits.ts";
import { eitherName, periodOf, readCursor, toPage } from "../../http/paging.ts";
import { ownScope, payerScope, requestHash } from "../../idempotency/idempotent-request.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { KeyedDigests, SecretBox } from "../../security/secrets.ts";
import type { ActorContext } from "../audit/audit.ts";
import { actorContextOf, isoOrNull, storeIdOf, visitorOf } from "../caller.ts";
import type { WatchList } from "../checkout/watch-list.ts";
import type { Simulate } from "../simulation/simulate.ts";
import { createUnmatchedHandlers, type UnmatchedHandlerDeps } from "../unmatched/handlers.ts";
import type { createPaymentActions } from "./actions.ts";
import { readKas } from "./amounts.ts";
import type { CheckoutOpened } from "./checkout-opened.ts";
import type { createCreateFromLink } from "./create-from-link.ts";
import { type AllowedOrigins, createOrders } from "./create-handlers.ts";
import type { CreatePayment } from "./create-payment.ts";
import { createNoteHandlers, type NoteHandlerDeps } from "./notes.ts";
import type { ReadPayments } from "./read-payments.ts";
import type { PaymentFilters } from "./read-records.ts";
import { type ExpandDeps, expand } from "./reads/expand.ts";
import type { PaymentTarget } from "./records.ts";
import type { Renew } from "./renew/renew.ts";
import type { createRequote } from "./renew-quote.ts";
import { paymentQueries } from "./repository/queries.ts";

export interface PaymentHandlerDeps extends UnmatchedHandlerDeps, NoteHandlerDeps, ExpandDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly createPayment: CreatePayment;
  readonly createFromLink: ReturnType<typeof createCreateFromLink>;
  readonly reads: ReadPayments;
  readonly actions: ReturnType<typeof createPaymentActions>;
  readonly requote: ReturnType<typeof createRequote>;
  readonly renew: Renew;
  readonly simulate: Simulate;
  readonly watched: WatchList;
  readonly checkoutOpened: CheckoutOpened;
  readonly origins: AllowedOrigins;
  readonly secrets: SecretBox;
  readonly digests: Pick<KeyedDigests, "visitor">;
  readonly limits: Pick<Limits, "quote" | "hint" | "miss">;
}

const notFound = () => new ApiError("not_found", "Payment not found");
const nothingToExpand = () =>
  new ApiError("invalid_request", "expand needs an API key or a session: the payer's view is whole", {
    param: "expand",
    issues: [{ path: "expand", message: "Only with an API key or a session" }],
  });
/** The same answer as for an unknown payment: a token is valid for one payment or none. */
const wrongToken = () => new ApiError("unauthorized", "The client token does not match this payment");

export function createPaymentHandlers(deps: PaymentHandlerDeps): PaymentHandlers {
  const { reads } = deps;
  return {
    create: createOrders(deps),
    list: async (input, caller) => {
      const page = { limit: input.limit, afterId: readCursor(input.cursor) };
      const rows = await reads.list(storeIdOf(caller), filtersOf(input), page);
      const { data, ...end } = toPage(
        rows,
        input.limit,
        (row) => row.id,
        (row) => row,
      );
      return { data: await expand(deps, caller, input.expand, data), ...end };
    },
    counts: async (input, caller) =>
      paymentQueries(deps.unitOfWork.db).counts(storeIdOf(caller), filtersOf(input)),
    get: async (input, caller) => {
      const { storeId } = await targetOf(deps, input.id, caller);
      if (caller.kind === "user" || caller.kind === "key") {
        const [full] = await expand(deps, caller, input.expand, [await reads.full(storeId, input.id)]);
        return full as PaymentFull;
      }
      if (input.expand !== undefined) throw nothingToExpand();
      const view = await reads.publicView(input.id);
      if (!view) throw notFound();
      deps.watched.look(input.id);
      await deps.checkoutOpened(input.id);
      return view;
    },
    getFull: (input, caller) => reads.full(storeIdOf(caller), input.id),
    quote: (input, caller) => quote(deps, input.id, caller),
    renew: (input, caller) => renew(deps, input.id, caller),
    hint: async (input, caller) => {
      const { storeId, paymentId } = await targetOf(deps, input.id, caller);
      if (!(await paymentQueries(deps.unitOfWork.db).get(storeId, paymentId))) throw notFound();
      await deps.limits.hint(paymentId);
      deps.watched.look(input.id);
      return { ok: true };
    },
    verifyRedirect: async ({ sig, orderId, ...query }) => {
      const { payment, details } = await reads.checkRedirect({ ...query, orderId }, sig);
      const { id, status } = payment;
      const confirmedAt = isoOrNull(payment.confirmedAt);
      return {
        valid: true,
        verified: status === "confirmed",
        payment: { id, orderId: details.fields.orderId, status, confirmedAt },
      };
    },
    simulate: async (input, caller) => {
      const target = { storeId: storeIdOf(caller), paymentId: input.id };
      await deps.simulate(target, input.case, actorContextOf(caller));
      return { ok: true };
    },
    ...staffActs(deps),
    ...createUnmatchedHandlers(deps),
    ...createNoteHandlers(deps),
  };
}

function staffActs(deps: PaymentHandlerDeps): Pick<PaymentHandlers, "cancel" | "mark" | "resolve"> {
  const after = async (
    caller: Caller,
    id: string,
    work: (target: PaymentTarget, actor: ActorContext) => Promise<void>,
  ) => {
    const target = { storeId: storeIdOf(caller), paymentId: id };
    await work(target, actorContextOf(caller));
    return deps.reads.full(target.storeId, id);
  };
  return {
    cancel: (input, caller) =>
      after(caller, input.id, (target, actor) => deps.actions.cancel(target, actor, input.note ?? null)),
    mark: (input, caller) => {
      const mark = input.status === "confirmed" ? "paid" : input.status;
      return after(caller, input.id, (target, actor) => deps.actions.mark(target, actor, mark, input.note));
    },
    resolve: ({ id, attention, action, note }, caller) =>
      after(caller, id, (target, actor) =>
        deps.actions.resolve(target, actor, { attention, action, note: note ?? null }),
      ),
  };
}

/** The payment that a caller may read: the merchant's own, or the one whose client token was sent. */
async function targetOf(deps: PaymentHandlerDeps, id: string, caller: Caller): Promise<PaymentTarget> {
  const { clientToken } = caller;
  // Generated clients may send their key in every header that an operation names: a valid key or session is enough.
  if (caller.kind === "user" || caller.kind === "key") return { storeId: storeIdOf(caller), paymentId: id };
  const storeId = clientToken === null ? null : await deps.reads.storeOf(id, clientToken);
  if (storeId === null) {
    await deps.limits.miss(caller);
    throw wrongToken();
  }
  return { storeId, paymentId: id };
}

async function quote(deps: PaymentHandlerDeps, id: string, caller: Caller) {
  const target = await targetOf(deps, id, caller);
  if (!(await paymentQueries(deps.unitOfWork.db).get(target.storeId, id))) throw notFound();
  await deps.limits.quote(id);
  await deps.requote(target, actorContextOf(caller));
  const view = await deps.reads.publicView(id);
  if (!view) throw notFound();
  return view;
}

async function renew(deps: PaymentHandlerDeps, id: string, caller: Caller) {
  const target = await targetOf(deps, id, caller);
  const { idempotencyKey: key } = caller;
  const visitor = visitorOf(caller, target.storeId);
  // The caller proved the client token, so everybody who has it shares this Idempotency-Key.
  const scope = visitor === null ? ownScope("payments.renew") : payerScope("payments.renew", id);
  const idempotency = key === null ? null : { scope, key, requestHash: requestHash({ id }) };
  const { answer, replayed } = await deps.renew(target, actorContextOf(caller), { idempotency, visitor });
  return new Answer(answer, { replayed });
}

type FilterInput = Omit<Parameters<PaymentHandlers["list"]>[0], "limit" | "cursor">;

export function filtersOf(input: FilterInput): PaymentFilters {
  const { amountMin, amountMax, status, orderId, terminal, linkId, customerEmail, address, txId } = input;
  return {
    status,
    orderId,
    terminal,
    linkId,
    customerEmail,
    address,
    txId,
    q: eitherName(["q", input.q], ["search", input.search])?.trim() || undefined,
    ...periodOf(input),
    attention: input.attention,
    refundStatus: input.refundStatus,
    amountMinSompi: amountMin === undefined ? undefined : readKas(amountMin, "amountMin"),
    amountMaxSompi: amountMax === undefined ? undefined : readKas(amountMax, "amountMax"),
  };
}
