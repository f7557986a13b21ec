// Staff attaches an unmatched output to a payment, or ignores it
// (docs/spec/payment-lifecycle.md#unmatched-outputs).

import { ApiError } from "@kaspa-pay/api-contract";
import type { AcceptedOutput } from "@kaspa-pay/core";
import { holdCursor } from "../../chain/read-cursor.ts";
import type { Db } from "../../database/unit-of-work.ts";
import type { ActorContext } from "../audit/audit.ts";
import { type ActionDeps, applyActionWithin, publishPaymentChange } from "../payments/actions.ts";
import { findStorePayment } from "../payments/find-payment.ts";
import type { PaymentTarget } from "../payments/records.ts";
import { type ReceiptRates, receiptRates } from "../rates/receipt-rate.ts";
import type { UnmatchedTransfer } from "./records.ts";
import { unmatchedRepository } from "./repository.ts";

/** An output of a transaction. */
export interface OutputRef {
  txId: string;
  index: number;
}

const noTransfer = () =>
  new ApiError("not_found", "No unmatched transfer with this transaction and index", { param: "txId" });

/**
 * Gives an unmatched transfer to a payment, which is then reduced. Attached to the same payment before: nothing
 * happens. The cursor is locked, so that no page can revert the money in between.
 * @throws ApiError `not_found` when payment or transfer is not the store's; `conflict` when another payment has it,
 * when it is not on the chain now, and when it is older than the payment
 */
export function createAttachTransfer(deps: ActionDeps) {
  return async (
    target: PaymentTarget,
    actor: ActorContext,
    output: OutputRef,
    reason: string,
  ): Promise<void> => {
    const changed = await deps.unitOfWork.transaction(async (db) => {
      const payment = await findStorePayment(db, target.storeId, target.paymentId);
      if (payment === null) throw new ApiError("not_found", "Payment not found");
      await holdCursor(db, payment.details.network);
      const transfer = await freeTransfer(db, target, output);
      if (transfer === null) return false;
      const accepted = acceptedOutput(transfer);
      return applyActionWithin(deps, db, target, actor, "payment.attach", (now, clock, stored) => ({
        kind: "attach",
        output: {
          ...accepted,
          ...receiptRates(deps.rates, stored.details.network, stored.payment, accepted.blockTime),
        },
        actor: actor.actor,
        reason,
        now,
        ...clock,
      }));
    });
    if (changed) publishPaymentChange(deps, target.paymentId);
  };
}

/** Locked; null when the payment has it already. */
async function freeTransfer(
  db: Db,
  { storeId, paymentId }: PaymentTarget,
  { txId, index }: OutputRef,
): Promise<UnmatchedTransfer | null> {
  const found = await unmatchedRepository(db).lock(storeId, txId, index);
  if (found === null) throw noTransfer();
  if (found.paymentId === paymentId) return null;
  if (found.paymentId !== null) {
    throw new ApiError("conflict", "This transfer belongs to another payment already", {
      param: "txId",
      extra: { paymentId: found.paymentId },
    });
  }
  return found;
}

function acceptedOutput({ transfer }: UnmatchedTransfer): Omit<AcceptedOutput, keyof ReceiptRates> {
  const { acceptingDaa, paidAt } = transfer;
  if (acceptingDaa === null || paidAt === null) {
    throw new ApiError(
      "conflict",
      "The block that accepted this transfer left the chain: it is no money now",
    );
  }
  return {
    txId: transfer.txId,
    outputIndex: transfer.outputIndex,
    sompi: transfer.sompi,
    blockHash: transfer.acceptingBlockHash,
    daa: acceptingDaa,
    blockTime: paidAt,
    inputAddresses: transfer.inputAddresses,
    coinbase: transfer.coinbase,
    covenantId: transfer.covenantId,
  };
}

/**
 * Takes an unmatched transfer off the list, with a note for later. It stays attachable.
 * @throws ApiError `not_found`; `conflict` when a payment has it
 */
export function createIgnoreTransfer({ unitOfWork, audit }: Pick<ActionDeps, "unitOfWork" | "audit">) {
  return async (storeId: string, actor: ActorContext, { txId, index }: OutputRef, note: string | null) => {
    await unitOfWork.transaction(async (db) => {
      const found = await unmatchedRepository(db).lock(storeId, txId, index);
      if (found === null) throw noTransfer();
      if (found.paymentId !== null) {
        throw new ApiError("conflict", "This transfer belongs to a payment", {
          extra: { paymentId: found.paymentId },
        });
      }
      await unmatchedRepository(db).ignore(storeId, txId, index, note);
      await audit(db, actor, {
        storeId,
        action: "transfer.ignored",
        target: `${txId}:${index}`,
        before: { ignored: found.ignored, note: found.note },
        after: { ignored: true, note },
      });
    });
  };
}
