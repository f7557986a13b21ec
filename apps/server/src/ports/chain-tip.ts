import type { ChainNetwork } from "./chain-source.ts";

/** What this process knows of a network's chain right now; reading it costs nothing. */
export interface ChainTip {
  /** Newest virtual DAA score heard, for shown confirmations only; 0 before the first word. */
  virtualDaa(network: ChainNetwork): bigint;
  /** Node and follower are in step: confirming and expiring are not halted. */
  canConfirm(network: ChainNetwork): boolean;
  /** The chain's clock and the host's lie 5 minutes or more apart. */
  skewed(network: ChainNetwork): boolean;
}
