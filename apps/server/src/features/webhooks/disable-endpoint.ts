import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Mailer } from "../../mail/mailer.ts";
import { sendToEach } from "../../mail/mailer.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { ownerEmails, storeOf } from "../stores/find-store.ts";
import { emitEvent } from "./emit-event.ts";
import type { Endpoint } from "./records.ts";
import { deliveryRepository } from "./repository/deliveries.ts";
import { endpointRepository } from "./repository/events.ts";

export interface DisableDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  ids: Ids;
  mailer: Mailer;
  /** Told when the owners could not be mailed. */
  onMailError(error: unknown): void;
}

const FAILING_LIMIT_MS = 120 * 60 * 60 * 1_000;
const FAILING_MIN_ATTEMPTS = 10;

/** An endpoint with nothing but failures for 120 h, or one that answered 410, is called no more (W-03). */
export function createDisableEndpoint(deps: DisableDeps) {
  return async (storeId: string, endpointId: string, gone: boolean): Promise<boolean> => {
    const disabled = await deps.unitOfWork.transaction(async (db) => {
      const endpoint = await endpointRepository(db).lock(storeId, endpointId);
      const now = deps.clock.now();
      if (endpoint === null || endpoint.state !== "active" || !(gone || isHopeless(endpoint, now)))
        return null;
      const reason = gone ? "The endpoint answered 410 Gone" : "Only failures for 120 hours";
      await endpointRepository(db).update({
        ...endpoint,
        state: "disabled",
        disabledReason: reason,
        updatedAt: now,
      });
      await deliveryRepository(db).abandon(storeId, endpointId, "endpoint_disabled");
      const { id, url } = endpoint;
      await emitEvent(deps, db, await storeOf(db, storeId), "webhook.disabled", { id, url, reason });
      return { endpoint, reason, owners: await ownerEmails(db, storeId) };
    });
    if (disabled === null) return false;
    await tellOwners(deps, disabled);
    return true;
  };
}

export type DisableEndpoint = ReturnType<typeof createDisableEndpoint>;

function isHopeless({ failingSince, failuresInRow }: Endpoint, now: number): boolean {
  return (
    failingSince !== null && now - failingSince >= FAILING_LIMIT_MS && failuresInRow >= FAILING_MIN_ATTEMPTS
  );
}

async function tellOwners(
  deps: DisableDeps,
  { endpoint, reason, owners }: { endpoint: Endpoint; reason: string; owners: readonly string[] },
): Promise<void> {
  const subject = "A webhook endpoint was disabled";
  const text = `${endpoint.url}\n${reason}. Mend it, switch it on again under Webhooks, and resend what it missed.`;
  await sendToEach(deps, owners, { subject, text });
}
