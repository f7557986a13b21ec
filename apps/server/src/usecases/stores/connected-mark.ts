import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Acting, Audit } from "../acting.ts";

/** The last set-up step, when somebody ended it by hand: snippet copied, or skipped. */
export function createConnectedMark({ unitOfWork, audit }: { unitOfWork: UnitOfWork; audit: Audit }) {
  return {
    is: async (storeId: string): Promise<boolean> =>
      (await unitOfWork.records.stores.byId(storeId))?.settings.connected ?? false,
    mark: (storeId: string, by: Acting): Promise<void> =>
      unitOfWork.transaction(async (records) => {
        const store = await records.stores.lock(storeId);
        if (store === null || store.settings.connected) return;
        await records.stores.update(storeId, { settings: { ...store.settings, connected: true } });
        await audit(records, by, { storeId, action: "onboarding.connected", target: storeId });
      }),
  };
}
