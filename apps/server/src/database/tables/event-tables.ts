import type { DeliveryState, EndpointState, WebhookFormat } from "@kaspa-pay/core";
import type { Generated } from "kysely";
import type { JsonColumn } from "../json-columns.ts";

export interface EventsTable {
  id: string;
  store_id: string;
  payment_id: string | null;
  sequence: number | null;
  type: string;
  body: string;
  created_at: Date;
}

export interface EndpointsTable {
  id: string;
  store_id: string;
  url: string;
  events: string[];
  matches: string[];
  format: WebhookFormat;
  description: string | null;
  /** Null for the host of callbacks: the store's callback secret signs. */
  sealed_secret: Buffer | null;
  sealed_previous_secret: Buffer | null;
  previous_secret_until: Date | null;
  state: EndpointState;
  disabled_reason: string | null;
  failing_since: Date | null;
  failures_in_row: Generated<number>;
  last_delivery_at: Date | null;
  last_status: number | null;
  created_at: Date;
  updated_at: Date;
  /** Set on the endpoint that stands for all callback URLs of a host; null on those that merchants register. */
  callback_host: string | null;
}

export interface DeliveriesTable {
  id: string;
  store_id: string;
  endpoint_id: string;
  event_id: string;
  payment_id: string | null;
  event_type: string;
  state: DeliveryState;
  body: string | null;
  attempts: number;
  next_attempt_at: Date | null;
  locked_until: Date | null;
  locked_by: string | null;
  last_status: number | null;
  last_error: string | null;
  last_latency_ms: number | null;
  created_at: Date;
  finished_at: Date | null;
  /** The event's sequence until the first attempt has ended. */
  untried_sequence: number | null;
  resent: Generated<boolean>;
}

export interface DeliveryAttemptsTable {
  id: string;
  store_id: string;
  event_id: string;
  delivery_id: string;
  attempt: number;
  at: Date;
  status: number | null;
  error_class: string | null;
  message: string | null;
  latency_ms: number;
  request_headers: JsonColumn;
  response_snippet: string | null;
}
