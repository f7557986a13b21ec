// Reads the chain of one network page by page from the stored cursor and applies each page. Notifications only wake it.
// docs/spec/chain-following.md#the-loop

import { createLoop, type Loop } from "../../runtime/loop.ts";
import { chainRepository } from "../repository/index.ts";
import type { ChainPage } from "../source.ts";
import type { ConfirmationPause } from "./confirmation-pauses.ts";
import {
  compareClocks,
  type FollowerDeps,
  type FollowerState,
  findPlace,
  isLagging,
  isSynced,
  judgeScore,
  newFollowerState,
  pullPage,
  updatePauses,
} from "./steps.ts";

export type { ConfirmationPause } from "./confirmation-pauses.ts";
export type { FollowerDeps, FollowerEvent } from "./steps.ts";

export interface ChainFollower extends Loop {
  /** How far the chain is read; `drainedAt` null = not to its end since this process leads. */
  state(): Readonly<Pick<FollowerState, "cursor" | "drainedAt" | "skewMs">>;
  /** When the cursor's DAA score last rose. */
  movedAt(): number;
  /** Why confirmations are paused although the chain is read; null = they are not. */
  halt(): ConfirmationPause | null;
  /** Node and follower are in step and nothing pauses confirmations: payments may confirm and expire. */
  canConfirm(): boolean;
}

const WAKE_MS = 1_000;
/** Pages applied in one round, at most. */
const MAX_PAGES = 200;
/** Pause between two looks at outputs known only from a snapshot, and between two attempts to resume payments. */
const SECOND_LOOK_MS = 60_000;

export function createChainFollower(deps: FollowerDeps): ChainFollower {
  const following = newFollowerState(deps);
  let failed = false;
  const loop = createLoop({
    async round() {
      const more = await follow(deps, following);
      if (failed) deps.onEvent({ kind: "recovered" });
      failed = false;
      return more;
    },
    idleMs: WAKE_MS,
    onError(error) {
      failed = true;
      deps.onEvent({ kind: "error", error });
    },
  });
  let unsubscribe: (() => void)[] = [];
  return {
    ...loop,
    start() {
      unsubscribe = [deps.source.onTick(() => loop.wake()), deps.source.onConnection(() => loop.wake())];
      loop.start();
    },
    async stop() {
      for (const end of unsubscribe) end();
      await loop.stop();
    },
    state: () => following,
    movedAt: () => following.halts.movedAt(),
    halt: () => following.halts.current(),
    canConfirm: () => mayConfirm(deps, following),
  };
}

function mayConfirm({ source }: FollowerDeps, following: FollowerState): boolean {
  const { state, finalityConflict } = source.health();
  if (finalityConflict === true || following.halts.current() !== null) return false;
  const inStep = following.drainedAt !== null && following.behindSince === null && following.synced;
  return inStep && state === "connected";
}

/** One round; true = go on at once. */
async function follow(deps: FollowerDeps, following: FollowerState): Promise<boolean> {
  const epoch = deps.lease.epoch();
  if (epoch === null) {
    following.cursor = null;
    following.drainedAt = null;
    following.replaying = true;
    return false;
  }
  await deps.faults.reach("follower.after-lease");
  following.cursor ??= await chainRepository(deps.unitOfWork.db).cursor(deps.source.network);
  following.cursor ??= await deps.recover.start(deps.source);
  if (updatePauses(deps, following)) following.comparedAt = deps.clock.now();
  if (!(await isSynced(deps, following))) return false;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const pulled = await pullPage(deps, following, following.cursor);
    if (pulled === "smaller") continue;
    if (pulled === "unknown" || pulled === "pruned") {
      await findPlace(deps, following, { cursor: following.cursor, epoch, pruned: pulled === "pruned" });
      return false;
    }
    await deps.faults.reach("follower.after-pull");
    if (pulled.added.length === 0) {
      return pulled.removed.length === 0 ? drained(deps, following, epoch) : isLagging(deps, following);
    }
    following.behindSince = null;
    if (!(await apply(deps, following, pulled, epoch))) return true;
    await deps.faults.reach("follower.between-pages");
  }
  return true;
}

/** False = another process moved the cursor or leads: read the cursor again. */
async function apply(
  deps: FollowerDeps,
  following: FollowerState,
  page: ChainPage,
  epoch: bigint,
): Promise<boolean> {
  const { cursor } = following;
  if (cursor === null) return false;
  const canConfirm = mayConfirm(deps, following);
  const health = deps.source.health();
  const outcome = await deps.apply({
    network: deps.source.network,
    leaseName: deps.leaseName,
    epoch,
    startHash: cursor.hash,
    page,
    canConfirm,
    virtualDaa: health.virtualDaaScore ?? cursor.virtualDaa,
    node: health.nodeName,
  });
  if (outcome.kind === "not_leader") deps.lease.lost();
  if (outcome.kind !== "applied") {
    following.cursor = null;
    return false;
  }
  await deps.faults.reach("follower.after-commit");
  following.halts.moved(outcome.cursor.daa);
  following.heardDaa = null;
  if (page.added.length > 0) following.fresh = true;
  following.owed = !canConfirm || outcome.moreDue;
  following.cursor = outcome.cursor;
  deps.onCursor(outcome.cursor);
  tell(deps, outcome.paymentIds);
  return true;
}

/** After the commit. Deliveries first: webhook latency matters most. */
function tell({ bus }: FollowerDeps, paymentIds: readonly string[]): void {
  if (paymentIds.length === 0) return;
  bus.publish({ topic: "deliveries" });
  bus.publish({ topic: "payments", paymentIds });
}

/** The chain is read to its end: decides what was put off while catching up or during a confirmation pause. */
async function drained(deps: FollowerDeps, following: FollowerState, epoch: bigint): Promise<boolean> {
  const now = deps.clock.now();
  following.behindSince = null;
  following.span.grow();
  compareClocks(deps, following);
  following.drainedAt = now;
  judgeScore(deps, following);
  const { cursor } = following;
  if (following.replaying && cursor !== null) {
    const { paymentIds, more } = await deps.recover.settleRechecks(cursor, {
      leaseName: deps.leaseName,
      epoch,
    });
    following.replaying = more;
    tell(deps, paymentIds);
    if (more) return true;
  }
  if (cursor !== null && cursor.outageId !== null) {
    const outage = await deps.recover.endOutage(cursor, { leaseName: deps.leaseName, epoch });
    if (outage === null) return true;
    following.cursor = { ...cursor, outageId: null };
    deps.onEvent({ kind: "outage_over", outage });
  }
  if (cursor !== null && mayConfirm(deps, following) && now - following.lookedAt >= SECOND_LOOK_MS) {
    following.lookedAt = now;
    const leader = { leaseName: deps.leaseName, epoch };
    tell(deps, await deps.recover.verifyOutputs(deps.source, cursor, leader));
    const going = await deps.recover.resume(cursor, leader);
    if (going.length > 0) following.owed = true;
    for (const paymentId of going) deps.onEvent({ kind: "resumed", paymentId });
    tell(deps, going);
  }
  if (!following.owed || !mayConfirm(deps, following)) return false;
  await apply(deps, following, { removed: [], added: [], slow: false }, epoch);
  return following.owed;
}
