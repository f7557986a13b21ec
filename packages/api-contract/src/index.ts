export * from "./error-table.ts";
export * from "./errors.ts";
export * from "./event-catalogue.ts";
export { exampleEvent, exampleFlatEvent } from "./event-examples.ts";
export * from "./example-values.ts";
export * from "./schemas/api-keys.ts";
export * from "./schemas/auth.ts";
export * from "./schemas/balances.ts";
export * from "./schemas/deposits.ts";
export * from "./schemas/disbursements.ts";
export * from "./schemas/events.ts";
export {
  ANY_TEXT,
  redirectUrl as redirectUrlFormat,
  time as timeFormat,
  webhookUrl as webhookUrlFormat,
} from "./schemas/formats.ts";
export * from "./schemas/links.ts";
export * from "./schemas/market.ts";
export * from "./schemas/metadata.ts";
export * from "./schemas/overview.ts";
export * from "./schemas/payments/expansions.ts";
export * from "./schemas/payments/payment-fields.ts";
export * from "./schemas/payments/payment-notes.ts";
export * from "./schemas/payments/payment-requests.ts";
export * from "./schemas/payments/payment-states.ts";
export * from "./schemas/payments/payments.ts";
export * from "./schemas/payments/public-payment.ts";
export * from "./schemas/payouts.ts";
export * from "./schemas/receipts.ts";
export * from "./schemas/refunds.ts";
export * from "./schemas/request-log.ts";
export * from "./schemas/settings.ts";
export * from "./schemas/stores.ts";
export * from "./schemas/webhooks.ts";
export * from "./schemas/wire.ts";
export * from "./webhook-rules.ts";
