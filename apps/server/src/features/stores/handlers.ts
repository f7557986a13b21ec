import { ApiError, type Scope, type Store as WireStore } from "@kaspa-pay/api-contract";
import type { ApiKeyHandlers, Caller, StoreHandlers } from "@kaspa-pay/api-contract/router";
import type { Mailer } from "../../mail/mailer.ts";
import { createSecurityNotices } from "../accounts/security-notices.ts";
import { userRepository } from "../accounts/user-repository.ts";
import { createCreateApiKey, createRevokeApiKey, type KeyLimits, maskKey } from "../api-keys/api-keys.ts";
import type { ApiKey } from "../api-keys/records.ts";
import { apiKeyRepository } from "../api-keys/repository.ts";
import { actorContextOf, iso, isoOrNull, personOf, storeIdOf } from "../caller.ts";
import { walletRepository } from "../wallets/wallet-repository.ts";
import { isLive } from "./new-store.ts";
import type { Membership, Wallet } from "./records.ts";
import { storeRepository } from "./repository.ts";
import { createCreateStore, createUpdateStore, type StoreDeps } from "./stores.ts";

export function createStoreHandlers(deps: StoreDeps): StoreHandlers {
  const create = createCreateStore(deps);
  const update = createUpdateStore(deps);
  const wire = async (member: Membership) =>
    toWire(member, await walletRepository(deps.unitOfWork.db).current(member.store.id));
  return {
    list: async (caller) => {
      const members = await storeRepository(deps.unitOfWork.db).memberships(personOf(caller).userId);
      return { data: await Promise.all(members.map(wire)) };
    },
    create: async (input, caller) =>
      wire(await create(input, personOf(caller).userId, actorContextOf(caller))),
    update: async (input, caller) =>
      wire(await update(input, personOf(caller).userId, actorContextOf(caller))),
  };
}

const toWire = ({ store, role }: Membership, wallet: Wallet | null): WireStore => ({
  id: store.id,
  name: store.name,
  network: store.network,
  livemode: isLive(store.network),
  role,
  twinId: store.pairedStoreId,
  hasWallet: wallet !== null,
  exactAmounts: wallet?.mode === "address",
  address: store.settings.postalAddress,
  taxId: store.settings.taxId,
  timeZone: store.settings.timeZone,
  archived: store.settings.archived,
  createdAt: iso(store.createdAt),
});

/** Nobody gives a key a right that they have not: a key gets at most its maker's scopes. */
function handedOn(caller: Caller, asked: readonly Scope[] | undefined): Scope[] {
  const missing = asked?.find((scope) => !caller.scopes.includes(scope));
  if (missing !== undefined) {
    throw new ApiError("forbidden", `You cannot give a key the scope ${missing}: your own role has it not`, {
      param: "scopes",
      extra: { scope: missing },
    });
  }
  return [...(asked ?? caller.scopes)];
}

/** Mails the maker of a key. Outside the transaction, which may run more than once. */
export function createNewKeyNotice(deps: StoreDeps & { mailer: Mailer; publicUrl: string }) {
  const notices = createSecurityNotices(deps);
  const users = userRepository(deps.unitOfWork.db);
  const stores = storeRepository(deps.unitOfWork.db);
  return async (key: { name: string; createdBy: string | null }, caller: Caller): Promise<void> => {
    if (!deps.mailer.enabled || key.createdBy === null) return;
    const [maker, store] = await Promise.all([users.byId(key.createdBy), stores.byId(storeIdOf(caller))]);
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
      const maker =
        key.createdBy === null ? null : await userRepository(deps.unitOfWork.db).byId(key.createdBy);
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

const keyToWire = (key: ApiKey & { createdByName: string | null }) => ({
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
