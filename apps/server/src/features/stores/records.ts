import type { ConfirmationTier, LatePolicy, Role, WalletMode } from "@kaspa-pay/core";
import type { ChainNetwork } from "../../runtime/network.ts";

export type OrderIdPolicy = "free" | "uniqueOpen" | "unique";

/** Which rates may price a payment; the rest of the policy is the server's. */
export interface RateRules {
  maxAgeMs: number;
  /** Largest distance of the sources from each other, 1/10 000 of the lowest. */
  maxSpreadBps: number;
  /** What a single source may price, in US cents. */
  singleSourceCents: bigint;
}

/** Which secret signs callbacks of payments; the one before it signs too until then. */
export interface CallbackSecret {
  generation: number;
  previousUntil: number | null;
}

/** What a merchant can set; copied into each payment where it matters, so a change never touches an open one. */
export interface StoreSettings {
  paymentExpiryMinutes: number;
  toleranceBps: number;
  toleranceMaxSompi: bigint;
  graceMs: number;
  quoteLifeMs: number;
  quoteHonouredMs: number;
  minimumSompi: bigint;
  /** Ten-thousandths that are added to each price. */
  surchargeBps: number;
  /** Fiat per KAS by currency, decimal text: prices where no source answers. */
  fixedRate: Readonly<Record<string, string>>;
  /** Ten-thousandths by which rates are lowered before they price a payment. */
  spreadBps: number;
  /** Absent in stores that never set them: the defaults. */
  rateRules?: RateRules;
  tiers: readonly ConfirmationTier[];
  latePolicy: LatePolicy;
  orderIdPolicy: OrderIdPolicy;
  /** The store's own currency, for figures and new links. */
  currency: string;
  currencies: readonly string[];
  timeZone: string;
  /** Pages that may create payments from links; empty = any. */
  allowedOrigins: readonly string[];
  redirectHosts: readonly string[];
  /** Raised to sign redirects with a new key. */
  redirectGeneration: number;
  /** Absent in stores that never made a new one: the first. */
  callbackSecret?: CallbackSecret;
  /** Whether the payer of an expired direct payment may open a new one for the same order. */
  allowRenew: boolean;
  /** Whoever asks for a payout may not approve it. */
  payoutsNeedTwoPeople: boolean;
  recycleAddresses: boolean;
  logoUrl: string | null;
  accentColor: string | null;
  supportUrl: string | null;
  successMessage: string | null;
  autoRedirectSeconds: number | null;
  language: string;
  postalAddress: string | null;
  taxId: string | null;
  archived: boolean;
  /** Somebody ended the last set-up step by hand. */
  connected: boolean;
}

export interface Store {
  id: string;
  name: string;
  network: ChainNetwork;
  pairedStoreId: string | null;
  /** The built-in simulated store of `/demo`: no user owns it. */
  demo: boolean;
  settings: StoreSettings;
  createdAt: number;
}

export interface Membership {
  store: Store;
  role: Role;
}

/** Where a store's money goes: an account public key (`xpub` mode) or one address with exact amounts. */
export interface Wallet {
  id: string;
  storeId: string;
  network: ChainNetwork;
  mode: WalletMode;
  /** The account key, encrypted; null in address mode. */
  sealedKey: Uint8Array | null;
  /** Identifies the key or address across stores without keeping it readable. */
  keyHash: string;
  fingerprint: string;
  address: string | null;
  script: string | null;
  createdAt: number;
}
