import type { Page } from "./link-records.ts";
import type { OutboxEvent } from "./payment-records.ts";

export type EndpointState = "active" | "disabled" | "deleted";

export interface Endpoint {
  id: string;
  storeId: string;
  url: string;
  /** As the merchant named them, aliases included. */
  events: readonly string[];
  /** The same with aliases resolved: what events are compared with. */
  matches: readonly string[];
  format: "event" | "flat";
  description: string | null;
  sealedSecret: Uint8Array;
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

export interface EndpointRecords {
  insert(endpoint: Endpoint): Promise<void>;
  get(storeId: string, id: string): Promise<Endpoint | null>;
  lock(storeId: string, id: string): Promise<Endpoint | null>;
  list(storeId: string): Promise<Endpoint[]>;
  update(endpoint: Endpoint): Promise<void>;
  /** Share of delivered among finished deliveries of the last 24 h, by endpoint id. */
  successRates(storeId: string): Promise<Map<string, number>>;
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

export interface EventRecords {
  /** Writes events and a delivery for each subscribed endpoint. */
  insert(events: readonly OutboxEvent[]): Promise<void>;
  /** Writes one event for one endpoint alone, its delivery claimed by `holder`; the delivery's id. */
  insertFor(event: OutboxEvent, endpointId: string, holder: string): Promise<string>;
  list(storeId: string, filters: EventFilters, page: Page): Promise<StoredEvent[]>;
  get(storeId: string, id: string): Promise<StoredEvent | null>;
  /** Removes events (and their finished deliveries) older than that; at most `limit`. */
  sweep(before: number, limit: number): Promise<number>;
}

export type DeliveryState = "pending" | "delivered" | "failed";

export interface Delivery {
  id: string;
  storeId: string;
  endpointId: string;
  url: string;
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

/** A due delivery that this process holds for 60 s. */
export interface ClaimedDelivery {
  id: string;
  storeId: string;
  network: string;
  /** Attempts made before this one. */
  attempts: number;
  eventId: string;
  eventType: string;
  /** The event's own body; what is sent may be another form of it. */
  eventBody: string;
  /** The form this endpoint gets, once it was fixed. */
  body: string | null;
  /** Sent again by hand. */
  resent: boolean;
  endpoint: Endpoint;
}

export interface AttemptResult {
  deliveryId: string;
  storeId: string;
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

export interface DeliveryRecords {
  /**
   * Locks due rows for 60 s, at most `perEndpoint` running for each endpoint, skipping what others hold and what waits
   * for the first attempt of an earlier event of the same payment.
   */
  claim(holder: string, limit: number, perEndpoint: number): Promise<ClaimedDelivery[]>;
  /** Fixes the form that an endpoint gets, before it is sent for the first time. */
  fixBody(id: string, body: string): Promise<string>;
  /** One statement for the batch; rows that another holder took over meanwhile stay untouched. Ids of written rows. */
  record(holder: string, results: readonly AttemptResult[]): Promise<string[]>;
  /** When the next pending row is due, milliseconds from now by the database's clock; null = none. */
  nextDueInMs(): Promise<number | null>;
  list(storeId: string, filters: DeliveryFilters, page: Page): Promise<Delivery[]>;
  get(storeId: string, id: string): Promise<DeliveryDetail | null>;
  /** Queues a delivery again, same event and bytes. False when it is not the store's. */
  resend(storeId: string, id: string): Promise<boolean>;
  countFailed(storeId: string, endpointId: string, since: number): Promise<number>;
  /** Queues failed ones again, spread at 20 a second. */
  resendFailed(storeId: string, endpointId: string, since: number): Promise<number>;
  /** Nothing more is tried for a disabled or deleted endpoint. */
  abandon(endpointId: string, reason: string): Promise<number>;
}
