import type { Body, Query } from "../api-types.ts";
import type { PaymentFull } from "../generated/api.ts";
import { type RedirectAddress, redirectFields } from "../redirect.ts";
import type { RequestOptions, Transport } from "../transport.ts";

/** `POST /payments` and everything below. */
export const payments = (api: Transport) => ({
  /** Creates a payment. Send the customer to its `checkoutUrl`. */
  create: (payment: Body<"POST /payments">, options?: RequestOptions) =>
    api.call("POST /payments", { body: payment }, options),

  /** Reads a payment with its transfers and timeline. */
  retrieve: (id: string, options?: RequestOptions) =>
    // Who has a key gets the full form, never the payer's.
    api.call("GET /payments/{id}", { id }, options) as Promise<PaymentFull>,

  /** Payments, newest first. */
  list: (filters?: Query<"GET /payments">, options?: RequestOptions) =>
    api.list("GET /payments", { query: filters }, options),

  /** The public status: short, and never asks the chain. */
  status: (id: string, options?: RequestOptions) => api.call("GET /payments/{id}/status", { id }, options),

  /** Cancels a payment that received nothing. */
  cancel: (id: string, fields?: Body<"POST /payments/{id}/cancel">, options?: RequestOptions) =>
    api.call("POST /payments/{id}/cancel", { id, body: fields }, options),

  /** Makes a new payment for the order of an expired one, at a fresh price. */
  renew: (id: string, options?: RequestOptions) => api.call("POST /payments/{id}/renew", { id }, options),

  /** Renews the price of a fiat payment that received nothing, at the same address. */
  quote: (id: string, options?: RequestOptions) => api.call("POST /payments/{id}/quote", { id }, options),

  /** Makes a refund: all that is left, or as `fields` say. */
  refund: (id: string, fields?: Body<"POST /payments/{id}/refunds">, options?: RequestOptions) =>
    api.call("POST /payments/{id}/refunds", { id, body: fields ?? {} }, options),

  /** What a refund would send. */
  previewRefund: (id: string, query?: Query<"GET /payments/{id}/refund-preview">, options?: RequestOptions) =>
    api.call("GET /payments/{id}/refund-preview", { id, query }, options),

  /** Marks a payment paid or invalid, or clears the mark. */
  mark: (id: string, fields: Body<"POST /payments/{id}/mark">, options?: RequestOptions) =>
    api.call("POST /payments/{id}/mark", { id, body: fields }, options),

  /** Decides an open attention entry. */
  resolve: (id: string, fields: Body<"POST /payments/{id}/resolve">, options?: RequestOptions) =>
    api.call("POST /payments/{id}/resolve", { id, body: fields }, options),

  /** Looks a transaction up on the chain for this payment. */
  rescan: (id: string, fields: Body<"POST /payments/{id}/rescan">, options?: RequestOptions) =>
    api.call("POST /payments/{id}/rescan", { id, body: fields }, options),

  /** Gives an unmatched transfer to a payment. */
  attach: (id: string, fields: Body<"POST /payments/{id}/attach">, options?: RequestOptions) =>
    api.call("POST /payments/{id}/attach", { id, body: fields }, options),

  /** Pays it, or lets something go wrong, on the simulated network. */
  simulate: (id: string, fields: Body<"POST /payments/{id}/simulate">, options?: RequestOptions) =>
    api.call("POST /payments/{id}/simulate", { id, body: fields }, options),

  /** Asks the gateway whether it signed a return to the shop; refused with `ApiError` when it did not. */
  verifyRedirect: (address: RedirectAddress, options?: RequestOptions) =>
    api.call("GET /payments/verify-redirect", { query: redirectFields(address) }, options),
});

/** Money on the chain that no payment owns. */
export const unmatched = (api: Transport) => ({
  /** Transfers without a payment, newest first. */
  list: (filters?: Query<"GET /unmatched">, options?: RequestOptions) =>
    api.list("GET /unmatched", { query: filters }, options),

  /** Puts a transfer aside. */
  ignore: (transfer: Body<"POST /unmatched/ignore">, options?: RequestOptions) =>
    api.call("POST /unmatched/ignore", { body: transfer }, options),
});
