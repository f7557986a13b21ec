import type { Store as WireStore } from "@kaspa-pay/api-contract";
import type { StoreHandlers } from "@kaspa-pay/api-contract/router";
import { actorContextOf, iso, personOf } from "../caller.ts";
import { currentWallet } from "../wallets/find-wallet.ts";
import { isLive } from "./new-store.ts";
import type { Membership, Wallet } from "./records.ts";
import { storeRepository } from "./repository.ts";
import { createCreateStore, createUpdateStore, type StoreDeps } from "./stores.ts";

export function createStoreHandlers(deps: StoreDeps): StoreHandlers {
  const create = createCreateStore(deps);
  const update = createUpdateStore(deps);
  const wire = async (member: Membership) =>
    toWire(member, await currentWallet(deps.unitOfWork.db, member.store.id));
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
