import { ApiError, type PublicStore, type Store as WireStore } from "@kaspa-pay/api-contract";
import type { StoreHandlers } from "@kaspa-pay/api-contract/router";
import type { Limits } from "../../http/limits/limits.ts";
import { actorContextOf, iso, personOf } from "../caller.ts";
import { depositSettingsOf } from "../deposits/find-deposits.ts";
import { publicLimits } from "../deposits/limit-text.ts";
import type { DepositSettings } from "../deposits/records.ts";
import { currentWallet } from "../wallets/find-wallet.ts";
import { isLive } from "./new-store.ts";
import type { Membership, Store, Wallet } from "./records.ts";
import { storeRepository } from "./repository.ts";
import { createCreateStore, createUpdateStore, type StoreDeps } from "./stores.ts";

export interface StoreHandlerDeps extends StoreDeps {
  readonly limits: Pick<Limits, "miss">;
}

export function createStoreHandlers(deps: StoreHandlerDeps): StoreHandlers {
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
    getPublic: async ({ id }, caller) => {
      const { db } = deps.unitOfWork;
      const store = await storeRepository(db).byId(id);
      if (store === null || store.settings.archived) {
        await deps.limits.miss(caller);
        throw new ApiError("not_found", "Store not found");
      }
      return publicStore(store, await depositSettingsOf(db, id));
    },
  };
}

function publicStore({ id, name, network, settings }: Store, deposits: DepositSettings | null): PublicStore {
  const { logoUrl, accentColor, supportUrl, currencies } = settings;
  return {
    ...{ id, name, logoUrl, accentColor, supportUrl, network },
    currencies: ["KAS", ...currencies],
    livemode: isLive(network),
    ...publicLimits(deposits),
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
