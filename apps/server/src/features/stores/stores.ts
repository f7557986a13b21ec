import { ApiError, type CreateStore, type UpdateStore } from "@kaspa-pay/api-contract";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { KeyDeps } from "../api-keys/api-keys.ts";
import type { ActorContext, Audit } from "../audit/audit.ts";
import { DEFAULT_SETTINGS, newStore } from "./new-store.ts";
import type { Membership, Store } from "./records.ts";
import { storeRepository } from "./repository.ts";
import { isTimeZone } from "./update-settings.ts";

export interface StoreDeps extends KeyDeps {
  readonly networks: readonly ChainNetwork[];
}

/** A new store of the user, or the simulated store paired with one: found, or made with the same appearance. */
export const createCreateStore =
  (deps: StoreDeps) =>
  async (input: CreateStore, userId: string, actor: ActorContext): Promise<Membership> =>
    deps.unitOfWork.transaction(async (db) => {
      const now = deps.clock.now();
      const live = input.twinOf === undefined ? null : await storeRepository(db).lock(input.twinOf);
      const member = live && (await storeRepository(db).membership(userId, live.id));
      if (input.twinOf !== undefined && !member) throw new ApiError("not_found", "Store not found");
      if (member && member.role !== "owner" && member.role !== "manager") {
        // Whoever makes the paired store owns it; members of the other store do not become owners.
        throw new ApiError("forbidden", "Only owners and managers can create the test store of a store");
      }
      if (live?.pairedStoreId) {
        const twin = await storeRepository(db).membership(userId, live.pairedStoreId);
        if (twin) return twin;
      }
      const network = input.network ?? "simnet";
      if (!deps.networks.includes(network)) {
        throw new ApiError("network_mismatch", `This server does not serve ${network}`, { param: "network" });
      }
      const name = input.name ?? live?.name ?? "Store";
      const store: Store = {
        ...newStore(deps.ids.next("sto"), name, network, now),
        settings: live ? { ...live.settings, redirectHosts: [], allowedOrigins: [] } : DEFAULT_SETTINGS,
      };
      await storeRepository(db).insert(store);
      await storeRepository(db).addMember(store.id, userId, "owner", now);
      if (live) await storeRepository(db).pair(live.id, store.id);
      await deps.audit(db, actor, { storeId: store.id, action: "store.created", target: store.id });
      return { store: { ...store, pairedStoreId: live?.id ?? null }, role: "owner" };
    });

/** @throws ApiError `not_found`, `forbidden`, `validation_error` */
export const createUpdateStore =
  (deps: StoreDeps) =>
  async (input: UpdateStore, userId: string, actor: ActorContext): Promise<Membership> =>
    deps.unitOfWork.transaction(async (db) => {
      const member = await storeRepository(db).membership(userId, input.id);
      const store = member && (await storeRepository(db).lock(input.id));
      if (!member || !store) throw new ApiError("not_found", "Store not found");
      if (member.role !== "owner" && member.role !== "manager") {
        throw new ApiError("forbidden", "Only owners and managers can change a store");
      }
      if (input.timeZone !== undefined && !isTimeZone(input.timeZone)) {
        throw new ApiError("validation_error", "timeZone must be an IANA name, for example Europe/Berlin", {
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
      await storeRepository(db).update(store.id, { name, settings });
      const note = {
        storeId: store.id,
        action: "store.updated",
        target: store.id,
        before: store.settings,
        after: settings,
      };
      await deps.audit(db, actor, note);
      return { store: { ...store, name, settings }, role: member.role };
    });

/** The key that signs returns to the shop becomes another one; returns signed before are not recognised any more. */
export const createRotateRedirectSecret =
  (deps: KeyDeps) =>
  async (storeId: string, actor: ActorContext): Promise<number> =>
    deps.unitOfWork.transaction(async (db) => {
      const store = await storeRepository(db).lock(storeId);
      if (!store) throw new ApiError("not_found", "Store not found");
      const redirectGeneration = store.settings.redirectGeneration + 1;
      await storeRepository(db).update(storeId, { settings: { ...store.settings, redirectGeneration } });
      const note = { storeId, action: "redirect_secret.rotated", target: storeId };
      await deps.audit(db, actor, note);
      return redirectGeneration;
    });

/** The last set-up step, when somebody ended it by hand: snippet copied, or skipped. */
export function createWalletConnected({ unitOfWork, audit }: { unitOfWork: UnitOfWork; audit: Audit }) {
  return {
    is: async (storeId: string): Promise<boolean> =>
      (await storeRepository(unitOfWork.db).byId(storeId))?.settings.connected ?? false,
    markConnected: (storeId: string, actor: ActorContext): Promise<void> =>
      unitOfWork.transaction(async (db) => {
        const store = await storeRepository(db).lock(storeId);
        if (store === null || store.settings.connected) return;
        await storeRepository(db).update(storeId, { settings: { ...store.settings, connected: true } });
        await audit(db, actor, { storeId, action: "onboarding.connected", target: storeId });
      }),
  };
}
