import type { Kysely } from "kysely";
import type { Records, UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Database } from "../database.ts";
import { inTransaction } from "../transaction.ts";
import { createPasswordResetRecords, createUserRecords } from "./accounts/account-records.ts";
import { createApiKeyRecords } from "./accounts/api-key-records.ts";
import { createAuditRecords, createIdempotencyRecords } from "./accounts/ledger-records.ts";
import { createSessionRecords } from "./accounts/session-records.ts";
import { createChainRecords } from "./chain/chain-records.ts";
import { createPaymentReads } from "./payments/payment-reads.ts";
import { createPaymentRecords } from "./payments/payment-records.ts";
import { createUnmatchedRecords } from "./payments/unmatched-records.ts";
import { createAddressRecords } from "./shops/address-records.ts";
import { createLinkRecords } from "./shops/link-records.ts";
import { createStoreRecords } from "./shops/store-records.ts";
import { createWalletRecords } from "./shops/wallet-records.ts";
import { createDeliveryRecords } from "./webhooks/delivery-records.ts";
import { createEndpointRecords, createEventRecords } from "./webhooks/event-records.ts";

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
    addresses: createAddressRecords(db),
    links: createLinkRecords(db),
    payments: createPaymentRecords(db),
    paymentReads: createPaymentReads(db),
    unmatched: createUnmatchedRecords(db),
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
