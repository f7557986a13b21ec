import { type EventName, eventSubjects, events } from "@kaspa-pay/core";
import {
  EXAMPLE_BLOCK_HASH,
  EXAMPLE_OTHER_SIMNET_ADDRESS,
  EXAMPLE_SIMNET_ADDRESS,
  EXAMPLE_TX_ID,
} from "./example-values.ts";
import type { EventEnvelope, FlatEvent } from "./schemas/events.ts";
import { examplePaymentFields } from "./schemas/payments/payment-fields.ts";
import type { PaymentStatus } from "./schemas/payments/payment-states.ts";
import type { PaymentObject, PaymentRow, Transfer } from "./schemas/payments/payments.ts";

const CREATED_AT = "2026-02-08T12:00:00.000Z";
const PAID_AT = "2026-02-08T12:01:00.000Z";
const EXPIRES_AT = "2026-02-08T12:30:00.000Z";
const ZERO = "0.00000000";
const PAID = "100.00000000";
const PAID_SOMPI = "10000000000";

const transfer: Transfer = {
  txId: EXAMPLE_TX_ID,
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
  acceptingBlockHash: EXAMPLE_BLOCK_HASH,
  acceptingDaaScore: "87654321",
  senderAddresses: [EXAMPLE_OTHER_SIMNET_ADDRESS],
  rate: "0.1",
  fiatAtReceipt: "10.00",
  explorerUrl: null,
};

const quote = {
  amountKas: PAID,
  amountSompi: PAID_SOMPI,
  rate: null,
  source: null,
  spreadPercent: null,
  marketRate: null,
  quotedAt: CREATED_AT,
  expiresAt: null,
};

const row = {
  id: "pay_01k9x2m4q8",
  status: "confirmed",
  amount: PAID,
  amountMinor: PAID_SOMPI,
  surcharge: null,
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
  kaspaAddress: EXAMPLE_SIMNET_ADDRESS,
  customerName: examplePaymentFields.customerName,
  customerEmail: examplePaymentFields.customerEmail,
  orderId: examplePaymentFields.orderId,
  terminal: examplePaymentFields.terminal,
  linkId: null,
  replaces: null,
  replacedBy: null,
  description: examplePaymentFields.description,
  attention: [],
  refundStatus: "none",
  network: "simnet",
  livemode: false,
  version: 4,
  createdAt: CREATED_AT,
  expiresAt: EXPIRES_AT,
  confirmedAt: PAID_AT,
} satisfies Partial<PaymentRow>;

const payment: PaymentObject = {
  ...row,
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
  ...examplePaymentFields,
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
const STATUS_OF: Readonly<Partial<Record<EventName, PaymentStatus>>> = {
  "payment.created": "pending",
  "payment.underpaid": "underpaid",
  "payment.confirming": "confirming",
  "payment.expired": "expired",
  "payment.canceled": "canceled",
  "payment.invalid": "invalid",
};

/** An example body for an event of the catalogue, as an endpoint with format `event` gets it. */
export function exampleEvent(name: EventName): EventEnvelope {
  const { subject } = events[name];
  const about = eventSubjects[subject];
  const { example } = about;
  const withPayment = example === null || "withPayment" in about;
  return {
    id: "evt_01k9x2m4q8",
    event: name,
    timestamp: PAID_AT,
    sequence: withPayment || subject === "deposit" ? 3 : null,
    storeId: payment.storeId,
    livemode: false,
    data: {
      ...(withPayment && { payment: examplePayment(STATUS_OF[name] ?? "confirmed") }),
      ...(example !== null && { [subject]: { ...example } }),
      ...(subject === "transfer" && { transfer }),
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
    uri: payable ? `${EXAMPLE_SIMNET_ADDRESS}?amount=100` : null,
  };
}
