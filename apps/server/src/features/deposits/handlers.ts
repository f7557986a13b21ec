import { ApiError, type DepositSettings as WireSettings } from "@kaspa-pay/api-contract";
import type { DepositHandlers } from "@kaspa-pay/api-contract/router";
import type { ChainTip } from "../../chain/read-cursor.ts";
import { readCursor, toPage } from "../../http/paging.ts";
import { actorContextOf, iso, storeIdOf } from "../caller.ts";
import { storeOf } from "../stores/find-store.ts";
import { isLive } from "../stores/new-store.ts";
import type { Store } from "../stores/records.ts";
import type { CreateAccount } from "./create-account.ts";
import { limitText } from "./limit-text.ts";
import type { DepositSettings } from "./records.ts";
import { depositAccountRepository } from "./repository/accounts.ts";
import { depositRepository } from "./repository/deposits.ts";
import { depositSettingsRepository } from "./repository/settings.ts";
import { createUpdateAccount } from "./update-account.ts";
import { createUpdateDepositSettings, noDeposits, type SettingsDeps } from "./update-settings.ts";
import { toWireAccount, toWireDeposit } from "./view.ts";

export interface DepositHandlerDeps extends SettingsDeps {
  readonly createDepositAccount: CreateAccount;
  readonly tip: Pick<ChainTip, "virtualDaa">;
}

export function createDepositHandlers(deps: DepositHandlerDeps): DepositHandlers {
  const { unitOfWork } = deps;
  const accounts = () => depositAccountRepository(unitOfWork.db);
  const updateSettings = createUpdateDepositSettings(deps);
  const updateAccount = createUpdateAccount(deps);
  const account = async (storeId: string, id: string) => {
    const found = await accounts().get(storeId, id);
    if (found === null) throw new ApiError("not_found", "Deposit account not found");
    return toWireAccount(found);
  };
  return {
    ...depositReads(deps),
    getSettings: async (caller) => {
      const storeId = storeIdOf(caller);
      const stored = await depositSettingsRepository(unitOfWork.db).get(storeId);
      return toWireSettings(await storeOf(unitOfWork.db, storeId), stored ?? noDeposits(storeId));
    },
    updateSettings: async (input, caller) => {
      const storeId = storeIdOf(caller);
      const settings = await updateSettings(storeId, input, actorContextOf(caller));
      return toWireSettings(await storeOf(unitOfWork.db, storeId), settings);
    },
    createAccount: async (input, caller) => {
      const { created, ...made } = await deps.createDepositAccount(
        storeIdOf(caller),
        input,
        actorContextOf(caller),
      );
      return { ...toWireAccount(made), created };
    },
    listAccounts: async ({ externalUserId, address, limit, cursor }, caller) => {
      const page = { limit, afterId: readCursor(cursor) };
      const rows = await accounts().list(storeIdOf(caller), { externalUserId, address }, page);
      return toPage(rows, limit, (row) => row.account.id, toWireAccount);
    },
    getAccount: ({ id }, caller) => account(storeIdOf(caller), id),
    updateAccount: async ({ id, ...change }, caller) => {
      const storeId = storeIdOf(caller);
      await updateAccount(storeId, id, change, actorContextOf(caller));
      return account(storeId, id);
    },
  };
}

function depositReads({ unitOfWork, tip }: DepositHandlerDeps): Pick<DepositHandlers, "list" | "get"> {
  const wire = (row: Parameters<typeof toWireDeposit>[0]) =>
    toWireDeposit(row, tip.virtualDaa(row.place.network));
  return {
    list: async ({ account, limit, cursor, ...filters }, caller) => {
      const page = { limit, afterId: readCursor(cursor) };
      const rows = await depositRepository(unitOfWork.db).list(
        storeIdOf(caller),
        { accountId: account, ...filters },
        page,
      );
      return toPage(rows, limit, (row) => row.place.id, wire);
    },
    get: async ({ id }, caller) => {
      const row = await depositRepository(unitOfWork.db).get(storeIdOf(caller), id);
      if (row === null) throw new ApiError("not_found", "Deposit not found");
      return wire(row);
    },
  };
}

function toWireSettings({ network }: Store, settings: DepositSettings): WireSettings {
  return {
    enabled: settings.enabled,
    currency: settings.currency,
    minimum: limitText(settings.currency, settings.minimumMinor),
    maximum: limitText(settings.currency, settings.maximumMinor),
    requiredConfirmations: settings.requiredConfirmations,
    network,
    livemode: isLive(network),
    updatedAt: settings.updatedAt === 0 ? null : iso(settings.updatedAt),
  };
}
