import { ApiError, type Settings, type WalletInfo } from "@kaspa-pay/api-contract";
import type { SettingsHandlers } from "@kaspa-pay/api-contract/router";
import { formatDecimal, sompiToKas } from "@kaspa-pay/core";
import { isAddress } from "@kaspa-pay/kaspa";
import { actorContextOf, iso, isoOrNull, storeIdOf } from "../caller.ts";
import { percentOf } from "../payments/surcharge.ts";
import { addressGap } from "../wallets/address-gap.ts";
import { addressIndexes, currentWallet, walletsOf } from "../wallets/find-wallet.ts";
import { fingerprintOf, firstAddresses, PREVIEWED, readWallet } from "../wallets/wallet-keeper.ts";
import {
  type CallbackSecretDeps,
  createCallbackSecrets,
  type ShownCallbackSecret,
} from "./callback-secret.ts";
import { DEFAULT_RATE_RULES, isLive } from "./new-store.ts";
import type { Store, Wallet } from "./records.ts";
import { storeRepository } from "./repository.ts";
import { createRotateRedirectSecret } from "./stores.ts";
import {
  createUpdateSettings,
  createWalletNotice,
  movesMoney,
  type SettingsDeps,
} from "./update-settings.ts";

export interface SettingsHandlerDeps extends SettingsDeps, CallbackSecretDeps {
  /** Signs returns to the shop; shown to the merchant on request. */
  readonly redirectSecret: (storeId: string, generation: number) => string;
  /** Account public key of the simulator's demo wallet; null without the embedded simulator. */
  readonly demoWallet: () => string | null;
  /** Drops cached settings, so that the next payment uses the new price rules and wallet. */
  readonly forgetStore: (storeId: string) => void;
}

export function createSettingsHandlers(deps: SettingsHandlerDeps): SettingsHandlers {
  const update = createUpdateSettings(deps);
  const notify = createWalletNotice(deps);
  const rotate = createRotateRedirectSecret(deps);
  const callbacks = createCallbackSecrets(deps);
  const storeOf = async (storeId: string): Promise<Store> => {
    const store = await storeRepository(deps.unitOfWork.db).byId(storeId);
    if (!store) throw new ApiError("not_found", "Store not found");
    return store;
  };
  const shown = async (store: Store): Promise<Settings> => {
    const [wallet, all] = await Promise.all([
      walletInfo(deps, store),
      walletsOf(deps.unitOfWork.db, store.id),
    ]);
    return toWire(store, wallet, all);
  };
  return {
    get: async (caller) => shown(await storeOf(storeIdOf(caller))),
    update: async (input, caller) => {
      const storeId = storeIdOf(caller);
      const replaces = movesMoney(input) && (await currentWallet(deps.unitOfWork.db, storeId)) !== null;
      const store = await update(input, storeId, actorContextOf(caller));
      deps.forgetStore(storeId);
      if (replaces) await notify(store, actorContextOf(caller));
      return shown(store);
    },
    redirectSecret: async (caller) => {
      const { id, settings } = await storeOf(storeIdOf(caller));
      return { redirectSecret: deps.redirectSecret(id, settings.redirectGeneration) };
    },
    rotateRedirectSecret: async (caller) => {
      const storeId = storeIdOf(caller);
      const generation = await rotate(storeId, actorContextOf(caller));
      deps.forgetStore(storeId);
      return { redirectSecret: deps.redirectSecret(storeId, generation) };
    },
    callbackSecret: async (caller) => callbackSecretView(callbacks.read(await storeOf(storeIdOf(caller)))),
    rotateCallbackSecret: async (caller) =>
      callbackSecretView(await callbacks.rotate(storeIdOf(caller), actorContextOf(caller))),
    finishCallbackRotation: async (caller) =>
      callbackSecretView(await callbacks.finish(storeIdOf(caller), actorContextOf(caller))),
    previewWallet: async (input, caller) => {
      const store = await storeOf(storeIdOf(caller));
      const wallet = readWallet(input.wallet, input.network ?? store.network, "wallet");
      return {
        kind: wallet.mode,
        network: wallet.network,
        fingerprint: fingerprintOf(wallet),
        addresses: firstAddresses(wallet),
      };
    },
    searchWallet: async (input, caller) => {
      const store = await storeOf(storeIdOf(caller));
      if (!isAddress(input.address))
        throw new ApiError(
          "invalid_address",
          "address is not a Kaspa address: copy it from the wallet again",
          { param: "address" },
        );
      const stored = input.wallet === undefined ? await currentWallet(deps.unitOfWork.db, store.id) : null;
      const read = input.wallet === undefined ? null : readWallet(input.wallet, store.network, "wallet");
      const key = stored ? deps.wallets.open(stored) : read?.mode === "xpub" ? read.key : null;
      const path = key?.find(input.address);
      return { found: path ? { branch: path.branch === 0 ? "receive" : "change", index: path.index } : null };
    },
    demoWallet: async () => ({ wallet: deps.demoWallet() }),
  };
}

