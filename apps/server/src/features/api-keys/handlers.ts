import { ApiError, type Scope } from "@kaspa-pay/api-contract";
import type { ApiKeyHandlers, Caller } from "@kaspa-pay/api-contract/router";
import type { Mailer } from "../../mail/mailer.ts";
import type { Background } from "../../runtime/background.ts";
import { findUser } from "../accounts/identities.ts";
import { createSecurityNotices } from "../accounts/security-notices.ts";
import { actorContextOf, iso, isoOrNull, storeIdOf } from "../caller.ts";
import { findStore } from "../stores/find-store.ts";
import type { StoreDeps } from "../stores/stores.ts";
import { createCreateApiKey, createRevokeApiKey, type KeyLimits, maskKey } from "./api-keys.ts";
import type { ApiKey } from "./records.ts";
import { apiKeyRepository } from "./repository.ts";

export interface ApiKeyHandlerDeps extends StoreDeps {
  readonly keyLimits: KeyLimits;
  readonly mailer: Mailer;
  readonly publicUrl: string;
  readonly background: Background;
}

export function createApiKeyHandlers(deps: ApiKeyHandlerDeps): ApiKeyHandlers {
  const notices = createSecurityNotices(deps);
  const create = createCreateApiKey(deps);
  const revoke = createRevokeApiKey(deps);
  return {
    create: async (input, caller) => {
      const order = { ...input, scopes: handedOn(caller, input.scopes) };
      const { key, text } = await create(order, storeIdOf(caller), actorContextOf(caller));
      const { db } = deps.unitOfWork;
      const maker = key.createdBy === null ? null : await findUser(db, key.createdBy);
      const store = await findStore(db, storeIdOf(caller));
      // Not inside the transaction: it may run more than once.
      deps.unitOfWork.afterCommit(() => {
        if (maker === null || store === null) return;
        const made = { name: key.name, store: store.name };
        deps.background.run(() => notices.newKey(maker, actorContextOf(caller), made));
      });
      return { ...keyToWire({ ...key, createdByName: maker?.name ?? null }), key: text };
    },
    list: async (caller) => {
      const keys = await apiKeyRepository(deps.unitOfWork.db).list(storeIdOf(caller));
      return { data: keys.map(keyToWire), hasMore: false, nextCursor: null };
    },
    revoke: async (input, caller) => {
      await revoke(input.id, storeIdOf(caller), actorContextOf(caller));
      return { ok: true };
    },
  };
}

/** Nobody gives a key a right that they have not: a key gets at most its maker's scopes. */
export function handedOn(caller: Caller, asked: readonly Scope[] | undefined): Scope[] {
  const missing = asked?.find((scope) => !caller.scopes.includes(scope));
  if (missing !== undefined) {
    throw new ApiError(
      "forbidden",
      `You cannot give a key the scope ${missing}: your own role does not have it`,
      {
        param: "scopes",
        extra: { scope: missing },
      },
    );
  }
  return [...(asked ?? caller.scopes)];
}

export const keyToWire = (key: ApiKey & { createdByName: string | null }) => ({
  id: key.id,
  name: key.name,
  masked: maskKey(key),
  scopes: key.scopes as never,
  readsPerMinute: key.readsPerMinute,
  writesPerMinute: key.writesPerMinute,
  livemode: key.prefix.startsWith("kp_live_"),
  createdBy: key.createdBy,
  createdByName: key.createdByName,
  createdAt: iso(key.createdAt),
  lastUsedAt: isoOrNull(key.lastUsedAt),
  lastUsedIp: key.lastUsedIp,
  browserUseAt: isoOrNull(key.browserUseAt),
  expiresAt: isoOrNull(key.expiresAt),
});
