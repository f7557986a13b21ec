import { type CreateStore, Refused, type UpdateStore } from "@kaspa-pay/api-contract";
import type { ChainNetwork } from "../../ports/chain-source.ts";
import type { Membership, Store } from "../../ports/records/store-records.ts";
import type { Acting } from "../acting.ts";
import type { KeyDeps } from "./api-keys.ts";
import { DEFAULT_SETTINGS, newStore } from "./new-store.ts";
import { isTimeZone } from "./settings.ts";

export interface StoreDeps extends KeyDeps {
  readonly networks: readonly ChainNetwork[];
}

/** A new store of the user, or the simulated store paired with one: found, or made with the same appearance. */
export const createCreateStore =
  (deps: StoreDeps) =>
  async (input: CreateStore, userId: string, actor: Acting): Promise<Membership> =>
    deps.unitOfWork.transaction(async (records) => {
      const now = deps.clock.now();
      const live = input.twinOf === undefined ? null : await records.stores.lock(input.twinOf);
      const member = live && (await records.stores.membership(userId, live.id));
      if (input.twinOf !== undefined && !member) throw new Refused("not_found", "Store not found");
      if (member && member.role !== "owner" && member.role !== "manager") {
        // Whoever makes the paired store owns it; members of the other store do not become owners.
        throw new Refused("forbidden", "Only owners and managers make the simulated twin of a store");
      }
      if (live?.pairedStoreId) {
        const twin = await records.stores.membership(userId, live.pairedStoreId);
        if (twin) return twin;
      }
      const network = input.network ?? "simnet";
      if (!deps.networks.includes(network)) {
        throw new Refused("network_mismatch", `This server does not serve ${network}`, { param: "network" });
      }
      const name = input.name ?? live?.name ?? "Store";
      const store: Store = {
        ...newStore(deps.ids.next("sto"), name, network, now),
        settings: live ? { ...live.settings, redirectHosts: [], allowedOrigins: [] } : DEFAULT_SETTINGS,
      };
      await records.stores.insert(store);
      await records.stores.addMember(store.id, userId, "owner", now);
      if (live) await records.stores.pair(live.id, store.id);
      await deps.audit(records, actor, { storeId: store.id, action: "store.created", target: store.id });
      return { store: { ...store, pairedStoreId: live?.id ?? null }, role: "owner" };
    });

/** @throws Refused `not_found`, `forbidden`, `validation_error` */
export const createUpdateStore =
  (deps: StoreDeps) =>
  async (input: UpdateStore, userId: string, actor: Acting): Promise<Membership> =>
    deps.unitOfWork.transaction(async (records) => {
      const member = await records.stores.membership(userId, input.id);
      const store = member && (await records.stores.lock(input.id));
      if (!member || !store) throw new Refused("not_found", "Store not found");
      if (member.role !== "owner" && member.role !== "manager") {
        throw new Refused("forbidden", "Only owners and managers change a store");
      }
      if (input.timeZone !== undefined && !isTimeZone(input.timeZone)) {
        throw new Refused("validation_error", "A time zone is an IANA name, for example Europe/Berlin", {
          param: "timeZone",
        });
      }
      const settings = {
        ...store.settings,
        postalAddress: input.address ?? store.settings.postalAddress,
        taxId: input.taxId ?? store.settings.taxId,
        timeZone: input.timeZone ?? store.settings.timeZone,
        archived: input.archived ?? store.settings.archived,
      };
      const name = input.name ?? store.name;
      await records.stores.update(store.id, { name, settings });
      const note = {
        storeId: store.id,
        action: "store.updated",
        target: store.id,
        before: store.settings,
        after: settings,
      };
      await deps.audit(records, actor, note);
      return { store: { ...store, name, settings }, role: member.role };
    });
