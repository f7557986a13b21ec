// Confirmation pause: reasons to confirm and expire nothing although the chain is read, because what the node says
// about itself is wrong or not settled. New money and withdrawals still apply.
// docs/spec/chain-following.md#confirmation-pause
import type { Clock } from "../../runtime/clock.ts";

/** Reasons, named like their alerts. */
export type ConfirmationPause =
  /** The cursor's DAA score did not rise above its highest value for a minute. */
  | "node_stalled"
  /** The node's virtual DAA score is below that of the block that the same node shows as the end of its chain. */
  | "node_score_back"
  /** The node reported blocks that contradict what it holds final. */
  | "finality_conflict";

export interface ConfirmationPauses {
  /** The most serious reason that holds; null = none. */
  current(): ConfirmationPause | null;
  /** When the cursor's DAA score last rose. */
  movedAt(): number;
  /** A page was applied up to this score. */
  moved(daa: bigint): void;
  /** Recovery moved the cursor: progress counts from this score on. */
  recovered(daa: bigint): void;
  /** The node named `virtualDaa`, and then had no block after our cursor at `cursorDaa`. */
  atTip(virtualDaa: bigint, cursorDaa: bigint): void;
  /** Once a round: checks the time since the last progress, and takes over the finality state. */
  look(finalityConflict: boolean): void;
}

const STALL_MS = 60_000;

export function createConfirmationPauses(
  { clock }: { clock: Clock },
  onChange: (pause: ConfirmationPause | null) => void,
): ConfirmationPauses {
  const held = new Set<ConfirmationPause>();
  let movedAt = clock.now();
  let highest = -1n;
  const current = (): ConfirmationPause | null =>
    (["finality_conflict", "node_score_back", "node_stalled"] as const).find((pause) => held.has(pause)) ??
    null;
  const set = (pause: ConfirmationPause, on: boolean): void => {
    const before = current();
    if (on) held.add(pause);
    else held.delete(pause);
    const after = current();
    if (after !== before) onChange(after);
  };
  return {
    current,
    movedAt: () => movedAt,
    moved(daa) {
      if (daa <= highest) return;
      highest = daa;
      movedAt = clock.now();
      set("node_stalled", false);
    },
    recovered(daa) {
      highest = daa;
    },
    atTip: (virtualDaa, cursorDaa) => set("node_score_back", virtualDaa < cursorDaa),
    look(finalityConflict) {
      if (clock.now() - movedAt >= STALL_MS) set("node_stalled", true);
      set("finality_conflict", finalityConflict);
    },
  };
}
