import type { Kysely } from "kysely";
import type { Records, UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Database } from "../database.ts";
import { inTransaction } from "../transaction.ts";
import { createPasswordResetRecords, createUserRecords } from "./account-records.ts";
import { createApiKeyRecords } from "./api-key-records.ts";
import { createChainRecords } from "./chain-records.ts";
import { createDeliveryRecords } from "./delivery-records.ts";
import { createEndpointRecords, createEventRecords } from "./event-records.ts";
import { createAuditRecords, createIdempotencyRecords } from "./ledger-records.ts";
import { createLinkRecords } from "./link-records.ts";
import { createPaymentReads } from "./payment-reads.ts";
import { createPaymentRecords } from "./payment-records.ts";
import { createSessionRecords } from "./session-records.ts";
import { createStoreRecords } from "./store-records.ts";
import { createWalletRecords } from "./wallet-records.ts";

export function createRecords(db: Kysely<Database>): Records {
  return {
    users: createUserRecords(db),
    sessions: createSessionRecords(db),
    passwordResets: createPasswordResetRecords(db),
    apiKeys: createApiKeyRecords(db),
    audit: createAuditRecords(db),
    idempotency: createIdempotencyRecords(db),
    stores: createStoreRecords(db),
    wallets: createWalletRecords(db),
    links: createLinkRecords(db),
    payments: createPaymentRecords(db),
    paymentReads: createPaymentReads(db),
    chain: createChainRecords(db),
    events: createEventRecords(db),
    endpoints: createEndpointRecords(db),
    deliveries: createDeliveryRecords(db),
  };
}

export function createUnitOfWork(db: Kysely<Database>, onRetry?: () => void): UnitOfWork {
  return {
    records: createRecords(db),
    transaction: (work) => inTransaction(db, (trx) => work(createRecords(trx)), onRetry),
  };
}
