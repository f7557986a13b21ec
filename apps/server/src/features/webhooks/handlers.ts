import { ApiError, EVERYTHING, isAboutMoney, subscribesToPayments } from "@kaspa-pay/api-contract";
import {
  type Caller,
  type EventHandlers,
  requireScope,
  type WebhookHandlers,
} from "@kaspa-pay/api-contract/router";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import { periodOf, readCursor, toPage } from "../../http/paging.ts";
import type { Clock } from "../../runtime/clock.ts";
import { actorContextOf, iso, storeIdOf } from "../caller.ts";
import type { Endpoints } from "./endpoints.ts";
import type { DeliveryFilters, Endpoint } from "./records.ts";
import { deliveryRepository } from "./repository/deliveries.ts";
import { endpointRepository, eventRepository } from "./repository/events.ts";
import type { Resends } from "./resend.ts";
import { deliveryDetailView, deliveryView, endpointView, eventView } from "./view.ts";

export interface WebhookHandlerDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly endpoints: Endpoints;
  readonly resends: Resends;
}

const MASKED = "whsec_…";

export function createWebhookHandlers(deps: WebhookHandlerDeps): WebhookHandlers {
  const { endpoints, resends } = deps;
  const view = async (endpoint: Endpoint, livemode: boolean | null) => {
    const rates = await endpointRepository(deps.unitOfWork.db).successRates(endpoint.storeId);
    const successRate = rates.get(endpoint.id) ?? null;
    return endpointView(endpoint, { livemode: livemode === true, successRate, now: deps.clock.now() });
  };
  return {
    create: async (input, caller) => {
      maySend(caller, input.events ?? EVERYTHING);
      const { endpoint, secret } = await endpoints.create(storeIdOf(caller), input, actorContextOf(caller));
      return { ...(await view(endpoint, caller.livemode)), secret };
    },
    list: async (caller) => {
      const all = await endpointRepository(deps.unitOfWork.db).list(storeIdOf(caller));
      const data = await Promise.all(
        all.map(async (endpoint) => ({ ...(await view(endpoint, caller.livemode)), secret: MASKED })),
      );
      return { data, hasMore: false, nextCursor: null };
    },
    get: async (input, caller) => {
      const endpoint = await endpointRepository(deps.unitOfWork.db).get(storeIdOf(caller), input.id);
      if (!endpoint) throw new ApiError("not_found", "Webhook not found");
      return { ...(await view(endpoint, caller.livemode)), secret: MASKED };
    },
    update: async (input, caller) => {
      const endpoint = await endpoints.update(storeIdOf(caller), input, actorContextOf(caller), (events) =>
        maySend(caller, events),
      );
      return { ...(await view(endpoint, caller.livemode)), secret: MASKED };
    },
    remove: async (input, caller) => {
      await endpoints.remove(storeIdOf(caller), input.id, actorContextOf(caller));
      return { ok: true };
    },
    rotateSecret: async (input, caller) => {
      const rotated = await endpoints.rotateSecret(storeIdOf(caller), input.id, actorContextOf(caller));
      return { id: input.id, secret: rotated.secret, previousSecretExpiresAt: iso(rotated.previousUntil) };
    },
    finishRotation: async (input, caller) => {
      const endpoint = await endpoints.finishRotation(storeIdOf(caller), input.id, actorContextOf(caller));
      return { ...(await view(endpoint, caller.livemode)), secret: MASKED };
    },
    test: (input, caller) =>
      resends.test(storeIdOf(caller), input.id, input.event ?? "webhook.test", actorContextOf(caller)),
    resendFailed: async ({ id, since, dryRun }, caller) => ({
      count: await resends.failed(storeIdOf(caller), id, since, dryRun ?? false, actorContextOf(caller)),
    }),
    ...deliveryHandlers(deps),
  };
}

/**
 * Whoever names the receiver of payments may read payments. Else the right to write webhooks alone would read all
 * customers.
 * @throws ApiError `forbidden` naming the scope
 */
function maySend(caller: Caller, events: readonly string[]): void {
  if (subscribesToPayments(events)) requireScope(caller, "payments:read");
}

function deliveryHandlers({
  unitOfWork,
  resends,
}: WebhookHandlerDeps): Pick<
  WebhookHandlers,
  "listEndpointDeliveries" | "listDeliveries" | "getDelivery" | "resendDelivery"
> {
  const deliveries = deliveryRepository(unitOfWork.db);
  const endpoints = endpointRepository(unitOfWork.db);
  type Input = DeliveryFilters &
    Parameters<typeof periodOf>[0] & { limit: number; cursor?: string | undefined };
  const list = async (storeId: string, { limit, cursor, from, to, ...filters }: Input) => {
    const asked = { ...filters, ...periodOf({ ...filters, from, to }) };
    const rows = await deliveries.list(storeId, asked, { limit, afterId: readCursor(cursor) });
    return toPage(rows, limit, (row) => row.id, deliveryView);
  };
  const detail = async (storeId: string, id: string) => {
    const found = await deliveries.get(storeId, id);
    if (!found) throw new ApiError("not_found", "Delivery not found");
    return found;
  };
  return {
    listEndpointDeliveries: async ({ id, ...input }, caller) => {
      const storeId = storeIdOf(caller);
      if (!(await endpoints.get(storeId, id))) throw new ApiError("not_found", "Webhook not found");
      return list(storeId, { ...input, endpointId: id });
    },
    listDeliveries: (input, caller) => list(storeIdOf(caller), input),
    getDelivery: async (input, caller) => {
      const found = await detail(storeIdOf(caller), input.id);
      if (isAboutMoney(found.delivery.eventType)) requireScope(caller, "payments:read");
      return deliveryDetailView(found);
    },
    resendDelivery: async (input, caller) => {
      await resends.one(storeIdOf(caller), input.id, actorContextOf(caller));
      return deliveryView((await detail(storeIdOf(caller), input.id)).delivery);
    },
  };
}

export function createEventHandlers({ unitOfWork }: Pick<WebhookHandlerDeps, "unitOfWork">): EventHandlers {
  const events = eventRepository(unitOfWork.db);
  return {
    list: async ({ limit, cursor, object, type, delivered, ...input }, caller) => {
      const filters = { type, delivered, paymentId: object, ...periodOf(input) };
      const page = { limit, afterId: readCursor(cursor) };
      const rows = await events.list(storeIdOf(caller), filters, page);
      return toPage(rows, limit, (row) => row.id, eventView);
    },
    get: async (input, caller) => {
      const event = await events.get(storeIdOf(caller), input.id);
      if (!event) throw new ApiError("not_found", "Event not found");
      return eventView(event);
    },
  };
}
