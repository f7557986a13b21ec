import { ApiError, type UpdateSettings } from "@kaspa-pay/api-contract";
import {
  type ConfirmationTier,
  isAppScheme,
  isFiatCurrency,
  type LatePolicy,
  LEAST_SENDABLE_SOMPI,
  parseDecimal,
} from "@kaspa-pay/core";
import type { z } from "zod";
import type { Db } from "../../database/unit-of-work.ts";
import type { Mailer } from "../../mail/mailer.ts";
import { sendToEach } from "../../mail/mailer.ts";
import type { KeyDeps } from "../api-keys/api-keys.ts";
import type { ActorContext } from "../audit/audit.ts";
import { assertFiatSize, readKas } from "../payments/amounts.ts";
import { bpsOf } from "../payments/surcharge.ts";
import { currentWallet } from "../wallets/find-wallet.ts";
import { readWallet, type WalletKeeper, walletParamOf, walletTextOf } from "../wallets/wallet-keeper.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { assertLogo } from "./logo.ts";
import { DEFAULT_RATE_RULES } from "./new-store.ts";
import type { RateRules, Store, StoreSettings, Wallet } from "./records.ts";
import { storeRepository } from "./repository.ts";

export type SettingsChange = z.output<typeof UpdateSettings>;

/** What wallets can send at all. */
const MOST_TOLERANCE_SOMPI = 1_000_000_000n;

export interface SettingsDeps extends KeyDeps {
  readonly wallets: WalletKeeper;
  readonly mailer: Mailer;
  readonly publicUrl: string;
  readonly onMailError: (error: unknown) => void;
}

/** True when the change redirects money, which asks for the password again. */
export const movesMoney = (change: SettingsChange): boolean =>
  change.kaspaAddress !== undefined || change.xpub !== undefined;

/** Only what is given changes; open payments keep the rules and the address they were made with. */
export const createUpdateSettings =
  (deps: SettingsDeps) =>
  async (change: SettingsChange, storeId: string, actor: ActorContext): Promise<Store> =>
    deps.unitOfWork.transaction(async (db) => {
      const store = await storeRepository(db).lock(storeId);
      if (!store) throw new ApiError("not_found", "Store not found");
      const settings = changedSettings(store.settings, change);
      const name = change.storeName ?? store.name;
      await storeRepository(db).update(storeId, { name, settings });
      const moved = await changeWallet(deps, db, store, change);
      await deps.audit(db, actor, {
        storeId,
        action: moved === null ? "settings.updated" : "wallet.changed",
        target: storeId,
        before: { settings: store.settings, wallet: moved?.before },
        after: { settings, wallet: moved?.after },
      });
      return { ...store, name, settings };
    });

/** Owners get a mail about a new destination, so that a thief with a session cannot change it unnoticed. */
export const createWalletNotice =
  (deps: SettingsDeps) =>
  async (store: Pick<Store, "id" | "name">, actor: ActorContext): Promise<void> => {
    if (!deps.mailer.enabled) return;
    const owners = await storeRepository(deps.unitOfWork.db).ownerEmails(store.id);
    const subject = `The wallet of ${store.name} was changed`;
    const text = `Payments opened from now on go to another wallet. Changed by ${actor.actor} from ${actor.ip ?? "an unknown address"}.\n\nIf that was not you or your team: sign in at ${deps.publicUrl}/app/settings, put your own wallet back, change your password and revoke API keys. Payments that were open keep their old addresses.`;
    await sendToEach(deps, owners, { subject, text });
  };

/** The destinations before and after; null when the change leaves it alone. */
async function changeWallet(
  deps: SettingsDeps,
  db: Db,
  store: Store,
  change: SettingsChange,
): Promise<{ before: object | null; after: object } | null> {
  const text = walletTextOf(change);
  if (text === undefined) return null;
  const wallet = readWallet(text, store.network, walletParamOf(change));
  const before = await currentWallet(db, store.id);
  const after = await deps.wallets.put(db, store, wallet);
  if (before !== null) await emitEvent(deps, db, store, "wallet.changed", eventFields(after));
  return {
    before: before && { fingerprint: before.fingerprint, address: before.address },
    after: { fingerprint: after.fingerprint, address: after.address },
  };
}

