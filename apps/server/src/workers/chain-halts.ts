// Reasons to confirm and expire nothing although the chain is read: what the node says of itself cannot be right, or
// cannot be trusted yet (kaspa.md 5.6, features.md 6.2). Money still arrives and is still withdrawn meanwhile.
import type { Clock } from "../ports/clock.ts";

/** Named as the alert that each raises. */
export type Halt =
  /** The cursor's DAA score stood still, or came no further than before, for a minute. */
  | "node_stalled"
  /** The node's virtual DAA score lies below a block that the same node shows as its tip. */
  | "node_score_back"
  /** The node reported blocks that contradict what it holds final. */
  | "finality_conflict";

export interface ChainHalts {
  /** The gravest that holds; null = none. */
  current(): Halt | null;
  /** When the cursor last got further. */
  movedAt(): number;
  /** A page was applied up to this score. */
  moved(daa: bigint): void;
  /** The cursor was put elsewhere on purpose: progress counts from there. */
  placed(daa: bigint): void;
  /** The node named `virtualDaa`, and then had nothing to say beyond our block at `cursorDaa`. */
  atTip(virtualDaa: bigint, cursorDaa: bigint): void;
  /** Once a round: time passed, and what the node announced so far. */
  look(finalityConflict: boolean): void;
}

const STALL_MS = 60_000;

export function createChainHalts(
  { clock }: { clock: Clock },
  onChange: (halt: Halt | null) => void,
): ChainHalts {
  const held = new Set<Halt>();
  let movedAt = clock.now();
  let highest = -1n;
  const current = (): Halt | null =>
    (["finality_conflict", "node_score_back", "node_stalled"] as const).find((one) => held.has(one)) ?? null;
  const set = (halt: Halt, on: boolean): void => {
    const before = current();
    if (on) held.add(halt);
    else held.delete(halt);
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
    placed(daa) {
      highest = daa;
    },
    atTip: (virtualDaa, cursorDaa) => set("node_score_back", virtualDaa < cursorDaa),
    look(finalityConflict) {
      if (clock.now() - movedAt >= STALL_MS) set("node_stalled", true);
      set("finality_conflict", finalityConflict);
    },
  };
}
