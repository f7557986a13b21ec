import { type CatalogueEntry, eventCatalogue } from "./event-catalogue.ts";
import type { EventEnvelope, FlatEvent } from "./schemas/events.ts";
import type { PaymentStatus } from "./schemas/payments/payment-states.ts";
import type { PaymentObject, Transfer } from "./schemas/payments/payments.ts";

const CREATED_AT = "2026-02-08T12:00:00.000Z";
const PAID_AT = "2026-02-08T12:01:00.000Z";
const EXPIRES_AT = "2026-02-08T12:30:00.000Z";
const ADDRESS = "kaspasim:qqexampleaddressofyourstore";
const ZERO = "0.00000000";
const PAID = "100.00000000";
const PAID_SOMPI = "10000000000";

const transfer: Transfer = {
  txId: "ab".repeat(32),
  index: 0,
  amount: PAID,
  amountSompi: PAID_SOMPI,
  status: "confirmed",
  confirmations: 10,
  requiredConfirmations: 10,
  late: false,
  credited: true,
  seenAt: PAID_AT,
  paidAt: PAID_AT,
  confirmedAt: PAID_AT,
  acceptingBlockHash: "cd".repeat(32),
  acceptingDaaScore: "87654321",
  senderAddresses: ["kaspasim:qqexampleaddressofthepayer"],
  rate: "0.1",
  fiatAtReceipt: "10.00",
  explorerUrl: null,
};

const quote = {
  amountKas: PAID,
  amountSompi: PAID_SOMPI,
  rate: null,
  source: null,
  quotedAt: CREATED_AT,
  expiresAt: null,
};

const payment: PaymentObject = {
  id: "pay_01k9x2m4q8",
  status: "confirmed",
  amount: PAID,
  amountExpected: PAID,
  amountExpectedSompi: PAID_SOMPI,
  amountReceived: PAID,
  amountReceivedSompi: PAID_SOMPI,
  amountUncredited: ZERO,
  amountUncreditedSompi: "0",
  currency: "KAS",
  fiat: null,
  txId: transfer.txId,
  senderAddress: transfer.senderAddresses[0] ?? null,
  kaspaAddress: ADDRESS,
  customerName: "John Doe",
  customerEmail: "customer@example.com",
  orderId: "A-1001",
  linkId: null,
  replaces: null,
  replacedBy: null,
  description: "Two T-shirts",
  attention: [],
  refundStatus: "none",
  network: "simnet",
  livemode: false,
  version: 4,
  createdAt: CREATED_AT,
  expiresAt: EXPIRES_AT,
  confirmedAt: PAID_AT,
  amountSeen: ZERO,
  amountSeenSompi: "0",
  amountCredited: PAID,
  amountCreditedSompi: PAID_SOMPI,
  amountConfirmed: PAID,
  amountConfirmedSompi: PAID_SOMPI,
  amountMissing: ZERO,
  amountMissingSompi: "0",
  topUp: ZERO,
  topUpSompi: "0",
  amountOverpaid: ZERO,
  amountOverpaidSompi: "0",
  amountRefunded: ZERO,
  amountRefundedSompi: "0",
  tolerance: "0.10000000",
  toleranceSompi: "10000000",
  fiatAtReceipt: "10.00",
  usdAtReceipt: "10.00",
  type: "payment",
  uri: null,
  exactAmount: false,
  payable: false,
  checkoutUrl: "https://pay.example.com/p/pay_01k9x2m4q8",
  quote,
  quotes: [quote],
  quoteExpiresAt: null,
  requiredConfirmations: 10,
  confirmations: 10,
  takenBack: null,
  firstSeenAt: PAID_AT,
  addressIndex: 7,
  storeId: "sto_01k9x2m4q8",
  title: null,
  items: [{ name: "T-Shirt", quantity: 2, price: "50" }],
  metadata: { cart: "77" },
  metadataSource: "merchant",
  customerNote: null,
  redirectUrl: null,
  cancelUrl: null,
  successMessage: null,
  mark: null,
  attentions: [],
  transfers: [transfer],
};

const UNPAID: Partial<PaymentObject> = {
  amountReceived: ZERO,
  amountReceivedSompi: "0",
  amountCredited: ZERO,
  amountCreditedSompi: "0",
  amountConfirmed: ZERO,
  amountConfirmedSompi: "0",
  amountMissing: PAID,
  amountMissingSompi: PAID_SOMPI,
  topUp: PAID,
  topUpSompi: PAID_SOMPI,
  txId: null,
  senderAddress: null,
  confirmations: 0,
  confirmedAt: null,
  firstSeenAt: null,
  fiatAtReceipt: null,
  usdAtReceipt: null,
  transfers: [],
  version: 1,
};

/** Status of the example payment under each event; others show it confirmed. */
const STATUS_OF: Readonly<Record<string, PaymentStatus>> = {
  "payment.created": "pending",
  "payment.underpaid": "underpaid",
  "payment.confirming": "confirming",
  "payment.expired": "expired",
  "payment.canceled": "canceled",
  "payment.invalid": "invalid",
};

/** An example body for an event of the catalogue, as an endpoint with format `event` gets it. */
export function exampleEvent(name: CatalogueEntry["name"]): EventEnvelope {
  const about = eventCatalogue.find((one) => one.name === name)?.about ?? "payment";
  const ofPayment = about === "payment" || about === "transfer";
  return {
    id: "evt_01k9x2m4q8",
    event: name,
    timestamp: PAID_AT,
    sequence: ofPayment ? 3 : null,
    storeId: payment.storeId,
    livemode: false,
    data: {
      ...(ofPayment && { payment: examplePayment(STATUS_OF[name] ?? "confirmed") }),
      ...(about === "transfer" && { transfer }),
      ...(about === "link" && { link: { id: "lnk_01k9x2m4q8", title: "Premium Plan", status: "active" } }),
      ...(about === "endpoint" && {
        endpoint: { id: "whk_01k9x2m4q8", url: "https://your-server.com/webhook" },
      }),
      ...(about === "wallet" && {
        wallet: { id: "wal_01k9x2m4q8", mode: "xpub", fingerprint: "5ebbf4b4", address: null },
      }),
    },
  };
}

/** The same for an endpoint with format `flat` (docs/spec/webhooks.md#flat-format). */
export function exampleFlatEvent(name: string): FlatEvent {
  return {
    event: name,
    timestamp: PAID_AT,
    merchant_id: payment.storeId,
    payment_id: payment.id,
    order_id: payment.orderId,
    amount_kas: payment.amountReceived,
    amount_usd: payment.usdAtReceipt,
    transaction_id: payment.txId,
    customer_address: payment.senderAddress,
    items: payment.items,
    metadata: payment.metadata,
  };
}

function examplePayment(status: PaymentStatus): PaymentObject {
  const unpaid = status === "pending" || status === "expired" || status === "canceled";
  const payable = status === "pending" || status === "underpaid";
  return {
    ...payment,
    ...(unpaid && UNPAID),
    status,
    payable,
    uri: payable ? `${ADDRESS}?amount=100` : null,
  };
}