/** The event identifies the wallet but never contains its key. */
const eventFields = ({ id, mode, fingerprint, address }: Wallet) => ({
  id,
  mode,
  fingerprint: fingerprint === "" ? null : fingerprint,
  address,
});

function changedSettings(old: StoreSettings, change: SettingsChange): StoreSettings {
  const { tolerance, confirmationTiers: tiers, latePolicy: late, minimumAmount } = change;
  const settings: StoreSettings = {
    ...old,
    paymentExpiryMinutes: change.paymentExpiry ?? old.paymentExpiryMinutes,
    toleranceBps: tolerance?.percent === undefined ? old.toleranceBps : Math.round(tolerance.percent * 100),
    toleranceMaxSompi:
      tolerance?.max === undefined ? old.toleranceMaxSompi : readKas(tolerance.max, "tolerance.max"),
    tiers: tiers === undefined ? old.tiers : readTiers(tiers),
    minimumSompi: minimumAmount === undefined ? old.minimumSompi : readKas(minimumAmount, "minimumAmount"),
    surchargeBps: change.surchargePercent === undefined ? old.surchargeBps : bpsOf(change.surchargePercent),
    latePolicy: late === undefined ? old.latePolicy : readLatePolicy(late),
    orderIdPolicy: change.orderIdPolicy ?? old.orderIdPolicy,
    allowRenew: change.allowRenew ?? old.allowRenew,
    payoutsNeedTwoPeople: change.payoutsNeedTwoPeople ?? old.payoutsNeedTwoPeople,
    recycleAddresses: change.recycleAddresses ?? old.recycleAddresses,
    quoteLifeMs: change.quoteLifeMinutes === undefined ? old.quoteLifeMs : change.quoteLifeMinutes * 60_000,
    quoteHonouredMs: honouredMs(old, change),
    ...(change.rates !== undefined && {
      rateRules: changedRules(old.rateRules ?? DEFAULT_RATE_RULES, change.rates),
    }),
    fixedRate: change.fixedRate ?? old.fixedRate,
    spreadBps: change.spreadPercent === undefined ? old.spreadBps : bpsOf(change.spreadPercent),
    graceMs: change.graceSeconds === undefined ? old.graceMs : change.graceSeconds * 1000,
    currencies: change.currencies?.filter((code) => code !== "KAS") ?? old.currencies,
    currency: change.currency ?? old.currency,
    allowedOrigins: change.allowedOrigins?.map((origin) => origin.toLowerCase()) ?? old.allowedOrigins,
    redirectHosts: change.redirectHosts?.map((host) => host.toLowerCase()) ?? old.redirectHosts,
    language: change.language ?? old.language,
    timeZone: change.timeZone ?? old.timeZone,
    logoUrl: change.logo === undefined ? old.logoUrl : change.logo,
    accentColor: change.accentColor === undefined ? old.accentColor : change.accentColor,
    supportUrl: change.supportUrl === undefined ? old.supportUrl : change.supportUrl,
    successMessage: change.successMessage === undefined ? old.successMessage : change.successMessage,
    autoRedirectSeconds:
      change.autoRedirectSeconds === undefined ? old.autoRedirectSeconds : change.autoRedirectSeconds,
  };
  assertSettings(settings, change);
  return settings;
}

/** A quote is honoured at least as long as it lives: a longer life raises this with it unless the request sets it. */
function honouredMs(old: StoreSettings, { quoteLifeMinutes, quoteHonouredMinutes }: SettingsChange): number {
  const life = quoteLifeMinutes === undefined ? old.quoteLifeMs : quoteLifeMinutes * 60_000;
  if (quoteHonouredMinutes === undefined) return Math.max(old.quoteHonouredMs, life);
  const honoured = quoteHonouredMinutes * 60_000;
  if (honoured < life) wrong("quoteHonouredMinutes", "A quote is honoured at least as long as it lives");
  return honoured;
}

function changedRules(old: RateRules, change: NonNullable<SettingsChange["rates"]>): RateRules {
  const { maxAgeSeconds, maxSpreadPercent, singleSourceMaxUsd } = change;
  return {
    maxAgeMs: maxAgeSeconds === undefined ? old.maxAgeMs : maxAgeSeconds * 1000,
    maxSpreadBps: maxSpreadPercent === undefined ? old.maxSpreadBps : Math.round(maxSpreadPercent * 100),
    singleSourceCents:
      singleSourceMaxUsd === undefined
        ? old.singleSourceCents
        : readCents(singleSourceMaxUsd, "rates.singleSourceMaxUsd"),
  };
}

