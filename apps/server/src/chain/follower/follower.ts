// Reads the chain of one network page by page from the stored cursor and applies each page. Notifications only wake it.
// docs/spec/chain-following.md#the-loop
import type { Bus } from "../../database/bus/bus.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { FaultPoints } from "../../runtime/fault-points.ts";
import { createLoop, type Loop, type Worker } from "../../runtime/loop.ts";
import type { ApplyChainPage } from "../apply-page.ts";
import type { Cursor, Leadership } from "../records.ts";
import type { RecoverCursor } from "../recovery/recover-cursor.ts";
import { chainRepository } from "../repository/index.ts";
import { type ChainPage, type ChainSource, NodeUnsynced } from "../source.ts";
import { ClockSkew } from "./clock-skew.ts";
import type { ConfirmationPause } from "./confirmation-pauses.ts";
import type { LeaseRenewal } from "./lease-renewal.ts";
import type { FollowerEvent } from "./log.ts";
import { NodeView } from "./node-view.ts";
import { PageReader } from "./page-reader.ts";

export interface FollowerDeps {
  source: ChainSource;
  unitOfWork: UnitOfWork;
  clock: Clock;
  lease: LeaseRenewal;
  leaseName: string;
  apply: ApplyChainPage;
  recover: RecoverCursor;
  faults: FaultPoints;
  bus: Bus;
  /** The cursor moved: readers in this process need not ask the database. */
  onCursor(cursor: Cursor): void;
  onEvent(event: FollowerEvent): void;
}

/**
 * Where a round left the follower. `standby`: another process leads. `waiting`: the node is not synced, or behind our
 * cursor. `reading`: pages follow. `lost`: the node does not know our cursor. `caught_up`: the chain is read to its end.
 */
export type FollowerState = "standby" | "waiting" | "reading" | "lost" | "caught_up";

const WAKE_MS = 1_000;
/** Pages applied in one round, at most. */
const MAX_PAGES = 200;
/** Pause between two checks of outputs known only from a snapshot, and between two attempts to resume payments. */
const VERIFY_MS = 60_000;
const NO_PAGE: ChainPage = { removed: [], added: [], slow: false };

/** What it remembers between rounds is only a copy: everything that matters is in the database. */
export class ChainFollower implements Worker {
  readonly #deps: FollowerDeps;
  readonly #loop: Loop;
  readonly #node: NodeView;
  readonly #pages: PageReader;
  readonly #skew: ClockSkew;
  #state: FollowerState = "standby";
  #cursor: Cursor | null = null;
  #caughtUpAt: number | null = null;
  /** Outputs may be marked until the end of a replay, perhaps one that another process began. */
  #isReplaying = true;
  /** Pages were applied while nothing could be confirmed or expired. */
  #hasDeferredWork = true;
  /** When outputs of a snapshot were last looked up again. */
  #verifiedAt = 0;
  #failed = false;
  #unsubscribe: (() => void)[] = [];

