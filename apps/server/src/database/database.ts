import type {
  AccountActionsTable,
  AddressCountersTable,
  ApiKeysTable,
  ApiRequestsTable,
  AuditLogTable,
  IdempotencyKeysTable,
  PasswordResetsTable,
  ServerClaimsTable,
  SessionsTable,
  StoreMembersTable,
  StoresTable,
  UsersTable,
  WalletsTable,
} from "./tables/account-tables.ts";
import type {
  CheckpointsTable,
  CursorsTable,
  LeasesTable,
  OutagesTable,
  QuarantinedPaymentsTable,
  RecoveredPaymentsTable,
  SyncGapsTable,
} from "./tables/chain-tables.ts";
import type { DepositAccountsTable, DepositSettingsTable, DepositsTable } from "./tables/deposit-tables.ts";
import type {
  DisbursementOutputsTable,
  DisbursementsTable,
  DisbursementWatchesTable,
} from "./tables/disbursement-tables.ts";
import type {
  DeliveriesTable,
  DeliveryAttemptsTable,
  EndpointsTable,
  EventsTable,
} from "./tables/event-tables.ts";
import type {
  AddressAssignmentsTable,
  AddressesTable,
  LinksTable,
  PaymentNotesTable,
  PaymentsTable,
  TimelineTable,
  TransfersTable,
} from "./tables/payment-tables.ts";

/** The schema as the migrations leave it; `database.test.ts` compares it with the catalogue. */
export interface Database {
  users: UsersTable;
  server_claims: ServerClaimsTable;
  sessions: SessionsTable;
  password_resets: PasswordResetsTable;
  stores: StoresTable;
  store_members: StoreMembersTable;
  wallets: WalletsTable;
  address_counters: AddressCountersTable;
  api_keys: ApiKeysTable;
  idempotency_keys: IdempotencyKeysTable;
  api_requests: ApiRequestsTable;
  audit_log: AuditLogTable;
  account_actions: AccountActionsTable;
  links: LinksTable;
  payments: PaymentsTable;
  payment_notes: PaymentNotesTable;
  addresses: AddressesTable;
  address_assignments: AddressAssignmentsTable;
  transfers: TransfersTable;
  timeline: TimelineTable;
  disbursements: DisbursementsTable;
  disbursement_outputs: DisbursementOutputsTable;
  disbursement_watches: DisbursementWatchesTable;
  deposit_settings: DepositSettingsTable;
  deposit_accounts: DepositAccountsTable;
  deposits: DepositsTable;
  events: EventsTable;
  endpoints: EndpointsTable;
  deliveries: DeliveriesTable;
  delivery_attempts: DeliveryAttemptsTable;
  cursors: CursorsTable;
  cursor_ladder: CheckpointsTable;
  outages: OutagesTable;
  recovered_payments: RecoveredPaymentsTable;
  sync_gaps: SyncGapsTable;
  stopped_payments: QuarantinedPaymentsTable;
  leases: LeasesTable;
}
