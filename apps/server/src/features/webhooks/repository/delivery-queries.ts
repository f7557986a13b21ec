import { sql } from "kysely";
import { millis, millisOrNull } from "../../../database/json-columns.ts";
import type { Page } from "../../../database/page.ts";
import type { Db } from "../../../database/unit-of-work.ts";
import {
  attemptIds,
  deliveryIds,
  endpointIds,
  eventIds,
  paymentIds,
  storeIds,
} from "../../../database/wire-ids.ts";
import type { Attempt, Delivery, DeliveryDetail, DeliveryFilters } from "../records.ts";

export function createDeliveryReads(db: Db) {
  return {
    async list(storeId: string, filters: DeliveryFilters, page: Page): Promise<Delivery[]> {
      let query = deliveries(db).where("deliveries.store_id", "=", storeIds.toUuid(storeId));
      if (filters.endpointId !== undefined) {
        query = query.where("deliveries.endpoint_id", "=", endpointIds.toUuid(filters.endpointId));
      }
      if (filters.paymentId !== undefined) {
        query = query.where("deliveries.payment_id", "=", paymentIds.toUuid(filters.paymentId));
      }
      if (filters.eventId !== undefined)
        query = query.where("deliveries.event_id", "=", eventIds.toUuid(filters.eventId));
      if (filters.state !== undefined) query = query.where("deliveries.state", "=", filters.state);
      if (filters.event !== undefined) query = query.where("event_type", "=", filters.event);
      if (filters.createdFrom !== undefined) {
        query = query.where("deliveries.created_at", ">=", new Date(filters.createdFrom));
      }
      if (filters.createdTo !== undefined) {
        query = query.where("deliveries.created_at", "<", new Date(filters.createdTo));
      }
      if (page.afterId !== null) {
        query = query.where(
          sql<boolean>`(deliveries.created_at, deliveries.id) < (select d.created_at, d.id from deliveries d
            where d.store_id = ${storeIds.toUuid(storeId)} and d.id = ${deliveryIds.toUuid(page.afterId)})`,
        );
      }
      const rows = await query
        .orderBy("deliveries.created_at", "desc")
        .orderBy("deliveries.id", "desc")
        .limit(page.limit + 1)
        .execute();
      return rows.map(toDelivery);
    },
    async get(storeId: string, id: string): Promise<DeliveryDetail | null> {
      const row = await deliveries(db)
        .innerJoin("events", (join) =>
          join
            .onRef("events.store_id", "=", "deliveries.store_id")
            .onRef("events.id", "=", "deliveries.event_id"),
        )
        .select(sql<string>`coalesce(deliveries.body, events.body)`.as("sent_body"))
        .where("deliveries.store_id", "=", storeIds.toUuid(storeId))
        .where("deliveries.id", "=", deliveryIds.toUuid(id))
        .executeTakeFirst();
      if (row === undefined) return null;
      return { delivery: toDelivery(row), body: row.sent_body, attempts: await attemptsOf(db, row) };
    },
  };
}

async function attemptsOf(
  db: Db,
  delivery: { store_id: string; event_id: string; id: string },
): Promise<Attempt[]> {
  const rows = await db
    .selectFrom("delivery_attempts")
    .selectAll()
    .where("store_id", "=", delivery.store_id)
    .where("event_id", "=", delivery.event_id)
    .where("delivery_id", "=", delivery.id)
    .orderBy("at")
    .execute();
  return rows.map((row) => ({
    id: attemptIds.toWire(row.id),
    number: row.attempt,
    at: millis(row.at),
    status: row.status,
    errorClass: row.error_class,
    message: row.message,
    latencyMs: row.latency_ms,
    requestHeaders: row.request_headers as Record<string, string>,
    responseSnippet: row.response_snippet,
  }));
}

function deliveries(db: Db) {
  return db
    .selectFrom("deliveries")
    .innerJoin("endpoints", (join) =>
      join
        .onRef("endpoints.store_id", "=", "deliveries.store_id")
        .onRef("endpoints.id", "=", "deliveries.endpoint_id"),
    )
    .leftJoin("payments", (join) =>
      join
        .onRef("payments.store_id", "=", "deliveries.store_id")
        .onRef("payments.id", "=", "deliveries.payment_id")
        .on("endpoints.callback_host", "is not", null),
    )
    .leftJoinLateral(
      (inner) =>
        inner
          .selectFrom("delivery_attempts")
          .whereRef("delivery_attempts.store_id", "=", "deliveries.store_id")
          .whereRef("delivery_attempts.event_id", "=", "deliveries.event_id")
          .whereRef("delivery_attempts.delivery_id", "=", "deliveries.id")
          .select(["delivery_attempts.at as last_at", "delivery_attempts.message as last_message"])
          .orderBy("delivery_attempts.at", "desc")
          .limit(1)
          .as("last"),
      (join) => join.onTrue(),
    )
    .selectAll("deliveries")
    .select([
      sql<string>`coalesce(payments.callback_url, endpoints.url)`.as("url"),
      sql<boolean>`endpoints.callback_host is not null`.as("callback"),
      "last_at",
      "last_message",
    ]);
}

type DeliveryRow = Awaited<ReturnType<ReturnType<typeof deliveries>["execute"]>>[number];

function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: deliveryIds.toWire(row.id),
    storeId: storeIds.toWire(row.store_id),
    endpointId: endpointIds.toWire(row.endpoint_id),
    url: row.url,
    callback: row.callback,
    eventId: eventIds.toWire(row.event_id),
    eventType: row.event_type,
    paymentId: paymentIds.toWireOrNull(row.payment_id),
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: millisOrNull(row.next_attempt_at),
    lastAttemptAt: millisOrNull(row.last_at),
    lastStatus: row.last_status,
    lastError: row.last_error,
    lastMessage: row.last_message,
    lastLatencyMs: row.last_latency_ms,
    createdAt: millis(row.created_at),
    finishedAt: millisOrNull(row.finished_at),
    resent: row.resent,
  };
}
