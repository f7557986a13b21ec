import type { Outage, SyncGap } from "../records.ts";
import type { ConfirmationPause } from "./confirmation-pauses.ts";

/** What the follower reports for the log and the operator. */
export type FollowerEvent =
  | { kind: "error"; error: unknown }
  | { kind: "slow_page" }
  /** A round succeeded after one that failed. */
  | { kind: "recovered" }
  /** `toCheck`: payments whose money may have come and gone unseen. */
  | { kind: "sync_gap"; gap: SyncGap; toCheck: readonly string[] }
  | { kind: "stepped_back"; toDaa: bigint }
  /** A quarantined payment resumed with all facts that it missed. */
  | { kind: "resumed"; paymentId: string }
  /** The chain of an outage is read to its end. */
  | { kind: "outage_over"; outage: Outage }
  /** The chain's clock less the database's, once they are far apart; null = they agree again. */
  | { kind: "clock_skew"; skewMs: number | null }
  /** Confirmations and expiry are paused for this reason; null = they go on. */
  | { kind: "confirmation_pause"; pause: ConfirmationPause | null };
