import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { ActorContext, Audit } from "../audit/audit.ts";
import { storeRepository } from "./repository.ts";

/** The last set-up step, when somebody ended it by hand: snippet copied, or skipped. */
export function createWalletConnected({ unitOfWork, audit }: { unitOfWork: UnitOfWork; audit: Audit }) {
  return {
    is: async (storeId: string): Promise<boolean> =>
      (await storeRepository(unitOfWork.db).byId(storeId))?.settings.connected ?? false,
    mark: (storeId: string, by: ActorContext): Promise<void> =>
      unitOfWork.transaction(async (db) => {
        const store = await storeRepository(db).lock(storeId);
        if (store === null || store.settings.connected) return;
        await storeRepository(db).update(storeId, { settings: { ...store.settings, connected: true } });
        await audit(db, by, { storeId, action: "onboarding.connected", target: storeId });
      }),
  };
}