  constructor(deps: FollowerDeps) {
    this.#deps = deps;
    this.#pages = new PageReader(deps.source);
    this.#node = new NodeView(deps.source, deps.clock, (pause) =>
      deps.onEvent({ kind: "confirmation_pause", pause }),
    );
    this.#skew = new ClockSkew(deps.clock, (skewMs) => deps.onEvent({ kind: "clock_skew", skewMs }));
    this.#loop = createLoop({
      round: () => this.#round(),
      idleMs: WAKE_MS,
      onError: (error) => {
        this.#failed = true;
        deps.onEvent({ kind: "error", error });
      },
    });
  }

  start(): void {
    const { source } = this.#deps;
    this.#unsubscribe = [source.onTick(() => this.wake()), source.onConnection(() => this.wake())];
    this.#loop.start();
  }

  async stop(): Promise<void> {
    for (const end of this.#unsubscribe) end();
    await this.#loop.stop();
  }

  tick = (): Promise<void> => this.#loop.tick();
  wake = (): void => this.#loop.wake();

  get state(): FollowerState {
    return this.#state;
  }

  get cursor(): Cursor | null {
    return this.#cursor;
  }

  /** When the chain was last read to its end; null = not yet since this process leads. */
  get caughtUpAt(): number | null {
    return this.#caughtUpAt;
  }

  /** The chain's clock less the database's; null = not measured yet. */
  get skewMs(): number | null {
    return this.#skew.ms;
  }

  /** When the cursor's DAA score last rose. */
  get movedAt(): number {
    return this.#node.pauses.movedAt();
  }

  /** Why confirmations are paused although the chain is read; null = they are not. */
  get pause(): ConfirmationPause | null {
    return this.#node.pauses.current();
  }

  /** Node and follower are in step and nothing pauses confirmations: payments may confirm and expire. */
  get canConfirm(): boolean {
    return this.#caughtUpAt !== null && this.#node.isInStep;
  }

  async #round(): Promise<boolean> {
    const epoch = this.#deps.lease.epoch();
    if (epoch === null) return this.#standBy();
    const more = await this.#follow({ leaseName: this.#deps.leaseName, epoch });
    if (this.#failed) this.#deps.onEvent({ kind: "recovered" });
    this.#failed = false;
    return more;
  }

  #standBy(): false {
    this.#state = "standby";
    this.#cursor = null;
    this.#caughtUpAt = null;
    this.#isReplaying = true;
    return false;
  }

  /** One round of the leader; true = the next round starts at once. */
  async #follow(leader: Leadership): Promise<boolean> {
    const { source, faults, recover, unitOfWork, onEvent } = this.#deps;
    await faults.reach("follower.after-lease");
    this.#cursor ??= await chainRepository(unitOfWork.db).cursor(source.network);
    this.#cursor ??= await recover.start(source);
    this.#node.updatePauses();
    if (!(await this.#node.isSynced())) return this.#wait();
    this.#state = "reading";
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const pulled = await this.#pull(this.#cursor);
      if (pulled.kind === "ask_smaller") continue;
      if (pulled.kind === "cursor_unknown") return this.#recoverCursor(this.#cursor, leader, pulled.pruned);
      const { page } = pulled;
      if (page.slow) onEvent({ kind: "slow_page" });
      await faults.reach("follower.after-pull");
      if (page.added.length === 0) {
        return page.removed.length === 0 ? this.#caughtUp(this.#cursor, leader) : this.#chainEndsBelow();
      }
      this.#node.keptUp();
      const next = await this.#apply(this.#cursor, page, leader);
      if (next === null) return true;
      await faults.reach("follower.between-pages");
    }
    return true;
  }

  async #pull(cursor: Cursor) {
    try {
      return await this.#pages.pull(cursor);
    } catch (error) {
      if (error instanceof NodeUnsynced) this.#node.notSynced();
      throw error;
    }
  }

  #wait(): false {
    this.#state = "waiting";
    return false;
  }

  #chainEndsBelow(): false {
    this.#pages.span.grow();
    this.#node.chainEndsBelow();
    return this.#wait();
  }

  /** Null = another process moved the cursor or leads: read the cursor again. */
  async #apply(from: Cursor, page: ChainPage, { leaseName, epoch }: Leadership): Promise<Cursor | null> {
    const { source, faults, lease, onCursor } = this.#deps;
    const { canConfirm } = this;
    const { virtualDaaScore, nodeName: node } = source.health();
    const outcome = await this.#deps.apply({
      network: source.network,
      leaseName,
      epoch,
      startHash: from.hash,
      page,
      canConfirm,
      virtualDaa: virtualDaaScore ?? from.virtualDaa,
      node,
    });
    if (outcome.kind === "not_leader") lease.lost();
    if (outcome.kind !== "applied") {
      this.#cursor = null;
      return null;
    }
    await faults.reach("follower.after-commit");
    this.#node.moved(outcome.cursor.daa);
    if (page.added.length > 0) this.#skew.blocksCame();
    this.#hasDeferredWork = !canConfirm || outcome.moreDue;
    this.#cursor = outcome.cursor;
    onCursor(outcome.cursor);
    this.#publish(outcome.paymentIds);
    return outcome.cursor;
  }

  /** After the commit. Deliveries first: webhook latency matters most. */
  #publish(paymentIds: readonly string[]): void {
    if (paymentIds.length === 0) return;
    this.#deps.bus.publish({ topic: "deliveries" });
    this.#deps.bus.publish({ topic: "payments", paymentIds });
  }

  /** The chain is read to its end: decides what was put off while catching up or during a confirmation pause. */
  async #caughtUp(at: Cursor, leader: Leadership): Promise<boolean> {
    const { recover, onEvent } = this.#deps;
    this.#node.keptUp();
    this.#pages.span.grow();
    this.#skew.compare(at, this.#caughtUpAt !== null);
    this.#caughtUpAt = this.#deps.clock.now();
    this.#state = "caught_up";
    this.#node.checkScoreAtTip(at);
    if (this.#isReplaying) {
      const { paymentIds, more } = await recover.settleRechecks(at, leader);
      this.#isReplaying = more;
      this.#publish(paymentIds);
      if (more) return true;
    }
    let cursor = at;
    if (cursor.outageId !== null) {
      const outage = await recover.endOutage(cursor, leader);
      if (outage === null) return true;
      cursor = { ...cursor, outageId: null };
      this.#cursor = cursor;
      onEvent({ kind: "outage_over", outage });
    }
    if (!this.canConfirm) return false;
    await this.#verifyAndResume(cursor, leader);
    if (!this.#hasDeferredWork || !this.canConfirm) return false;
    await this.#apply(cursor, NO_PAGE, leader);
    return this.#hasDeferredWork;
  }

  /** Every minute: outputs known only from a snapshot are looked up again, and quarantined payments are tried again. */
  async #verifyAndResume(cursor: Cursor, leader: Leadership): Promise<void> {
    const { source, recover, clock, onEvent } = this.#deps;
    const now = clock.now();
    if (now - this.#verifiedAt < VERIFY_MS) return;
    this.#verifiedAt = now;
    this.#publish(await recover.verifyOutputs(source, cursor, leader));
    const resumed = await recover.resume(cursor, leader);
    if (resumed.length > 0) this.#hasDeferredWork = true;
    for (const paymentId of resumed) onEvent({ kind: "resumed", paymentId });
    this.#publish(resumed);
  }

  /**
   * The node does not know our block: wait, switch the node, go back to a checkpoint, or record a sync gap.
   * docs/spec/chain-following.md#cursor-recovery
   */
  async #recoverCursor(cursor: Cursor, leader: Leadership, pruned: boolean): Promise<false> {
    const { source, recover, onEvent } = this.#deps;
    if (!pruned && (await this.#node.mayJustBeBehind(cursor))) return this.#wait();
    this.#state = "lost";
    this.#caughtUpAt = null;
    this.#hasDeferredWork = true;
    const earlier = pruned ? null : await recover.stepBack(source, cursor, leader);
    if (earlier !== null) {
      this.#isReplaying = true;
      this.#cursor = earlier;
      this.#node.pauses.recovered(earlier.daa);
      onEvent({ kind: "stepped_back", toDaa: earlier.daa });
      return false;
    }
    const bridged = await recover.bridgeGap(source, cursor, leader);
    this.#cursor = bridged?.cursor ?? null;
    if (bridged === null) return false;
    this.#node.pauses.recovered(bridged.cursor.daa);
    onEvent({ kind: "sync_gap", gap: bridged.gap, toCheck: bridged.toCheck });
    return false;
  }
}
