import { ApiError, type UpdateDepositAccount } from "@kaspa-pay/api-contract";
import type { ActorContext } from "../audit/audit.ts";
import type { DepositAccount } from "./records.ts";
import { depositAccountRepository } from "./repository/accounts.ts";
import type { SettingsDeps } from "./update-settings.ts";

/** Changes what the merchant notes about a customer; the address never changes. @throws ApiError `not_found` */
export function createUpdateAccount({ unitOfWork, clock, audit }: SettingsDeps) {
  return (
    storeId: string,
    id: string,
    { label, metadata }: Omit<UpdateDepositAccount, "id">,
    actor: ActorContext,
  ): Promise<void> =>
    unitOfWork.transaction(async (db) => {
      const before = await depositAccountRepository(db).lock(storeId, id);
      if (before === null) throw new ApiError("not_found", "Deposit account not found");
      const after: DepositAccount = {
        ...before,
        label: label === undefined ? before.label : label || null,
        metadata: metadata ?? before.metadata,
        updatedAt: clock.now(),
      };
      await depositAccountRepository(db).update(after);
      await audit(db, actor, { storeId, action: "deposit_account.updated", target: id, before, after });
    });
}
