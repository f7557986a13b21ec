import {
  ApiError,
  type CreateEndpoint,
  EVERYTHING,
  eventAliases,
  type UpdateEndpoint,
} from "@kaspa-pay/api-contract";
import { generateSecret } from "@kaspa-pay/webhooks";
import type { Db, UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { FaultPoints } from "../../runtime/fault-points.ts";
import type { Ids, Random } from "../../runtime/ids.ts";
import type { SecretBox } from "../../security/secrets.ts";
import type { ActorContext, Audit } from "../audit/audit.ts";
import { findStore } from "../stores/find-store.ts";
import { rotationEnd, secretAssociatedData } from "./endpoint-secrets.ts";
import type { Endpoint } from "./records.ts";
import { deliveryRepository } from "./repository/deliveries.ts";
import { endpointRepository } from "./repository/events.ts";
import { assertWebhookUrl, type WebhookUrlDeps } from "./webhook-url.ts";

export interface EndpointDeps extends WebhookUrlDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  random: Random;
  ids: Ids;
  secrets: SecretBox;
  audit: Audit;
  faults: FaultPoints;
}

const MAX_ENDPOINTS = 20;
const SECRET_BYTES = 32;
/** After a rotation both secrets sign for a day. */
const OVERLAP_MS = 24 * 60 * 60 * 1_000;

/** Aliases of other APIs equal our names when events are compared. */
function matchesOf(events: readonly string[]): string[] {
  return [...new Set(events.map((name) => eventAliases[name] ?? name))];
}

export function createEndpoints(deps: EndpointDeps) {
  const { unitOfWork } = deps;
  const { rotateSecret, finishRotation } = createRotations(deps);
  return {
    rotateSecret,
    finishRotation,
    /** The secret is in this answer alone. @throws ApiError `invalid_url`, `conflict` (20 endpoints) */
    async create(
      storeId: string,
      input: CreateEndpoint,
      actor: ActorContext,
    ): Promise<{ endpoint: Endpoint; secret: string }> {
      const secret = generateSecret(deps.random.bytes(SECRET_BYTES));
      const endpoint = await unitOfWork.transaction(async (db) => {
        await assertUrl(deps, db, storeId, input.url);
        const present = await endpointRepository(db).list(storeId);
        if (present.length >= MAX_ENDPOINTS) {
          throw new ApiError("conflict", `A store has at most ${MAX_ENDPOINTS} endpoints: delete one first`);
        }
        const made = newEndpoint(deps, storeId, input, secret);
        await endpointRepository(db).insert(made);
        await deps.audit(db, actor, { storeId, action: "webhook.create", target: made.id, after: input });
        return made;
      });
      return { endpoint, secret };
    },

    /**
     * `mayChange` refuses by throwing; it is asked about the events that the endpoint has from now on.
     * @throws ApiError `not_found`, `invalid_url`
     */
    async update(
      storeId: string,
      input: UpdateEndpoint,
      actor: ActorContext,
      mayChange: (events: readonly string[]) => void = () => {},
    ): Promise<Endpoint> {
      return change(deps, storeId, input.id, actor, "webhook.update", async (db, before) => {
        if (!onlySwitchesOff(input)) mayChange(input.events ?? before.events);
        if (input.url !== undefined) await assertUrl(deps, db, storeId, input.url);
        const events = input.events ?? before.events;
        const active = input.isActive ?? before.state === "active";
        if (!active) await deliveryRepository(db).abandon(storeId, before.id, "endpoint_disabled");
        const revived = active && before.state !== "active";
        return {
          ...before,
          url: input.url ?? before.url,
          events,
          matches: matchesOf(events),
          format: input.format ?? before.format,
          description: input.description === undefined ? before.description : input.description || null,
          state: active ? "active" : "disabled",
          disabledReason: active ? null : (before.disabledReason ?? "Switched off by hand"),
          ...(revived && { failingSince: null, failuresInRow: 0 }),
        };
      });
    },

    /** @throws ApiError `not_found` */
    async remove(storeId: string, id: string, actor: ActorContext): Promise<void> {
      await change(deps, storeId, id, actor, "webhook.delete", async (db, before) => {
        await deliveryRepository(db).abandon(storeId, id, "endpoint_deleted");
        return { ...before, state: "deleted" };
      });
    },
  };
}

