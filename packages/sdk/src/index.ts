export {
  InvalidSecretError,
  type VerifyOptions,
  type WebhookHeaders,
  WebhookVerificationError,
} from "@kaspa-pay/webhooks";
export { KaspaPay } from "./client.ts";
export {
  ApiError,
  ConnectionError,
  type ErrorCode,
  KaspaPayError,
  RedirectVerificationError,
  TimeoutError,
} from "./errors.ts";
export type * from "./generated/api.ts";
export type { Page, Pages } from "./pages.ts";
export { type RedirectAddress, type RedirectFields, verifyRedirect } from "./redirect.ts";
export type { ClientOptions, RequestOptions } from "./transport.ts";
export type { WaitOptions, WaitResult } from "./wait-for-payment.ts";
export {
  type EventOf,
  type StoredEvent,
  verifyWebhook,
  type WebhookEvent,
  type WebhookEventName,
} from "./webhook-event.ts";
