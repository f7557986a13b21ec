// Transfers that no payment owns: listed with guesses, attached to a payment, or ignored.

import { ApiError } from "@kaspa-pay/api-contract";
import type { PaymentHandlers } from "@kaspa-pay/api-contract/router";
import { sompiToKas, type UnmatchedReason } from "@kaspa-pay/core";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import { periodOf, readCursor, toPage } from "../../http/paging.ts";
import { explorerTxTemplate } from "../../runtime/network.ts";
import { actorContextOf, iso, storeIdOf } from "../caller.ts";
import type { ReadPayments } from "../payments/read-payments.ts";
import type { createAttachTransfer, createIgnoreTransfer } from "./attach-transfer.ts";
import type { UnmatchedTransfer } from "./records.ts";
import { unmatchedRepository } from "./repository.ts";

export interface UnmatchedHandlerDeps {
  readonly unitOfWork: UnitOfWork;
  readonly reads: ReadPayments;
  readonly attachTransfer: ReturnType<typeof createAttachTransfer>;
  readonly ignoreTransfer: ReturnType<typeof createIgnoreTransfer>;
}

type UnmatchedHandlers = Pick<PaymentHandlers, "attach" | "rescan" | "listUnmatched" | "ignoreUnmatched">;

const REASONS: Readonly<Record<UnmatchedReason, string>> = {
  no_owner: "No payment was waiting for money at this address",
  amount: "No payment has exactly this amount",
  ambiguous: "More than one payment has this amount",
  own_change: "Change of a payment that this address made itself",
  known: "No payment was waiting for this money",
};

export function createUnmatchedHandlers(deps: UnmatchedHandlerDeps): UnmatchedHandlers {
  const unmatched = unmatchedRepository(deps.unitOfWork.db);
  return {
    attach: async ({ id, txId, index, note }, caller) => {
      const target = { storeId: storeIdOf(caller), paymentId: id };
      await deps.attachTransfer(target, actorContextOf(caller), { txId, index }, note);
      return deps.reads.full(target.storeId, id);
    },
    rescan: createRescan(deps),
    listUnmatched: async ({ ignored = false, address, txId, limit, cursor, ...input }, caller) => {
      const storeId = storeIdOf(caller);
      const { createdFrom: from, createdTo: to } = periodOf(input);
      const rows = await unmatched.list(
        storeId,
        { address, txId, ignored, from, to },
        { limit: limit + 1, after: readCursor(cursor) },
      );
      const page = toPage(
        rows,
        limit,
        (row) => row.transfer.outpoint,
        (row) => row,
      );
      return { ...page, data: await Promise.all(page.data.map((row) => toWire(deps, storeId, row))) };
    },
    ignoreUnmatched: async ({ txId, index, note }, caller) => {
      await deps.ignoreTransfer(storeIdOf(caller), actorContextOf(caller), { txId, index }, note ?? null);
      return { ok: true };
    },
  };
}

/**
 * Attaches a transaction that paid the payment's address and belongs to no payment, also one that was ignored; shows one
 * that is the payment's already.
 */
function createRescan(deps: UnmatchedHandlerDeps): UnmatchedHandlers["rescan"] {
  return async ({ id, txId }, caller) => {
    const storeId = storeIdOf(caller);
    const payment = await deps.reads.full(storeId, id);
    if (payment.transfers.some((transfer) => transfer.txId === txId)) return payment;
    const filters = { txId, address: payment.kaspaAddress };
    const [found] = await unmatchedRepository(deps.unitOfWork.db).list(storeId, filters, {
      limit: 1,
      after: null,
    });
    if (!found) throw await whyNotFound(deps, storeId, txId);
    const output = { txId, index: found.transfer.outputIndex };
    const note = "Looked up by transaction id";
    await deps.attachTransfer({ storeId, paymentId: id }, actorContextOf(caller), output, note);
    return deps.reads.full(storeId, id);
  };
}

async function whyNotFound(
  { reads }: UnmatchedHandlerDeps,
  storeId: string,
  txId: string,
): Promise<ApiError> {
  const [owner] = await reads.list(storeId, { txId }, { limit: 1, afterId: null });
  if (owner) {
    return new ApiError("conflict", "This transaction belongs to another payment already", {
      param: "txId",
      extra: { paymentId: owner.id },
    });
  }
  return new ApiError(
    "not_found",
    "This transaction pays no address of this payment, or the chain has not accepted it yet",
    { param: "txId" },
  );
}

async function toWire(deps: UnmatchedHandlerDeps, storeId: string, row: UnmatchedTransfer) {
  const { transfer } = row;
  const guesses = await unmatchedRepository(deps.unitOfWork.db).guesses(storeId, transfer);
  return {
    txId: transfer.txId,
    index: transfer.outputIndex,
    amount: sompiToKas(transfer.sompi),
    amountSompi: transfer.sompi.toString(),
    address: row.address,
    at: iso(transfer.paidAt ?? row.createdAt),
    reason: REASONS[row.reason ?? "known"],
    reasonCode: row.reason ?? "known",
    status: transfer.acceptingDaa === null ? ("reverted" as const) : ("accepted" as const),
    ignored: row.ignored,
    note: row.note,
    explorerUrl: explorerTxTemplate(row.network)?.replace("{txId}", transfer.txId) ?? null,
    guesses: guesses.map((guess) => ({
      paymentId: guess.paymentId,
      amountExpected: sompiToKas(guess.expectedSompi),
      createdAt: iso(guess.createdAt),
    })),
  };
}
