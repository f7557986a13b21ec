import type { Store as WireStore } from "@kaspa-pay/api-contract";
import type { ApiKeyHandlers, StoreHandlers } from "@kaspa-pay/api-contract/router";
import type { ApiKey } from "../../ports/records/account-records.ts";
import type { Membership, Wallet } from "../../ports/records/store-records.ts";
import { assertSteppedUp } from "../../usecases/accounts/sessions.ts";
import { createCreateApiKey, createRevokeApiKey, maskKey } from "../../usecases/stores/api-keys.ts";
import { isLive } from "../../usecases/stores/new-store.ts";
import { createCreateStore, createUpdateStore, type StoreDeps } from "../../usecases/stores/stores.ts";
import { actingOf, iso, isoOrNull, personOf, storeIdOf } from "./checks.ts";

export function createStoreHandlers(deps: StoreDeps): StoreHandlers {
  const create = createCreateStore(deps);
  const update = createUpdateStore(deps);
  const wire = async (member: Membership) =>
    toWire(member, await deps.unitOfWork.records.wallets.current(member.store.id));
  return {
    list: async (caller) => {
      const members = await deps.unitOfWork.records.stores.memberships(personOf(caller).userId);
      return { data: await Promise.all(members.map(wire)) };
    },
    create: async (input, caller) => wire(await create(input, personOf(caller).userId, actingOf(caller))),
    update: async (input, caller) => wire(await update(input, personOf(caller).userId, actingOf(caller))),
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

export function createApiKeyHandlers(deps: StoreDeps): ApiKeyHandlers {
  const create = createCreateApiKey(deps);
  const revoke = createRevokeApiKey(deps);
  return {
    create: async (input, caller) => {
      assertSteppedUp(caller, deps.clock.now());
      const { key, text } = await create(input, storeIdOf(caller), actingOf(caller));
      const maker = key.createdBy === null ? null : await deps.unitOfWork.records.users.byId(key.createdBy);
      return { ...keyToWire({ ...key, createdByName: maker?.name ?? null }), key: text };
    },
    list: async (caller) => {
      const keys = await deps.unitOfWork.records.apiKeys.list(storeIdOf(caller));
      return { data: keys.map(keyToWire), hasMore: false, nextCursor: null };
    },
    revoke: async (input, caller) => {
      assertSteppedUp(caller, deps.clock.now());
      await revoke(input.id, storeIdOf(caller), actingOf(caller));
      return { ok: true };
    },
  };
}

const keyToWire = (key: ApiKey & { createdByName: string | null }) => ({
  id: key.id,
  name: key.name,
  masked: maskKey(key),
  scopes: key.scopes as never,
  livemode: key.prefix.startsWith("kp_live_"),
  createdBy: key.createdBy,
  createdByName: key.createdByName,
  createdAt: iso(key.createdAt),
  lastUsedAt: isoOrNull(key.lastUsedAt),
  lastUsedIp: key.lastUsedIp,
  browserUseAt: isoOrNull(key.browserUseAt),
  expiresAt: isoOrNull(key.expiresAt),
});
