import { ApiError, type TestResult } from "@kaspa-pay/api-contract";
import type { SubjectFields } from "@kaspa-pay/core";
import type { Bus } from "../../database/bus/bus.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import type { ActorContext, Audit } from "../audit/audit.ts";
import { findStore } from "../stores/find-store.ts";
import type { Deliver } from "./deliver.ts";
import { eventWithoutPayment } from "./emit-event.ts";
import type { Endpoint } from "./records.ts";
import { deliveryRepository } from "./repository/deliveries.ts";
import { endpointRepository, eventRepository } from "./repository/events.ts";

export interface ResendDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  ids: Ids;
  audit: Audit;
  bus: Bus;
  deliver: Deliver;
  /** Name under which this process claims deliveries. */
  holder: string;
}

export function createResends(deps: ResendDeps) {
  const { unitOfWork, bus } = deps;
  return {
    /** Same event, same bytes, from the first attempt on. @throws ApiError `not_found`, `conflict` */
    async one(storeId: string, deliveryId: string, actor: ActorContext): Promise<void> {
      await unitOfWork.transaction(async (db) => {
        if ((await deliveryRepository(db).get(storeId, deliveryId)) === null) {
          throw new ApiError("not_found", "Delivery not found");
        }
        if (!(await deliveryRepository(db).resend(storeId, deliveryId))) {
          throw new ApiError("conflict", "The endpoint is switched off, or the delivery is on its way now");
        }
        await deps.audit(db, actor, { storeId, action: "delivery.resend", target: deliveryId });
      });
      bus.publish({ topic: "deliveries" });
    },

    /** All that failed for good since then, at 20 a second. @throws ApiError `not_found`, `conflict` */
    async failed(
      storeId: string,
      endpointId: string,
      since: number,
      dryRun: boolean,
      actor: ActorContext,
    ): Promise<number> {
      const count = await unitOfWork.transaction(async (db) => {
        const endpoint = await endpointRepository(db).get(storeId, endpointId);
        if (endpoint === null) throw new ApiError("not_found", "Webhook not found");
        assertOn(endpoint);
        if (dryRun) return deliveryRepository(db).countFailed(storeId, endpointId, since);
        const queued = await deliveryRepository(db).resendFailed(storeId, endpointId, since);
        await deps.audit(db, actor, {
          storeId,
          action: "webhook.resend_failed",
          target: endpointId,
          after: { queued },
        });
        return queued;
      });
      if (!dryRun) bus.publish({ topic: "deliveries" });
      return count;
    },

    test: createTest(deps),
  };
}

function createTest(deps: ResendDeps) {
  const { unitOfWork } = deps;
  /** Sends a test event at once and returns the answer. @throws ApiError `not_found`, `conflict` */
  return async (
    storeId: string,
    endpointId: string,
    event: string,
    actor: ActorContext,
  ): Promise<TestResult> => {
    const store = await findStore(unitOfWork.db, storeId);
    if (store === null) throw new ApiError("not_found", "Webhook not found");
    const claimed = await unitOfWork.transaction(async (db) => {
      const endpoint = await endpointRepository(db).get(storeId, endpointId);
      if (endpoint === null) throw new ApiError("not_found", "Webhook not found");
      assertOn(endpoint);
      const about: SubjectFields<"endpoint"> = { id: endpointId, url: endpoint.url };
      const made = eventWithoutPayment(deps, store, event, { endpoint: about, detail: { test: true } });
      const id = await eventRepository(db).insertFor(made, endpointId, deps.holder);
      await deps.audit(db, actor, { storeId, action: "webhook.test", target: endpointId });
      const delivery = { id, storeId, network: store.network, attempts: 0, eventId: made.id };
      return {
        ...delivery,
        eventType: event,
        eventBody: made.body,
        body: null,
        resent: false,
        endpoint,
        url: endpoint.url,
        callbackSecret: null,
      };
    });
    const { result } = await deps.deliver(claimed);
    // A test is tried once: its merchant is looking at the answer right now.
    await deliveryRepository(unitOfWork.db).record(deps.holder, [{ ...result, nextDelayMs: null }]);
    return {
      delivered: result.delivered,
      status: result.status,
      latencyMs: result.latencyMs,
      errorClass: result.errorClass,
      message: result.message,
      responseSnippet: result.responseSnippet,
      eventId: claimed.eventId,
      deliveryId: claimed.id,
    };
  };
}

function assertOn({ state }: Endpoint): void {
  if (state === "active") return;
  throw new ApiError("conflict", "The endpoint is switched off: switch it on first");
}

export type Resends = ReturnType<typeof createResends>;