export type Endpoints = ReturnType<typeof createEndpoints>;

/** True when the change only switches the endpoint off. */
function onlySwitchesOff({ id: _id, ...fields }: UpdateEndpoint): boolean {
  return fields.isActive === false && Object.keys(fields).length === 1;
}

function createRotations(deps: EndpointDeps) {
  return {
    /**
     * The old secret signs beside the new one for 24 hours, or until the rotation is finished.
     * @throws ApiError `not_found`, `conflict` while another rotation is under way
     */
    async rotateSecret(
      storeId: string,
      id: string,
      actor: ActorContext,
    ): Promise<{ secret: string; previousUntil: number }> {
      const secret = generateSecret(deps.random.bytes(SECRET_BYTES));
      const now = deps.clock.now();
      const previousUntil = now + OVERLAP_MS;
      await change(deps, storeId, id, actor, "webhook.rotate_secret", async (db, before) => {
        if (rotationEnd(before, now) !== null) throw rotationUnderWay(before);
        const rotated = {
          ...before,
          sealedSecret: deps.secrets.seal(secret, secretAssociatedData(id)),
          sealedPreviousSecret: before.sealedSecret,
          previousSecretUntil: previousUntil,
        };
        // Already here: what ends the process between this write and its audit row must undo both.
        await endpointRepository(db).update(rotated);
        await deps.faults.reach("endpoint.mid-rotate");
        return rotated;
      });
      return { secret, previousUntil };
    },

    /** From now on the new secret signs alone. @throws ApiError `not_found`, `conflict` without a rotation */
    finishRotation(storeId: string, id: string, actor: ActorContext): Promise<Endpoint> {
      return change(deps, storeId, id, actor, "webhook.finish_rotation", async (_db, before) => {
        if (rotationEnd(before, deps.clock.now()) === null) {
          throw new ApiError("conflict", "No rotation is under way: the new secret signs alone");
        }
        return { ...before, sealedPreviousSecret: null, previousSecretUntil: null };
      });
    },
  };
}

function rotationUnderWay({ id, previousSecretUntil }: Endpoint): ApiError {
  const until = new Date(previousSecretUntil ?? 0).toISOString();
  return new ApiError(
    "conflict",
    `A rotation is under way until ${until}: a second one would drop the first secret at once. Finish it first (Finish rotation, or POST /webhooks/${id}/rotate-secret/finish), or wait until then`,
    { extra: { previousSecretExpiresAt: until } },
  );
}

async function change(
  deps: EndpointDeps,
  storeId: string,
  id: string,
  actor: ActorContext,
  action: string,
  make: (db: Db, before: Endpoint) => Promise<Endpoint>,
): Promise<Endpoint> {
  return deps.unitOfWork.transaction(async (db) => {
    const before = await endpointRepository(db).lock(storeId, id);
    if (before === null) throw new ApiError("not_found", "Webhook not found");
    const after = { ...(await make(db, before)), updatedAt: deps.clock.now() };
    await endpointRepository(db).update(after);
    await deps.audit(db, actor, {
      storeId,
      action,
      target: id,
      before: publicPart(before),
      after: publicPart(after),
    });
    return after;
  });
}

function publicPart({ url, events, format, state }: Endpoint) {
  return { url, events, format, state };
}

async function assertUrl(deps: EndpointDeps, db: Db, storeId: string, url: string): Promise<void> {
  const store = await findStore(db, storeId);
  if (store === null) throw new ApiError("not_found", "Store not found");
  assertWebhookUrl(deps, store.network, url, "url");
}

function newEndpoint(deps: EndpointDeps, storeId: string, input: CreateEndpoint, secret: string): Endpoint {
  const id = deps.ids.next("whk");
  const now = deps.clock.now();
  const events = input.events ?? EVERYTHING;
  return {
    id,
    storeId,
    url: input.url,
    events,
    matches: matchesOf(events),
    format: input.format ?? "event",
    description: input.description || null,
    sealedSecret: deps.secrets.seal(secret, secretAssociatedData(id)),
    sealedPreviousSecret: null,
    previousSecretUntil: null,
    state: "active",
    disabledReason: null,
    failingSince: null,
    failuresInRow: 0,
    lastDeliveryAt: null,
    lastStatus: null,
    createdAt: now,
    updatedAt: now,
  };
}
