import type {
  ApiKeyRecords,
  AuditRecords,
  IdempotencyRecords,
  PasswordResetRecords,
  SessionRecords,
  UserRecords,
} from "./records/account-records.ts";
import type { AddressRecords } from "./records/address-records.ts";
import type { ChainRecords } from "./records/chain-records.ts";
import type { DeliveryRecords, EndpointRecords, EventRecords } from "./records/event-records.ts";
import type { LinkRecords } from "./records/link-records.ts";
import type { PaymentReads } from "./records/payment-reads.ts";
import type { PaymentRecords } from "./records/payment-records.ts";
import type { StoreRecords, WalletRecords } from "./records/store-records.ts";
import type { UnmatchedRecords } from "./records/unmatched-records.ts";

/** All records over one connection: the pool's, or that of a running transaction. */
export interface Records {
  users: UserRecords;
  sessions: SessionRecords;
  passwordResets: PasswordResetRecords;
  apiKeys: ApiKeyRecords;
  audit: AuditRecords;
  idempotency: IdempotencyRecords;
  stores: StoreRecords;
  wallets: WalletRecords;
  addresses: AddressRecords;
  links: LinkRecords;
  payments: PaymentRecords;
  paymentReads: PaymentReads;
  unmatched: UnmatchedRecords;
  chain: ChainRecords;
  events: EventRecords;
  endpoints: EndpointRecords;
  deliveries: DeliveryRecords;
}

export interface UnitOfWork {
  /** Single statements, each its own transaction. */
  readonly records: Records;
  /**
   * One short transaction. It runs again from the start when PostgreSQL asks for it (40001, 40P01), so the work has
   * no effect outside the records it is given.
   */
  transaction<T>(work: (records: Records) => Promise<T>): Promise<T>;
}
