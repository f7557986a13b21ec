// What the node says about itself, compared with our cursor, and when to leave it for the next one.
// docs/spec/chain-following.md#several-nodes
import type { Clock } from "../../runtime/clock.ts";
import type { Cursor } from "../records.ts";
import type { ChainSource } from "../source.ts";
import {
  type ConfirmationPause,
  type ConfirmationPauses,
  createConfirmationPauses,
} from "./confirmation-pauses.ts";

const ASK_SYNCED_MS = 5_000;
const COMPARE_MS = 60_000;
const LAGGING_MS = 15_000;
/** A node this far behind our cursor may not have its block yet. */
const BEHIND_DAA = 600n;

export class NodeView {
  readonly pauses: ConfirmationPauses;
  #synced = true;
  /** When the node was last asked whether it is synced. */
  #askedAt = 0;
  /** Its virtual DAA score, if it was asked in this round and no page was applied since. */
  #reportedDaa: bigint | null = null;
  /** When other nodes were last asked because this one's chain does not grow. */
  #comparedAt = 0;
  /** Since when the node's chain ends below our cursor, or it does not know our block. */
  #behindSince: number | null = null;
  readonly #source: ChainSource;
  readonly #clock: Clock;

  constructor(source: ChainSource, clock: Clock, onPause: (pause: ConfirmationPause | null) => void) {
    this.#source = source;
    this.#clock = clock;
    this.pauses = createConfirmationPauses({ clock }, onPause);
  }

  /** Synced, not behind our cursor, connected, and nothing that it says pauses confirmations. */
  get isInStep(): boolean {
    const { state, finalityConflict } = this.#source.health();
    if (finalityConflict === true || this.pauses.current() !== null) return false;
    return this.#behindSince === null && this.#synced && state === "connected";
  }

  /** The node refused a page because it is not synced. */
  notSynced(): void {
    this.#synced = false;
  }

  /** A page was applied, or the chain is read to its end. */
  keptUp(): void {
    this.#behindSince = null;
  }

  /** The score of before this page says nothing about the cursor after it. */
  moved(daa: bigint): void {
    this.pauses.moved(daa);
    this.#reportedDaa = null;
  }

  /** Once a round: updates the confirmation pause; if the chain does not grow, checks whether another node is ahead. */
  updatePauses(): void {
    this.pauses.look(this.#source.health().finalityConflict === true);
    if (this.pauses.current() !== "node_stalled") return;
    if (this.#clock.now() - this.#comparedAt < COMPARE_MS) return;
    this.#source.leaveNode("its chain does not grow", "ifAnotherIsAhead");
    this.#comparedAt = this.#clock.now();
  }

  /** Asks the node every 5 s whether it is synced; while it is not, nothing is read from it. */
  async isSynced(): Promise<boolean> {
    const now = this.#clock.now();
    this.#reportedDaa = null;
    if (Math.abs(now - this.#askedAt) >= ASK_SYNCED_MS) {
      const { synced, virtualDaaScore } = await this.#source.info();
      this.#synced = synced;
      this.#reportedDaa = virtualDaaScore;
      this.#askedAt = now;
    }
    return this.#synced;
  }

  /** The node has no block after our cursor: a virtual DAA score below the cursor's cannot be right. */
  checkScoreAtTip(cursor: Cursor): void {
    if (this.#reportedDaa === null) return;
    this.pauses.atTip(this.#reportedDaa, cursor.daa);
    if (this.#reportedDaa < cursor.daa)
      this.#source.leaveNode("its score is below the block that it shows as its tip");
  }

  /** The node's chain ends below our cursor: nothing is changed; after 15 s the node is switched. */
  chainEndsBelow(): void {
    if (this.#isStillPatient()) return;
    this.#behindSince = null;
    this.#source.leaveNode("its chain ends before ours");
  }

  /**
   * The node does not know our block. One that is only behind gets 15 s, then the next node is tried. If its chain still
   * ends below our cursor, it is another chain, for example a simulated one that started again: false.
   */
  async mayJustBeBehind(cursor: Cursor): Promise<boolean> {
    const { virtualDaaScore } = await this.#source.info();
    if (virtualDaaScore >= cursor.daa + BEHIND_DAA) return false;
    if (this.#isStillPatient()) return true;
    this.#behindSince = null;
    this.#source.leaveNode("it does not know our last block");
    return this.#source.health().state !== "connected";
  }

  #isStillPatient(): boolean {
    const now = this.#clock.now();
    this.#behindSince ??= now;
    return now - this.#behindSince < LAGGING_MS;
  }
}
