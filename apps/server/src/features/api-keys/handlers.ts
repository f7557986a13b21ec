import { ApiError, type Scope } from "@kaspa-pay/api-contract";
import type { ApiKeyHandlers, Caller } from "@kaspa-pay/api-contract/router";
import type { Mailer } from "../../mail/mailer.ts";
import { findUser } from "../accounts/find-user.ts";
import { createSecurityNotices } from "../accounts/security-notices.ts";
import { actorContextOf, iso, isoOrNull, storeIdOf } from "../caller.ts";
import { findStore } from "../stores/find-store.ts";
import type { StoreDeps } from "../stores/stores.ts";
import { createCreateApiKey, createRevokeApiKey, type KeyLimits, maskKey } from "./api-keys.ts";
import type { ApiKey } from "./records.ts";
import { apiKeyRepository } from "./repository.ts";

/** Mails the maker of a key. Outside the transaction, which may run more than once. */
export function createNewKeyNotice(deps: StoreDeps & { mailer: Mailer; publicUrl: string }) {
  const notices = createSecurityNotices(deps);
  return async (key: { name: string; createdBy: string | null }, caller: Caller): Promise<void> => {
    if (!deps.mailer.enabled || key.createdBy === null) return;
    const { db } = deps.unitOfWork;
    const [maker, store] = await Promise.all([findUser(db, key.createdBy), findStore(db, storeIdOf(caller))]);
    if (maker && store)
      await notices.newKey(maker, actorContextOf(caller), { name: key.name, store: store.name });
  };
}

export function createApiKeyHandlers(deps: StoreDeps & { readonly keyLimits: KeyLimits }): ApiKeyHandlers {
  const create = createCreateApiKey(deps);
  const revoke = createRevokeApiKey(deps);
  return {
    create: async (input, caller) => {
      const order = { ...input, scopes: handedOn(caller, input.scopes) };
      const { key, text } = await create(order, storeIdOf(caller), actorContextOf(caller));
      const maker = key.createdBy === null ? null : await findUser(deps.unitOfWork.db, key.createdBy);
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
    throw new ApiError("forbidden", `You cannot give a key the scope ${missing}: your own role has it not`, {
      param: "scopes",
      extra: { scope: missing },
    });
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
