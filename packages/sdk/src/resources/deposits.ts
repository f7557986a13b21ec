import type { Body, Query } from "../api-types.ts";
import type { RequestOptions, Transport } from "../transport.ts";

/** Permanent addresses of your customers. */
export const depositAccounts = (api: Transport) => ({
  /** Gives a customer an address; the same one again for the same `externalUserId`. */
  create: (account: Body<"POST /deposit-accounts">, options?: RequestOptions) =>
    api.call("POST /deposit-accounts", { body: account }, options),

  /** Reads an account with its totals. */
  retrieve: (id: string, options?: RequestOptions) => api.call("GET /deposit-accounts/{id}", { id }, options),

  /** Accounts, newest first. */
  list: (filters?: Query<"GET /deposit-accounts">, options?: RequestOptions) =>
    api.list("GET /deposit-accounts", { query: filters }, options),

  /** Changes label or metadata. */
  update: (id: string, fields: Body<"PATCH /deposit-accounts/{id}">, options?: RequestOptions) =>
    api.call("PATCH /deposit-accounts/{id}", { id, body: fields }, options),
});

/** Money that came to deposit accounts. */
export const deposits = (api: Transport) => ({
  /** Reads a deposit. */
  retrieve: (id: string, options?: RequestOptions) => api.call("GET /deposits/{id}", { id }, options),

  /** Deposits, newest first. */
  list: (filters?: Query<"GET /deposits">, options?: RequestOptions) =>
    api.list("GET /deposits", { query: filters }, options),

  /** Minimum and maximum, and whether deposits are on. */
  settings: (options?: RequestOptions) => api.call("GET /deposit-settings", {}, options),

  /** Changes them. */
  updateSettings: (fields: Body<"PATCH /deposit-settings">, options?: RequestOptions) =>
    api.call("PATCH /deposit-settings", { body: fields }, options),
});
