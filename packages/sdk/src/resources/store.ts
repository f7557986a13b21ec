import type { Body, Query } from "../api-types.ts";
import type { RequestOptions, Transport } from "../transport.ts";

/** Whose key it is. */
export const account = (api: Transport) => ({
  /** The key, masked, and its store. */
  retrieve: (options?: RequestOptions) => api.call("GET /auth/me", {}, options),
});

/** API keys; people make and revoke them. */
export const apiKeys = (api: Transport) => ({
  /** Keys of the store, masked. */
  list: (options?: RequestOptions) => api.call("GET /api-keys", {}, options),
});

/** Settings of the store. */
export const settings = (api: Transport) => ({
  /** Reads them. */
  retrieve: (options?: RequestOptions) => api.call("GET /settings", {}, options),

  /** Changes some; the wallet is nothing that a key may change. */
  update: (fields: Body<"PATCH /settings">, options?: RequestOptions) =>
    api.call("PATCH /settings", { body: fields }, options),
});

/** What the store's addresses hold. */
export const balances = (api: Transport) => ({
  /** Sums per network. */
  retrieve: (options?: RequestOptions) => api.call("GET /balances", {}, options),
});

/** Prices of KAS. */
export const rates = (api: Transport) => ({
  /** The price in one currency. */
  price: (query?: Query<"GET /price">, options?: RequestOptions) =>
    api.call("GET /price", { query }, options),

  /** The rate with all its sources. */
  retrieve: (query?: Query<"GET /rates">, options?: RequestOptions) =>
    api.call("GET /rates", { query }, options),
});

/** Signed receipts. */
export const receipts = (api: Transport) => ({
  /** Whether the gateway signed this receipt, and what it says now. */
  verify: (receipt: Body<"POST /receipts/verify">, options?: RequestOptions) =>
    api.call("POST /receipts/verify", { body: receipt }, options),
});

/** The gateway itself. */
export const server = (api: Transport) => ({
  /** Version, networks, currencies and limits. */
  info: (options?: RequestOptions) => api.call("GET /server/info", {}, options),

  /** The chain as the gateway sees it. */
  network: (query?: Query<"GET /network">, options?: RequestOptions) =>
    api.call("GET /network", { query }, options),
});