function assertSettings(settings: StoreSettings, change: SettingsChange): void {
  assertFixedRate(change.fixedRate ?? {});
  const unknown = [...settings.currencies, settings.currency].find(
    (code) => code !== "KAS" && !isFiatCurrency(code),
  );
  if (unknown !== undefined) {
    throw new ApiError("unknown_currency", `${unknown} is not a currency that can be priced here`, {
      param: "currencies",
    });
  }
  assertCurrencies(settings, change);
  if (settings.minimumSompi < LEAST_SENDABLE_SOMPI)
    wrong("minimumAmount", "The minimum is at least 0.2 KAS: most wallets cannot send less");
  if (settings.toleranceMaxSompi > MOST_TOLERANCE_SOMPI)
    wrong("tolerance.max", "The tolerance is at most 10 KAS");
  for (const [at, target] of settings.redirectHosts.entries()) {
    if (target.endsWith(":") && !isAppScheme(target))
      wrong(`redirectHosts.${at}`, `${target} is a scheme of browsers, systems or wallets, not of an app`);
  }
  if (change.logo) assertLogo(change.logo);
  if (change.supportUrl && !/^(https:\/\/|mailto:)[!-~]+$/i.test(change.supportUrl)) {
    throw new ApiError("invalid_url", "supportUrl must begin with https: or mailto:", {
      param: "supportUrl",
    });
  }
  if (!isTimeZone(settings.timeZone))
    wrong("timeZone", "A time zone is an IANA name, for example Europe/Berlin");
}

/** @throws ApiError `unknown_currency`, `validation_error` */
function assertFixedRate(rates: Readonly<Record<string, string>>): void {
  for (const [currency, rate] of Object.entries(rates)) {
    const param = `fixedRate.${currency}`;
    if (!isFiatCurrency(currency)) {
      throw new ApiError("unknown_currency", `${currency} is not a currency that can be priced here`, {
        param,
      });
    }
    if (/^[0.]+$/.test(rate)) wrong(param, "A rate is above zero");
  }
}

/** Judged when one of the two changes, so that a store of older rules can still change the rest. */
function assertCurrencies(settings: StoreSettings, { currencies, currency }: SettingsChange): void {
  if (currencies === undefined && currency === undefined) return;
  const twice = currencies?.find((code, at) => currencies.indexOf(code) !== at);
  if (twice !== undefined) wrong("currencies", `${twice} stands twice`);
  if (settings.currency === "KAS" || settings.currencies.includes(settings.currency)) return;
  const param = currency === undefined ? "currencies" : "currency";
  wrong(param, `The store's own currency, ${settings.currency}, must be one of its currencies`);
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function readTiers(tiers: NonNullable<SettingsChange["confirmationTiers"]>): ConfirmationTier[] {
  const read = tiers.map((tier) => ({
    belowUsdCents: tier.belowUsd === null ? null : readCents(tier.belowUsd, "confirmationTiers"),
    confirmations: tier.confirmations,
  }));
  const rising = read.every((tier, at) => {
    const before = read[at - 1]?.belowUsdCents ?? -1n;
    return tier.belowUsdCents === null ? at === read.length - 1 : tier.belowUsdCents > before;
  });
  if (!rising || read.at(-1)?.belowUsdCents !== null) {
    wrong("confirmationTiers", "Tiers rise by belowUsd, and the last one has belowUsd null");
  }
  return read;
}

function readCents(text: string, param: string): bigint {
  if ((text.split(".")[1]?.length ?? 0) > 2) wrong(param, "US dollars have at most two decimal places");
  const cents = parseDecimal(text, 2);
  assertFiatSize(cents, param);
  return cents;
}

function readLatePolicy(late: NonNullable<SettingsChange["latePolicy"]>): LatePolicy {
  return late.kind === "acceptWithin"
    ? { kind: "acceptWithin", withinBps: Math.round((late.withinPercent ?? 2) * 100) }
    : { kind: late.kind };
}

function wrong(param: string, text: string): never {
  throw new ApiError("validation_error", text, { param, issues: [{ path: param, message: text }] });
}