const callbackSecretView = ({ secret, previousUntil }: ShownCallbackSecret) => ({
  callbackSecret: secret,
  previousSecretExpiresAt: isoOrNull(previousUntil),
});

async function walletInfo(deps: SettingsHandlerDeps, store: Store): Promise<WalletInfo | null> {
  const wallet = await currentWallet(deps.unitOfWork.db, store.id);
  if (!wallet) return null;
  const indexes = wallet.mode === "xpub" ? await addressIndexes(deps.unitOfWork.db, wallet) : null;
  const gap = indexes && addressGap(indexes);
  return {
    id: wallet.id,
    mode: wallet.mode,
    network: wallet.network,
    fingerprint: wallet.mode === "xpub" ? wallet.fingerprint : null,
    addresses: storedAddresses(deps, wallet),
    nextIndex: indexes?.nextIndex ?? null,
    gap: gap?.gap ?? null,
    gapLevel: gap?.level ?? null,
    blindWallets: gap?.blindWallets ?? [],
    changedAt: iso(wallet.createdAt),
  };
}

function storedAddresses(deps: SettingsHandlerDeps, wallet: Wallet): { index: number; address: string }[] {
  const key = deps.wallets.open(wallet);
  if (key) return key.addresses(0, 0, PREVIEWED).map((address, index) => ({ index, address }));
  return wallet.address === null ? [] : [{ index: 0, address: wallet.address }];
}

/** The wallets that were replaced. */
function formerWallets(all: Awaited<ReturnType<typeof walletsOf>>): Settings["formerWallets"] {
  return all.flatMap(({ id, mode, fingerprint, address, retiredAt }) =>
    retiredAt === null
      ? []
      : [{ id, mode, fingerprint: fingerprint || null, address, replacedAt: iso(retiredAt) }],
  );
}

function toWire(
  store: Store,
  wallet: WalletInfo | null,
  all: Awaited<ReturnType<typeof walletsOf>>,
): Settings {
  const { settings } = store;
  const rules = settings.rateRules ?? DEFAULT_RATE_RULES;
  return {
    paymentExpiry: settings.paymentExpiryMinutes,
    kaspaAddress: wallet?.addresses[0]?.address ?? null,
    exactAmounts: wallet?.mode === "address",
    wallet,
    formerWallets: formerWallets(all),
    network: store.network,
    livemode: isLive(store.network),
    tolerance: { percent: settings.toleranceBps / 100, max: sompiToKas(settings.toleranceMaxSompi) },
    confirmationTiers: settings.tiers.map((tier) => ({
      belowUsd: tier.belowUsdCents === null ? null : formatDecimal(tier.belowUsdCents, 2),
      confirmations: tier.confirmations,
    })),
    minimumAmount: sompiToKas(settings.minimumSompi),
    surchargePercent: percentOf(settings.surchargeBps),
    latePolicy: {
      kind: settings.latePolicy.kind,
      withinPercent: settings.latePolicy.kind === "acceptWithin" ? settings.latePolicy.withinBps / 100 : 2,
    },
    orderIdPolicy: settings.orderIdPolicy,
    allowRenew: settings.allowRenew,
    payoutsNeedTwoPeople: settings.payoutsNeedTwoPeople,
    recycleAddresses: settings.recycleAddresses,
    quoteLifeMinutes: settings.quoteLifeMs / 60_000,
    quoteHonouredMinutes: settings.quoteHonouredMs / 60_000,
    rates: {
      maxAgeSeconds: rules.maxAgeMs / 1000,
      maxSpreadPercent: rules.maxSpreadBps / 100,
      singleSourceMaxUsd: formatDecimal(rules.singleSourceCents, 2),
    },
    fixedRate: settings.fixedRate,
    spreadPercent: percentOf(settings.spreadBps),
    graceSeconds: settings.graceMs / 1000,
    currencies: ["KAS", ...settings.currencies],
    currency: settings.currency,
    allowedOrigins: [...settings.allowedOrigins],
    redirectHosts: [...settings.redirectHosts],
    logoUrl: settings.logoUrl,
    accentColor: settings.accentColor,
    supportUrl: settings.supportUrl,
    successMessage: settings.successMessage,
    autoRedirectSeconds: settings.autoRedirectSeconds,
    language: settings.language,
    storeName: store.name,
    timeZone: settings.timeZone,
  };
}
