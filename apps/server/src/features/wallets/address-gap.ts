// How far the newest address is beyond the last paid one, and which wallets check that far
// (docs/spec/kaspa-protocol.md#address-gap-and-reuse).
import type { KeyIndexes } from "./address-records.ts";

/** Up to here every known wallet finds the newest money. */
export const GAP_GOAL = 7;
/** From here the dashboard names the wallets that do not. */
export const GAP_NAMED = 8;
/** From here operator and owners get an alert. */
export const GAP_ALERT = 15;

/** Wallets and how many addresses past the last used one they check, balances of further ones included. */
const LOOK_AHEAD = [
  { name: "Kaspa NG and the Kaspa command-line wallet", addresses: 8 },
  { name: "Kaspium", addresses: 105 },
] as const;

export type GapLevel = "ok" | "warning" | "alert";

export interface AddressGap {
  gap: number;
  level: GapLevel;
  /** Wallets that cannot see money on the newest address. */
  blindWallets: string[];
}

/** `gap = highest index given out − highest ever paid`. */
export function addressGap({
  highestGiven,
  highestPaid,
}: Pick<KeyIndexes, "highestGiven" | "highestPaid">): AddressGap {
  const gap = Math.max(0, highestGiven - highestPaid);
  return {
    gap,
    level: gap >= GAP_ALERT ? "alert" : gap >= GAP_NAMED ? "warning" : "ok",
    blindWallets: LOOK_AHEAD.filter((wallet) => gap >= wallet.addresses).map((wallet) => wallet.name),
  };
}
