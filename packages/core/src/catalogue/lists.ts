// The closed lists of the product, once. Types, schemas, table types, settings and screens are made from them; a test
// compares them with the checks of the database.

/** The networks a store may belong to. */
export const NETWORKS = ["mainnet", "testnet-10", "simnet"] as const;
export type Network = (typeof NETWORKS)[number];

/** What a member of a store is. */
export const ROLES = ["owner", "manager", "accountant", "cashier", "developer", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** The seven states of a payment (docs/spec/payment-lifecycle.md#states); derived after each fact, never set. */
export const PAYMENT_STATUSES = [
  "pending",
  "underpaid",
  "confirming",
  "confirmed",
  "expired",
  "canceled",
  "invalid",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** A payment that waits for money or confirmations. */
export const OPEN_STATUSES: ReadonlySet<string> = new Set<PaymentStatus>([
  "pending",
  "underpaid",
  "confirming",
]);
/** A payment that is over; a revert or staff may still change it. */
export const FINAL_STATUSES: ReadonlySet<string> = new Set(
  PAYMENT_STATUSES.filter((status) => !OPEN_STATUSES.has(status)),
);

/** States of an output that pays (docs/spec/payment-lifecycle.md#transfers); `detected` was seen in the mempool and is no money. */
export const TRANSFER_STATUSES = ["detected", "accepted", "confirmed", "reverted", "dropped"] as const;
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

/** How a payment learned of an output. */
export const TRANSFER_SOURCES = ["mempool", "chain", "snapshot", "attach"] as const;
export type TransferSource = (typeof TRANSFER_SOURCES)[number];

/** States of a deposit (docs/spec/deposits.md#states); only `confirmed` money is the customer's. */
export const DEPOSIT_STATUSES = ["confirming", "confirmed", "below_minimum", "covenant", "reverted"] as const;
export type DepositStatus = (typeof DEPOSIT_STATUSES)[number];

/** Why people must look at a payment (docs/spec/payment-lifecycle.md#attention). */
export const ATTENTION_REASONS = ["underpaid", "late", "overpaid", "multiple", "reverted", "manual"] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/** `full` when confirmed refunds reach the received sum less the tolerance. */
export const REFUND_STATUSES = ["none", "partial", "full"] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** Money that the merchant's wallet sends out: back to a payer, or to anybody else. */
export const DISBURSEMENT_KINDS = ["refund", "payout"] as const;
export type DisbursementKind = (typeof DISBURSEMENT_KINDS)[number];

/** States of a refund or payout (docs/spec/disbursements.md#states); derived after each fact, never set. */
export const DISBURSEMENT_STATUSES = [
  "awaiting_approval",
  "awaiting_destination",
  "awaiting_signature",
  "broadcast",
  "confirmed",
  "failed",
  "canceled",
] as const;
export type DisbursementStatus = (typeof DISBURSEMENT_STATUSES)[number];

/** How the gateway knows that the merchant's wallet sent an output: by the addresses it spent, or by the merchant's word. */
export const DISBURSEMENT_SOURCES = ["wallet", "unknown", "attached"] as const;
export type DisbursementSource = (typeof DISBURSEMENT_SOURCES)[number];

/** Which sum a refund gives back: the same KAS, or KAS worth the same fiat at the rate of the payment or of now. */
export const REFUND_BASES = ["kas", "fiatAtPayment", "fiatNow"] as const;
export type RefundBasis = (typeof REFUND_BASES)[number];

/** What a merchant may set a payment link to. */
export const OPEN_LINK_STATUSES = ["draft", "active", "inactive"] as const;
export type OpenLinkStatus = (typeof OPEN_LINK_STATUSES)[number];
/** An archived link is never changed again. */
export const LINK_STATUSES = [...OPEN_LINK_STATUSES, "archived"] as const;
export type LinkStatus = (typeof LINK_STATUSES)[number];

/** Where a store receives: at addresses of an account key, or at one single address. */
export const WALLET_MODES = ["xpub", "address"] as const;
export type WalletMode = (typeof WALLET_MODES)[number];

/** How a webhook endpoint is kept. */
export const ENDPOINT_STATES = ["active", "disabled", "deleted"] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** What its merchant sees of it: an active one is healthy, or it fails. */
export const ENDPOINT_HEALTH = ["healthy", "failing", "disabled"] as const;
export type EndpointHealth = (typeof ENDPOINT_HEALTH)[number];

/** The bodies an endpoint may ask for. */
export const WEBHOOK_FORMATS = ["event", "flat"] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

export const DELIVERY_STATES = ["pending", "delivered", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What the newest answer of a price source is worth. */
export const RATE_STATES = ["fresh", "stale", "aside", "failing"] as const;
export type RateState = (typeof RATE_STATES)[number];

/** Who may open an account on a server. */
export const REGISTRATION_POLICIES = ["first", "open", "invite", "closed"] as const;
export type RegistrationPolicy = (typeof REGISTRATION_POLICIES)[number];

/** Ports of the internet that webhooks are delivered to. Other ports need the operator's flag, or a receiver on loopback. */
export const WEBHOOK_PORTS = [443, 8443] as const;

/** The ports as people read them. */
export const WEBHOOK_PORTS_TEXT = WEBHOOK_PORTS.join(" or ");
