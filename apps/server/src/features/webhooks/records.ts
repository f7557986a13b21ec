import type { DeliveryState, EndpointState, WebhookFormat } from "@kaspa-pay/core";
import type { CallbackSecret } from "../stores/records.ts";

export interface Endpoint {
  id: string;
  storeId: string;
  url: string;
  /** As the merchant named them, aliases included. */
  events: readonly string[];
  /** The same with aliases resolved: what events are compared with. */
  matches: readonly string[];
  format: WebhookFormat;
  description: string | null;
  /** Null for the host of callbacks: the store's callback secret signs. */
  sealedSecret: Uint8Array | null;
  sealedPreviousSecret: Uint8Array | null;
  previousSecretUntil: number | null;
  state: EndpointState;
  disabledReason: string | null;
  failingSince: number | null;
  failuresInRow: number;
  lastDeliveryAt: number | null;
  lastStatus: number | null;
  createdAt: number;
  updatedAt: number;
}

/** An event of a payment without its body. */
export interface EventHead {
  id: string;
  paymentId: string;
  type: string;
  sequence: number | null;
  createdAt: number;
}

export interface StoredEvent {
  id: string;
  storeId: string;
  paymentId: string | null;
  sequence: number | null;
  type: string;
  body: string;
  createdAt: number;
  /** No delivery of it is still waiting. */
  delivered: boolean;
}

export interface EventFilters {
  type?: string | undefined;
  paymentId?: string | undefined;
  delivered?: boolean | undefined;
  createdFrom?: number | undefined;
  createdTo?: number | undefined;
}

export interface Delivery {
  id: string;
  storeId: string;
  endpointId: string;
  url: string;
  /** To the payment's own callback URL. */
  callback: boolean;
  eventId: string;
  eventType: string;
  paymentId: string | null;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: number | null;
  lastAttemptAt: number | null;
  lastStatus: number | null;
  lastError: string | null;
  lastMessage: string | null;
  lastLatencyMs: number | null;
  createdAt: number;
  finishedAt: number | null;
  /** Sent again by hand. */
  resent: boolean;
}

/** A delivery by all columns that its row is found by: the store, and the event for the week. */
export interface DeliveryKey {
  storeId: string;
  eventId: string;
  id: string;
}

/** A due delivery that this process holds for 60 s. */
export interface ClaimedDelivery extends DeliveryKey {
  network: string;
  /** Attempts made before this one. */
  attempts: number;
  eventType: string;
  /** The event's own body; what is sent may be another form of it. */
  eventBody: string;
  /** The form this endpoint gets, once it was fixed. */
  body: string | null;
  /** Sent again by hand. */
  resent: boolean;
  endpoint: Endpoint;
  /** Where it goes; null when the payment that named the URL no longer does. */
  url: string | null;
  /** What signs a callback; null when the endpoint's own secret does. */
  callbackSecret: CallbackSecret | null;
}

export interface AttemptResult {
  deliveryId: string;
  storeId: string;
  eventId: string;
  endpointId: string;
  attemptId: string;
  attempt: number;
  startedAt: number;
  status: number | null;
  errorClass: string | null;
  message: string | null;
  latencyMs: number;
  requestHeaders: Readonly<Record<string, string>>;
  responseSnippet: string | null;
  delivered: boolean;
  /** Milliseconds until the next try; null = this was the last. */
  nextDelayMs: number | null;
}

export interface DeliveryFilters {
  endpointId?: string | undefined;
  paymentId?: string | undefined;
  eventId?: string | undefined;
  state?: DeliveryState | undefined;
  event?: string | undefined;
  createdFrom?: number | undefined;
  createdTo?: number | undefined;
}

export interface Attempt {
  id: string;
  number: number;
  at: number;
  status: number | null;
  errorClass: string | null;
  message: string | null;
  latencyMs: number;
  requestHeaders: Readonly<Record<string, string>>;
  responseSnippet: string | null;
}

export interface DeliveryDetail {
  delivery: Delivery;
  /** Exactly the bytes that are sent. */
  body: string;
  attempts: Attempt[];
}
