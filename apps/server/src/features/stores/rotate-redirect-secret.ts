import { ApiError } from "@kaspa-pay/api-contract";
import type { KeyDeps } from "../api-keys/api-keys.ts";
import type { ActorContext } from "../audit/audit.ts";
import { storeRepository } from "./repository.ts";

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
