import type { ChainNetwork } from "../runtime/network.ts";

/** What this process knows of a network's chain right now; reading it costs nothing. */
export interface ChainTip {
  /** Newest virtual DAA score received, for shown confirmations only; 0 before the first one. */
  virtualDaa(network: ChainNetwork): bigint;
  /** False during a confirmation pause: nothing confirms or expires. */
  canConfirm(network: ChainNetwork): boolean;
  /** The chain's clock and the host's lie 5 minutes or more apart. */
  skewed(network: ChainNetwork): boolean;
}
