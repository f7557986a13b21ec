import type { Body, Query } from "../api-types.ts";
import type { RequestOptions, Transport } from "../transport.ts";

/** Refunds; `payments.refund` makes one. */
export const refunds = (api: Transport) => ({
  /** Reads a refund. */
  retrieve: (id: string, options?: RequestOptions) => api.call("GET /refunds/{id}", { id }, options),

  /** Refunds, newest first. */
  list: (filters?: Query<"GET /refunds">, options?: RequestOptions) =>
    api.list("GET /refunds", { query: filters }, options),

  /** Cancels a refund that was not paid. */
  cancel: (id: string, fields?: Body<"POST /refunds/{id}/cancel">, options?: RequestOptions) =>
    api.call("POST /refunds/{id}/cancel", { id, body: fields }, options),

  /** Says that an output of unknown origin pays this refund. */
  attach: (id: string, output: Body<"POST /refunds/{id}/attach">, options?: RequestOptions) =>
    api.call("POST /refunds/{id}/attach", { id, body: output }, options),
});

/** Payouts: your wallet signs them. */
export const payouts = (api: Transport) => ({
  /** Asks for a payout. */
  create: (payout: Body<"POST /payouts">, options?: RequestOptions) =>
    api.call("POST /payouts", { body: payout }, options),

  /** Asks for many payouts, from the rows of a CSV file. */
  import: (rows: Body<"POST /payouts/import">, options?: RequestOptions) =>
    api.call("POST /payouts/import", { body: rows }, options),

  /** Reads a payout. */
  retrieve: (id: string, options?: RequestOptions) => api.call("GET /payouts/{id}", { id }, options),

  /** Payouts, newest first. */
  list: (filters?: Query<"GET /payouts">, options?: RequestOptions) =>
    api.list("GET /payouts", { query: filters }, options),

  /** Approves a payout, so that it awaits the wallet's signature. */
  approve: (id: string, options?: RequestOptions) => api.call("POST /payouts/{id}/approve", { id }, options),

  /** Cancels a payout that was not paid. */
  cancel: (id: string, fields?: Body<"POST /payouts/{id}/cancel">, options?: RequestOptions) =>
    api.call("POST /payouts/{id}/cancel", { id, body: fields }, options),

  /** Says that an output of unknown origin pays this payout. */
  attach: (id: string, output: Body<"POST /payouts/{id}/attach">, options?: RequestOptions) =>
    api.call("POST /payouts/{id}/attach", { id, body: output }, options),
});
