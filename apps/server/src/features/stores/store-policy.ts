import { DEFAULT_POLICY, type Policy } from "@kaspa-pay/core";
import type { StoreSettings } from "./records.ts";

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
  };
}
