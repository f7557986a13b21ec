// Stores and payments that tests make and read below the API, in any process.
import { emptyPaymentFields } from "@kaspa-pay/api-contract";
import { newDemoAccountKey, type SimControls } from "@kaspa-pay/kaspa-sim";
import type { Gateway } from "../../src/container.ts";
import type { ActorContext } from "../../src/features/audit/audit.ts";
import type { CreatedAnswer } from "../../src/features/payments/compose-payment.ts";
import { newStore } from "../../src/features/stores/new-store.ts";
import { storeRepository } from "../../src/features/stores/repository.ts";
import { readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import { eventRepository } from "../../src/features/webhooks/repository/events.ts";

export const SYSTEM: ActorContext = { actor: "system", userId: null, ip: null, requestId: null };

export interface DirectPayment {
  amount?: string;
  currency?: string;
  orderId?: string;
  idempotency?: { key: string; requestHash: string };
  expiresInMs?: number;
}

/** What a test does with stores below the API. */
export function storesOf(running: () => Gateway) {
  return {
    async createStore(settings: object = {}): Promise<string> {
      const { useCases } = running();
      const wallet = readWallet(await newDemoAccountKey(), "simnet");
      return useCases.unitOfWork.transaction(async (db) => {
        const plain = newStore(useCases.ids.next("sto"), "Test shop", "simnet", useCases.clock.now());
        const store = { ...plain, settings: { ...plain.settings, ...settings } };
        await storeRepository(db).insert(store);
        await useCases.wallets.put(db, store, wallet);
        return store.id;
      });
    },
    createPayment: (storeId: string, fields: DirectPayment = {}) => createPayment(running(), storeId, fields),
    full: (storeId: string, paymentId: string) => running().useCases.reads.full(storeId, paymentId),
    async eventTypes(storeId: string, paymentId: string): Promise<string[]> {
      const { db } = running().useCases.unitOfWork;
      const events = await eventRepository(db).list(storeId, { paymentId }, { limit: 1_000, afterId: null });
      const sorted = events.toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
      const numbers = sorted.map((event) => event.sequence);
      if (numbers.some((number, index) => number !== index + 1))
        throw new Error(`sequence has gaps: ${numbers}`);
      return sorted.map((event) => event.type).filter((type) => type !== "payment.updated");
    },
  };
}

function createPayment(
  { useCases }: Gateway,
  storeId: string,
  fields: DirectPayment,
): Promise<CreatedAnswer> {
  return useCases.createPayment(
    {
      storeId,
      linkId: null,
      requestedPrice: { amount: fields.amount ?? "25", currency: fields.currency ?? "KAS", param: "amount" },
      expiresInMs: fields.expiresInMs ?? null,
      fields: { ...emptyPaymentFields, orderId: fields.orderId ?? null },
      requiredConfirmations: null,
      fixedRate: null,
      surchargeBps: null,
      idempotency: fields.idempotency ? { scope: "own payments.create", ...fields.idempotency } : null,
      visitor: null,
      limited: false,
    },
    SYSTEM,
  );
}

export async function differencesFromChain(
  { useCases }: Gateway,
  chain: SimControls,
  storeId: string,
  paymentId: string,
): Promise<string[]> {
  const payment = await useCases.reads.full(storeId, paymentId);
  const stored = payment.transfers
    .filter((transfer) => transfer.status === "accepted" || transfer.status === "confirmed")
    .map(
      (transfer) =>
        `${transfer.txId}:${transfer.index} ${transfer.amountSompi} ${transfer.acceptingBlockHash} ${transfer.acceptingDaaScore}`,
    );
  const onChain = chain
    .truth(payment.kaspaAddress)
    .outputs.map(
      (output) =>
        `${output.txId}:${output.index} ${output.sompi} ${output.accepted.blockHash} ${output.accepted.daaScore}`,
    );
  return [
    ...stored.filter((line) => !onChain.includes(line)).map((line) => `not on the chain: ${line}`),
    ...onChain.filter((line) => !stored.includes(line)).map((line) => `not stored: ${line}`),
  ];
}
