import { Refused } from "@kaspa-pay/api-contract";
import type { Acting } from "../acting.ts";
import type { KeyDeps } from "./api-keys.ts";

/** The key that signs returns to the shop becomes another one; returns signed before are not recognised any more. */
export const createRotateRedirectSecret =
  (deps: KeyDeps) =>
  async (storeId: string, actor: Acting): Promise<number> =>
    deps.unitOfWork.transaction(async (records) => {
      const store = await records.stores.lock(storeId);
      if (!store) throw new Refused("not_found", "Store not found");
      const redirectGeneration = store.settings.redirectGeneration + 1;
      await records.stores.update(storeId, { settings: { ...store.settings, redirectGeneration } });
      const note = { storeId, action: "redirect_secret.rotated", target: storeId };
      await deps.audit(records, actor, note);
      return redirectGeneration;
    });
