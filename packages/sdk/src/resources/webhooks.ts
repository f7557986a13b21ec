import type { Body, Query } from "../api-types.ts";
import type { Pages } from "../pages.ts";
import type { RequestOptions, Transport } from "../transport.ts";
import type { StoredEvent } from "../webhook-event.ts";

/** Webhook endpoints and their deliveries. */
export const webhooks = (api: Transport) => ({
  /** Registers an endpoint. Its `secret` is in this answer and nowhere else. */
  create: (endpoint: Body<"POST /webhooks">, options?: RequestOptions) =>
    api.call("POST /webhooks", { body: endpoint }, options),

  /** Reads an endpoint. */
  retrieve: (id: string, options?: RequestOptions) => api.call("GET /webhooks/{id}", { id }, options),

  /** All endpoints of the store. */
  list: (options?: RequestOptions) => api.list("GET /webhooks", {}, options),

  /** Changes an endpoint, or switches it on or off. */
  update: (id: string, fields: Body<"PATCH /webhooks/{id}">, options?: RequestOptions) =>
    api.call("PATCH /webhooks/{id}", { id, body: fields }, options),

  /** Removes an endpoint. */
  delete: (id: string, options?: RequestOptions) => api.call("DELETE /webhooks/{id}", { id }, options),

  /** Makes a new secret; for 24 hours both sign. */
  rotateSecret: (id: string, options?: RequestOptions) =>
    api.call("POST /webhooks/{id}/rotate-secret", { id }, options),

  /** Ends the time in which both secrets sign. */
  finishRotation: (id: string, options?: RequestOptions) =>
    api.call("POST /webhooks/{id}/rotate-secret/finish", { id }, options),

  /** Sends a test event at once and says how your server answered. */
  test: (id: string, fields?: Body<"POST /webhooks/{id}/test">, options?: RequestOptions) =>
    api.call("POST /webhooks/{id}/test", { id, body: fields ?? {} }, options),

  /** Deliveries of an endpoint, newest first. */
  deliveries: (id: string, filters?: Query<"GET /webhooks/{id}/deliveries">, options?: RequestOptions) =>
    api.list("GET /webhooks/{id}/deliveries", { id, query: filters }, options),

  /** Sends one delivery again. */
  resend: (deliveryId: string, options?: RequestOptions) =>
    api.call("POST /deliveries/{id}/resend", { id: deliveryId }, options),

  /** Sends all again that failed since a moment. */
  resendFailed: (id: string, fields: Body<"POST /webhooks/{id}/resend-failed">, options?: RequestOptions) =>
    api.call("POST /webhooks/{id}/resend-failed", { id, body: fields }, options),
});

/** What webhooks tell, kept for at least 30 days. */
export const events = (api: Transport) => ({
  /** Reads an event. */
  retrieve: (id: string, options?: RequestOptions) =>
    api.call("GET /events/{id}", { id }, options) as unknown as Promise<StoredEvent>,

  /** Events, newest first. */
  list: (filters?: Query<"GET /events">, options?: RequestOptions) =>
    api.list("GET /events", { query: filters }, options) as unknown as Pages<StoredEvent>,
});
