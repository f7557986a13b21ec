import { DEFAULT_POLICY, type Policy } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { RateRules, Store, StoreSettings } from "./records.ts";

/** What a new store starts with (docs/spec/payment-lifecycle.md#default-policy). */
export const DEFAULT_SETTINGS: StoreSettings = {
  paymentExpiryMinutes: 30,
  toleranceBps: DEFAULT_POLICY.toleranceBps,
  toleranceMaxSompi: DEFAULT_POLICY.toleranceMaxSompi,
  graceMs: DEFAULT_POLICY.graceMs,
  quoteLifeMs: DEFAULT_POLICY.quoteLifeMs,
  quoteHonouredMs: DEFAULT_POLICY.quoteHonouredMs,
  minimumSompi: DEFAULT_POLICY.minimumSompi,
  surchargeBps: 0,
  fixedRate: {},
  spreadBps: 0,
  tiers: DEFAULT_POLICY.tiers,
  latePolicy: DEFAULT_POLICY.latePolicy,
  orderIdPolicy: "free",
  currency: "USD",
  currencies: ["USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "KZT"],
  timeZone: "UTC",
  allowedOrigins: [],
  redirectHosts: [],
  redirectGeneration: 1,
  allowRenew: true,
  payoutsNeedTwoPeople: false,
  recycleAddresses: true,
  logoUrl: null,
  accentColor: null,
  supportUrl: null,
  successMessage: null,
  autoRedirectSeconds: 20,
  language: "en",
  postalAddress: null,
  taxId: null,
  archived: false,
  connected: false,
};

/** Which rates may price a payment. */
export const DEFAULT_RATE_RULES: RateRules = {
  maxAgeMs: 120_000,
  maxSpreadBps: 200,
  singleSourceCents: 50_000n,
};

export const newStore = (id: string, name: string, network: ChainNetwork, now: number): Store => ({
  id,
  name,
  network,
  pairedStoreId: null,
  demo: false,
  settings: DEFAULT_SETTINGS,
  createdAt: now,
});

export const isLive = (network: ChainNetwork): boolean => network === "mainnet";

/** The store's rules of this moment, as a payment keeps them. */
export function policyOf(settings: StoreSettings, confirmationsOverride: number | null): Policy {
  return {
    ...DEFAULT_POLICY,
    toleranceBps: settings.toleranceBps,
    toleranceMaxSompi: settings.toleranceMaxSompi,
    graceMs: settings.graceMs,
    quoteLifeMs: settings.quoteLifeMs,
    quoteHonouredMs: settings.quoteHonouredMs,
    minimumSompi: settings.minimumSompi,
    tiers: settings.tiers,
    latePolicy: settings.latePolicy,
    confirmationsOverride,
    ...(settings.spreadBps > 0 && { spreadBps: settings.spreadBps }),
  };
}

export const withoutSpread = ({ spreadBps: _spread, ...policy }: Policy): Policy => policy;
