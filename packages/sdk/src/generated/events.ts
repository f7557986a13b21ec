// Made by npm run gen from the registry of events. Do not edit.
import type { Deposit, Link, Payment, Payout, Refund, Transfer, WalletInfo, WebhookEndpoint } from "./api.ts";

/** The fields that every event of a subject has, and those that some have. */
type Sent<T, Always extends keyof T> = Pick<T, Always> & Partial<T>;

/** What `data` of an event holds, by what the event is about. */
export interface EventSubjects {
  payment: { payment: Payment };
  transfer: { payment: Payment; transfer: Transfer };
  refund: { payment: Payment; refund: Sent<Refund, "id" | "paymentId" | "status" | "amount" | "amountSompi" | "txId" | "version" | "livemode" | "reason"> };
  payout: { payout: Sent<Payout, "id" | "status" | "amount" | "amountSompi" | "txId" | "version" | "livemode" | "recipientAddress" | "orderId"> };
  deposit: { deposit: Sent<Deposit, "id" | "accountId" | "externalUserId" | "status" | "credited" | "aboveMaximum" | "amount" | "amountSompi" | "address" | "txId" | "index" | "confirmations" | "requiredConfirmations"> };
  link: { link: Sent<Link, "id" | "slug" | "title" | "status" | "amount" | "currency"> };
  endpoint: { endpoint: Sent<WebhookEndpoint, "id" | "url"> };
  wallet: { wallet: Sent<WalletInfo, "id" | "mode" | "fingerprint"> & { address: unknown } };
}

/** What each event is about, under its own name and under names of other gateways. */
export interface SubjectOfEvent {
  "payment.created": "payment";
  "payment.underpaid": "payment";
  "payment.confirming": "payment";
  "payment.confirmed": "payment";
  "payment.overpaid": "payment";
  "payment.late": "payment";
  "payment.expired": "payment";
  "payment.canceled": "payment";
  "payment.invalid": "payment";
  "payment.reverted": "payment";
  "payment.attention": "payment";
  "payment.refunded": "payment";
  "payment.updated": "payment";
  "transfer.detected": "transfer";
  "transfer.accepted": "transfer";
  "transfer.confirmed": "transfer";
  "transfer.reverted": "transfer";
  "transfer.dropped": "transfer";
  "refund.created": "refund";
  "refund.awaiting_signature": "refund";
  "refund.broadcast": "refund";
  "refund.confirmed": "refund";
  "refund.failed": "refund";
  "refund.canceled": "refund";
  "payout.created": "payout";
  "payout.awaiting_signature": "payout";
  "payout.broadcast": "payout";
  "payout.confirmed": "payout";
  "payout.failed": "payout";
  "payout.canceled": "payout";
  "deposit.detected": "deposit";
  "deposit.confirming": "deposit";
  "deposit.confirmed": "deposit";
  "deposit.reverted": "deposit";
  "deposit.below_minimum": "deposit";
  "link.created": "link";
  "link.updated": "link";
  "webhook.test": "endpoint";
  "webhook.disabled": "endpoint";
  "wallet.changed": "wallet";
  "payment.completed": "payment";
  "payment.failed": "payment";
  "deposit.processing": "deposit";
  "deposit.completed": "deposit";
  "deposit.failed": "deposit";
}
