import { Refused } from "@kaspa-pay/api-contract";
import type { Caller, PaymentHandlers } from "@kaspa-pay/api-contract/router";
import { sompiToKas } from "@kaspa-pay/core";
import type { Clock } from "../../ports/clock.ts";
import type { PaymentFilters, UnmatchedTransfer } from "../../ports/records/payment-reads.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Acting, Audit } from "../../usecases/acting.ts";
import type { CheckoutOpened } from "../../usecases/checkout/opened.ts";
import type { WatchList } from "../../usecases/checkout/watch-list.ts";
import { readKas } from "../../usecases/links/link-terms.ts";
import type { createActs, PaymentTarget } from "../../usecases/payments/acts.ts";
import type { createCreateFromLink } from "../../usecases/payments/create-from-link.ts";
import type { CreatePayment } from "../../usecases/payments/create-payment.ts";
import type { ReadPayments } from "../../usecases/payments/read-payments.ts";
import type { createRequote } from "../../usecases/payments/requote.ts";
import type { Simulate } from "../../usecases/simulation/simulate.ts";
import { actingOf, iso, isoOrNull, readCursor, storeIdOf, toPage } from "./checks.ts";
import { createOrders, type ShopOrigins } from "./payment-orders.ts";

export interface PaymentHandlerDeps {
  readonly audit: Audit;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly createPayment: CreatePayment;
  readonly createFromLink: ReturnType<typeof createCreateFromLink>;
  readonly reads: ReadPayments;
  readonly acts: ReturnType<typeof createActs>;
  readonly requote: ReturnType<typeof createRequote>;
  readonly simulate: Simulate;
  readonly watched: WatchList;
  readonly opened: CheckoutOpened;
  readonly origins: ShopOrigins;
  readonly explorerTxTemplate: (network: UnmatchedTransfer["network"]) => string | null;
}

const notFound = () => new Refused("not_found", "Payment not found");
/** The same for a payment that is not there: a token opens one payment or none. */
const wrongToken = () => new Refused("unauthorized", "This token opens no payment with this id");

export function createPaymentHandlers(deps: PaymentHandlerDeps): PaymentHandlers {
  const { reads } = deps;
  return {
    create: createOrders(deps),
    list: async (input, caller) => {
      const page = { limit: input.limit, afterId: readCursor(input.cursor) };
      const rows = await reads.list(storeIdOf(caller), filtersOf(input), page);
      return toPage(
        rows,
        input.limit,
        (row) => row.id,
        (row) => row,
      );
    },
    counts: async (_input, caller) => deps.unitOfWork.records.paymentReads.counts(storeIdOf(caller)),
    get: async (input, caller) => {
      const { storeId } = await targetOf(deps, input.id, caller);
      if (caller.kind === "user" || caller.kind === "key") return reads.full(storeId, input.id);
      const view = await reads.publicView(input.id);
      if (!view) throw notFound();
      deps.watched.look(input.id);
      await deps.opened(input.id);
      return view;
    },
    getFull: (input, caller) => reads.full(storeIdOf(caller), input.id),
    quote: (input, caller) => quote(deps, input.id, caller),
    hint: async (input, caller) => {
      const { storeId, paymentId } = await targetOf(deps, input.id, caller);
      if (!(await deps.unitOfWork.records.paymentReads.get(storeId, paymentId))) throw notFound();
      deps.watched.look(input.id);
      return { ok: true };
    },
    verifyRedirect: async ({ sig, ...proof }) => {
      const stored = await reads.checkRedirect(proof, sig);
      if (!stored)
        return { valid: false, verified: false, payment: null, error: "The signature does not fit" };
      const { payment, details } = stored;
      const confirmedAt = isoOrNull(payment.confirmedAt);
      return {
        valid: true,
        verified: payment.status === "confirmed",
        payment: { id: payment.id, orderId: details.orderId, status: payment.status, confirmedAt },
        error: null,
      };
    },
    simulate: async (input, caller) => {
      const target = { storeId: storeIdOf(caller), paymentId: input.id };
      await deps.simulate(target, input.case, actingOf(caller));
      return { ok: true };
    },
    ...staffActs(deps),
    ...unmatchedHandlers(deps),
  };
}

function staffActs(
  deps: PaymentHandlerDeps,
): Pick<PaymentHandlers, "cancel" | "mark" | "resolve" | "attach" | "rescan"> {
  const after = async (
    caller: Caller,
    id: string,
    work: (target: PaymentTarget, by: Acting) => Promise<void>,
  ) => {
    const target = { storeId: storeIdOf(caller), paymentId: id };
    await work(target, actingOf(caller));
    return deps.reads.full(target.storeId, id);
  };
  return {
    cancel: (input, caller) =>
      after(caller, input.id, (target, by) => deps.acts.cancel(target, by, input.note ?? null)),
    mark: (input, caller) => {
      const mark = input.status === "confirmed" ? "paid" : input.status;
      return after(caller, input.id, (target, by) => deps.acts.mark(target, by, mark, input.note));
    },
    resolve: ({ id, attention, action, note }, caller) =>
      after(caller, id, (target, by) =>
        deps.acts.resolve(target, by, { attention, action, note: note ?? null }),
      ),
    attach: ({ id, txId, index, note }, caller) =>
      after(caller, id, (target, by) => deps.acts.attach(target, by, { txId, index }, note)),
    rescan: (input, caller) => rescan(deps, input, caller, after),
  };
}

