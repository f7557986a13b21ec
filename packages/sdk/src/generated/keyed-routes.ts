// Made by npm run gen from the OpenAPI document. Do not edit.

/** The operations that take an Idempotency-Key: the same key and body get the same answer. */
export const KEYED_ROUTES: readonly string[] = [
  "POST /links",
  "POST /payments",
  "POST /payments/{id}/renew",
  "POST /payments/{id}/notes",
  "POST /payments/{id}/refunds",
  "POST /payouts",
  "POST /payouts/import",
  "POST /deposit-accounts",
  "POST /webhooks",
  "POST /webhooks/{id}/rotate-secret",
  "POST /api-keys",
];
