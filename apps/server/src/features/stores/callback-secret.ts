// The secret that signs callbacks of payments. It is made from the master key, so nothing secret is stored: a store keeps
// which generation of it signs.
import { ApiError } from "@kaspa-pay/api-contract";
import { generateSecret } from "@kaspa-pay/webhooks";
import type { Db } from "../../database/unit-of-work.ts";
import type { KeyedDigests } from "../../security/secrets.ts";
import type { KeyDeps } from "../api-keys/api-keys.ts";
import type { ActorContext } from "../audit/audit.ts";
import type { CallbackSecret, Store } from "./records.ts";
import { storeRepository } from "./repository.ts";

/** Of a store that never made a new one. */
export const FIRST_CALLBACK_SECRET: CallbackSecret = { generation: 1, previousUntil: null };

/** After a rotation both secrets sign for a day, as those of endpoints do. */
const OVERLAP_MS = 24 * 60 * 60 * 1_000;

/** Until when the old secret signs too; null when no rotation is under way. */
const overlapEnd = ({ previousUntil }: CallbackSecret, now: number): number | null =>
  previousUntil !== null && previousUntil > now ? previousUntil : null;

/** `whsec_…` secrets that sign now, newest first. */
export function callbackSecrets(
  digests: Pick<KeyedDigests, "callbackKey">,
  storeId: string,
  secret: CallbackSecret,
  now: number,
): string[] {
  const generations = [
    secret.generation,
    ...(overlapEnd(secret, now) === null ? [] : [secret.generation - 1]),
  ];
  return generations.map((generation) => generateSecret(digests.callbackKey(storeId, generation)));
}

export interface CallbackSecretDeps extends KeyDeps {
  readonly digests: Pick<KeyedDigests, "callbackKey">;
}

export interface ShownCallbackSecret {
  readonly secret: string;
  readonly previousUntil: number | null;
}

export function createCallbackSecrets(deps: CallbackSecretDeps) {
  const shown = ({ id, settings }: Store): ShownCallbackSecret => {
    const now = deps.clock.now();
    const stored = settings.callbackSecret ?? FIRST_CALLBACK_SECRET;
    const [secret = ""] = callbackSecrets(deps.digests, id, stored, now);
    return { secret, previousUntil: overlapEnd(stored, now) };
  };

  /** `next` refuses by throwing. */
  const change = (
    storeId: string,
    action: string,
    actor: ActorContext,
    next: (secret: CallbackSecret, now: number) => CallbackSecret,
  ): Promise<ShownCallbackSecret> =>
    deps.unitOfWork.transaction(async (db: Db) => {
      const store = await storeRepository(db).lock(storeId);
      if (store === null) throw new ApiError("not_found", "Store not found");
      const callbackSecret = next(store.settings.callbackSecret ?? FIRST_CALLBACK_SECRET, deps.clock.now());
      const settings = { ...store.settings, callbackSecret };
      await storeRepository(db).update(storeId, { settings });
      await deps.audit(db, actor, { storeId, action, target: storeId });
      return shown({ ...store, settings });
    });

  return {
    read: shown,
    /** @throws ApiError `conflict` while another rotation is under way */
    rotate: (storeId: string, actor: ActorContext): Promise<ShownCallbackSecret> =>
      change(storeId, "callback_secret.rotated", actor, (secret, now) => {
        const until = overlapEnd(secret, now);
        if (until !== null) throw rotationUnderWay(until);
        return { generation: secret.generation + 1, previousUntil: now + OVERLAP_MS };
      }),
    /** From now on the new secret signs alone. @throws ApiError `conflict` without a rotation */
    finish: (storeId: string, actor: ActorContext): Promise<ShownCallbackSecret> =>
      change(storeId, "callback_secret.rotation_finished", actor, (secret, now) => {
        if (overlapEnd(secret, now) === null)
          throw new ApiError("conflict", "No rotation is under way: the new secret signs alone");
        return { ...secret, previousUntil: null };
      }),
  };
}

function rotationUnderWay(until: number): ApiError {
  const at = new Date(until).toISOString();
  return new ApiError(
    "conflict",
    `A rotation is under way until ${at}: finish it first (Finish rotation, or POST /settings/rotate-callback-secret/finish), or wait until then`,
    { extra: { previousSecretExpiresAt: at } },
  );
}