/** A transaction that paid one of the store's addresses and belongs to no payment is attached; one that does is shown. */
async function rescan(
  deps: PaymentHandlerDeps,
  input: { id: string; txId: string },
  caller: Caller,
  after: (
    caller: Caller,
    id: string,
    work: (target: PaymentTarget, by: Acting) => Promise<void>,
  ) => ReturnType<ReadPayments["full"]>,
) {
  const payment = await deps.reads.full(storeIdOf(caller), input.id);
  if (payment.transfers.some((transfer) => transfer.txId === input.txId)) return payment;
  const waiting = await deps.unitOfWork.records.paymentReads.unmatched(storeIdOf(caller), {
    ignored: false,
    limit: 1_000,
    after: null,
  });
  const found = waiting.find(
    (one) => one.transfer.txId === input.txId && one.address === payment.kaspaAddress,
  );
  if (!found) {
    throw new Refused(
      "not_found",
      "This transaction pays no address of this payment, or the chain has not accepted it yet",
      {
        param: "txId",
      },
    );
  }
  const output = { txId: input.txId, index: found.transfer.outputIndex };
  return after(caller, input.id, (target, by) =>
    deps.acts.attach(target, by, output, "Looked up by transaction id"),
  );
}

/** The payment that a caller may touch: the merchant's own, or the one that the payer's token opens. */
async function targetOf(deps: PaymentHandlerDeps, id: string, caller: Caller): Promise<PaymentTarget> {
  const { clientToken } = caller;
  const opened = clientToken === null ? null : await deps.reads.storeOf(id, clientToken);
  // A wrong token is refused even beside a right key: who sends one means something by it.
  if (clientToken !== null && opened === null) throw wrongToken();
  const storeId = caller.kind === "user" || caller.kind === "key" ? storeIdOf(caller) : opened;
  if (storeId === null) throw wrongToken();
  return { storeId, paymentId: id };
}

async function quote(deps: PaymentHandlerDeps, id: string, caller: Caller) {
  const target = await targetOf(deps, id, caller);
  await deps.requote(target, actingOf(caller));
  const view = await deps.reads.publicView(id);
  if (!view) throw notFound();
  return view;
}

type FilterInput = Omit<Parameters<PaymentHandlers["list"]>[0], "limit" | "cursor">;

export function filtersOf(input: FilterInput): PaymentFilters {
  const { amountMin, amountMax, status, orderId, linkId, customerEmail, address, txId, q } = input;
  return {
    status,
    orderId,
    linkId,
    customerEmail,
    address,
    txId,
    q: q?.trim() || undefined,
    createdFrom: input.createdFrom,
    createdTo: input.createdTo,
    attention: input.attention,
    refundStatus: input.refundStatus,
    amountMinSompi: amountMin === undefined ? undefined : readKas(amountMin, "amountMin"),
    amountMaxSompi: amountMax === undefined ? undefined : readKas(amountMax, "amountMax"),
  };
}

function unmatchedHandlers(
  deps: PaymentHandlerDeps,
): Pick<PaymentHandlers, "listUnmatched" | "ignoreUnmatched"> {
  const { paymentReads } = deps.unitOfWork.records;
  return {
    listUnmatched: async (input, caller) => {
      const rows = await paymentReads.unmatched(storeIdOf(caller), {
        ignored: input.ignored ?? false,
        limit: input.limit + 1,
        after: readCursor(input.cursor),
      });
      return toPage(
        rows,
        input.limit,
        (row) => row.transfer.outpoint,
        (row) => unmatchedToWire(deps, row),
      );
    },
    ignoreUnmatched: async (input, caller) => {
      const storeId = storeIdOf(caller);
      await deps.unitOfWork.transaction(async (records) => {
        if (!(await records.paymentReads.ignoreUnmatched(storeId, input.txId, input.index))) {
          throw new Refused("not_found", "No unmatched transfer with this transaction and index");
        }
        const target = `${input.txId}:${input.index}`;
        await deps.audit(records, actingOf(caller), { storeId, action: "transfer.ignored", target });
      });
      return { ok: true };
    },
  };
}

function unmatchedToWire(deps: PaymentHandlerDeps, row: UnmatchedTransfer) {
  const { transfer } = row;
  return {
    txId: transfer.txId,
    index: transfer.outputIndex,
    amount: sompiToKas(transfer.sompi),
    amountSompi: transfer.sompi.toString(),
    address: row.address,
    at: iso(transfer.paidAt ?? row.createdAt),
    reason: "no open payment with this amount",
    ignored: row.ignored,
    explorerUrl: deps.explorerTxTemplate(row.network)?.replace("{txId}", transfer.txId) ?? null,
    guesses: [],
  };
}
