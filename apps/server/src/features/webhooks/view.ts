import type {
  EventEnvelope,
  Delivery as WireDelivery,
  DeliveryDetail as WireDetail,
  Endpoint as WireEndpoint,
  StoredEvent as WireEvent,
} from "@kaspa-pay/api-contract";
import { MAX_ATTEMPTS } from "@kaspa-pay/core";
import { iso, isoOrNull } from "../payments/view.ts";
import { rotationEnd } from "./endpoint-secrets.ts";
import type { Delivery, DeliveryDetail, Endpoint, StoredEvent } from "./records.ts";

/** What an endpoint is to its merchant, without the secret. */
export function endpointView(
  endpoint: Endpoint,
  facts: { livemode: boolean; successRate: number | null; now: number },
): Omit<WireEndpoint, "secret"> {
  const active = endpoint.state === "active";
  const at = endpoint.lastDeliveryAt;
  return {
    id: endpoint.id,
    url: endpoint.url,
    events: [...endpoint.events],
    format: endpoint.format,
    description: endpoint.description,
    isActive: active,
    state: !active ? "disabled" : endpoint.failingSince === null ? "healthy" : "failing",
    disabledReason: endpoint.disabledReason,
    failingSince: isoOrNull(endpoint.failingSince),
    lastDelivery:
      at === null ? null : { at: iso(at), status: endpoint.lastStatus, ok: endpoint.failingSince === null },
    successRate24h: facts.successRate,
    previousSecretExpiresAt: isoOrNull(rotationEnd(endpoint, facts.now)),
    livemode: facts.livemode,
    createdAt: iso(endpoint.createdAt),
  };
}

export function deliveryView(delivery: Delivery): WireDelivery {
  return {
    id: delivery.id,
    eventId: delivery.eventId,
    event: delivery.eventType,
    endpointId: delivery.endpointId,
    url: delivery.url,
    callback: delivery.callback,
    paymentId: delivery.paymentId,
    state: delivery.state,
    attempts: delivery.attempts,
    maxAttempts: MAX_ATTEMPTS,
    resent: delivery.resent,
    nextAttemptAt: isoOrNull(delivery.nextAttemptAt),
    lastAttemptAt: isoOrNull(delivery.lastAttemptAt),
    lastStatus: delivery.lastStatus,
    latencyMs: delivery.lastLatencyMs,
    errorClass: delivery.lastError,
    message: delivery.lastMessage,
    createdAt: iso(delivery.createdAt),
    deliveredAt: delivery.state === "delivered" ? isoOrNull(delivery.finishedAt) : null,
  };
}

export function deliveryDetailView({ delivery, body, attempts }: DeliveryDetail): WireDetail {
  const headers = attempts.at(-1)?.requestHeaders ?? {};
  return {
    ...deliveryView(delivery),
    requestHeaders: { ...headers },
    requestBody: body,
    signatureBase: `${delivery.eventId}.${headers["webhook-timestamp"] ?? ""}.${body}`,
    attemptLog: attempts.map((attempt) => ({
      number: attempt.number,
      at: iso(attempt.at),
      status: attempt.status,
      errorClass: attempt.errorClass,
      message: attempt.message,
      latencyMs: attempt.latencyMs,
      responseSnippet: attempt.responseSnippet,
    })),
  };
}

export function eventView(event: StoredEvent): WireEvent {
  return { ...(JSON.parse(event.body) as EventEnvelope), delivered: event.delivered };
}
