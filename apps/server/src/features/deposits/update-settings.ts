import { ApiError, type UpdateDepositSettings } from "@kaspa-pay/api-contract";
import {
  DUST_SOMPI,
  type FiatCurrency,
  formatDecimal,
  isFiatCurrency,
  minorDigitsOf,
  sompiToKas,
} from "@kaspa-pay/core";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { ActorContext, Audit } from "../audit/audit.ts";
import { assertCurrency, belowMinimum, readFiat, readKas } from "../payments/amounts.ts";
import { lockStore } from "../stores/find-store.ts";
import { currentWallet } from "../wallets/find-wallet.ts";
import { needsAccountKey } from "./create-account.ts";
import type { DepositSettings } from "./records.ts";
import { depositSettingsRepository } from "./repository/settings.ts";

export interface SettingsDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly audit: Audit;
}

type Change = UpdateDepositSettings;

/** What a store without settings has. */
export const noDeposits = (storeId: string): DepositSettings => ({
  storeId,
  enabled: false,
  currency: "KAS",
  minimumMinor: null,
  maximumMinor: null,
  requiredConfirmations: null,
  updatedAt: 0,
});

/**
 * Only what is given changes.
 * @throws ApiError `conflict` when a store with a single address switches deposits on; `amount_too_small` and
 * `amount_too_large`, `unknown_currency`; `validation_error` for limits that do not fit together
 */
export function createUpdateDepositSettings({ unitOfWork, clock, audit }: SettingsDeps) {
  return (storeId: string, change: Change, actor: ActorContext): Promise<DepositSettings> =>
    unitOfWork.transaction(async (db) => {
      // The store's row is locked, because the settings may have none yet.
      const store = await lockStore(db, storeId);
      if (store === null) throw new ApiError("not_found", "Store not found");
      const stored = await depositSettingsRepository(db).get(storeId);
      const before = stored ?? noDeposits(storeId);
      const currency = change.currency ?? before.currency;
      if (currency !== before.currency) assertCurrency(currency, store.settings);
      assertLimitsGiven(before, change);
      const after: DepositSettings = {
        storeId,
        enabled: change.enabled ?? before.enabled,
        currency: currency as DepositSettings["currency"],
        minimumMinor: limitOf(change.minimum, before.minimumMinor, currency, "minimum"),
        maximumMinor: limitOf(change.maximum, before.maximumMinor, currency, "maximum"),
        requiredConfirmations:
          change.requiredConfirmations === undefined
            ? before.requiredConfirmations
            : change.requiredConfirmations,
        updatedAt: clock.now(),
      };
      assertOrder(after);
      if (after.enabled && !before.enabled && (await currentWallet(db, storeId))?.mode === "address")
        throw needsAccountKey();
      await depositSettingsRepository(db).put(after);
      await audit(db, actor, { storeId, action: "deposit_settings.updated", before, after });
      return after;
    });
}

/** Limits are never read in another currency than they were written in. */
function assertLimitsGiven(before: DepositSettings, { currency, minimum, maximum }: Change): void {
  if (currency === undefined || currency === before.currency) return;
  const missing = [
    ...(before.minimumMinor !== null && minimum === undefined ? ["minimum"] : []),
    ...(before.maximumMinor !== null && maximum === undefined ? ["maximum"] : []),
  ];
  if (missing.length === 0) return;
  const message = `The limits are in ${before.currency}: give ${missing.join(" and ")} in ${currency}, or null`;
  throw new ApiError("validation_error", message, {
    param: missing[0] ?? "currency",
    issues: missing.map((path) => ({ path, message })),
  });
}

function limitOf(
  given: string | null | undefined,
  before: bigint | null,
  currency: string,
  param: "minimum" | "maximum",
): bigint | null {
  if (given === undefined) return before;
  if (given === null) return null;
  if (isFiatCurrency(currency)) return fiatLimit(given, currency, param);
  const sompi = readKas(given, param);
  if (sompi < DUST_SOMPI) throw belowMinimum(sompiToKas(DUST_SOMPI), "KAS", param);
  return sompi;
}

function fiatLimit(given: string, currency: FiatCurrency, param: string): bigint {
  const minor = readFiat(given, currency, param);
  if (minor <= 0n) throw belowMinimum(formatDecimal(1n, minorDigitsOf(currency)), currency, param);
  return minor;
}

function assertOrder({ minimumMinor, maximumMinor }: DepositSettings): void {
  if (minimumMinor === null || maximumMinor === null || minimumMinor <= maximumMinor) return;
  const message = "maximum is below minimum: raise it, or lower minimum";
  throw new ApiError("validation_error", message, {
    param: "maximum",
    issues: [{ path: "maximum", message }],
  });
}
