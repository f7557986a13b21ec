// Steps of the chain follower: pulling a page, and the reactions to a failing or lagging node.
// docs/spec/chain-following.md#the-loop
import type { Bus } from "../../database/bus/bus.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { FaultPoints } from "../../runtime/fault-points.ts";
import type { ApplyChainPage } from "../apply-page.ts";
import { SKEW_LIMIT_MS } from "../chain-clock.ts";
import type { Cursor, Outage, SyncGap } from "../records.ts";
import type { RecoverCursor } from "../recovery/recover-cursor.ts";
import {
  type ChainPage,
  type ChainSource,
  CursorPruned,
  CursorUnknown,
  NodeUnsynced,
  PAGE_SPANS,
  PageTooLarge,
  PageUnreadable,
  Unavailable,
} from "../source.ts";
import {
  type ConfirmationPause,
  type ConfirmationPauses,
  createConfirmationPauses,
} from "./confirmation-pauses.ts";
import type { LeaseRenewal } from "./lease-renewal.ts";
import { createPageSpan, type PageSpan } from "./page-span.ts";

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
  /** Confirmations and expiry are paused for this reason; null = they resume. */
  | { kind: "halted"; halt: ConfirmationPause | null };

/** What the follower remembers between rounds; everything that matters is in the database. */
export interface FollowerState {
  cursor: Cursor | null;
  drainedAt: number | null;
  halts: ConfirmationPauses;
  /** When the node was last asked whether it is synced, and its answer. */
  askedAt: number;
  synced: boolean;
  /** Its virtual DAA score, if it was asked in this round and no page was applied since. */
  heardDaa: bigint | null;
  /** When other nodes were last asked because this one's chain stands still. */
  comparedAt: number;
  /** Since when the node's chain ends below our cursor, or it does not know our block. */
  behindSince: number | null;
  /** Outputs may be marked until the end of a replay, perhaps one that another process began. */
  replaying: boolean;
  /** When outputs of a snapshot were last looked up again. */
  lookedAt: number;
  /** Pages were applied while nothing could be confirmed or expired. */
  owed: boolean;
  /** Blocks came since the chain was last read to its end, so the newest of them is recent. */
  fresh: boolean;
  /** The chain's clock less the database's; null = not measured yet. */
  skewMs: number | null;
  span: PageSpan;
}

export function newFollowerState({ clock, onEvent }: Pick<FollowerDeps, "clock" | "onEvent">): FollowerState {
  return {
    cursor: null,
    drainedAt: null,
    halts: createConfirmationPauses({ clock }, (halt) => onEvent({ kind: "halted", halt })),
    askedAt: 0,
    synced: true,
    heardDaa: null,
    comparedAt: 0,
    behindSince: null,
    replaying: true,
    lookedAt: 0,
    owed: true,
    fresh: false,
    skewMs: null,
    span: createPageSpan(PAGE_SPANS),
  };
}

const LAGGING_MS = 15_000;
/** A node this far behind our cursor may not have its block yet. */
const BEHIND_DAA = 600n;

const ASK_SYNCED_MS = 5_000;

/** Asks the node every 5 s whether it is synced; while it is not, nothing is read from it. */
export async function isSynced({ source, clock }: FollowerDeps, following: FollowerState): Promise<boolean> {
  const now = clock.now();
  following.heardDaa = null;
  if (Math.abs(now - following.askedAt) >= ASK_SYNCED_MS) {
    const { synced, virtualDaaScore } = await source.info();
    following.synced = synced;
    following.heardDaa = virtualDaaScore;
    following.askedAt = now;
  }
  return following.synced;
}

/** At the end of the chain: compares the time of its newest block with the database, if that block is recent. */
export function compareClocks({ clock, onEvent }: FollowerDeps, following: FollowerState): void {
  const { cursor, drainedAt, fresh, skewMs: before } = following;
  following.fresh = false;
  if (cursor === null || drainedAt === null || !fresh) return;
  const skewMs = cursor.blockTime - clock.now();
  following.skewMs = skewMs;
  const far = Math.abs(skewMs) >= SKEW_LIMIT_MS;
  const wasFar = before !== null && Math.abs(before) >= SKEW_LIMIT_MS;
  if (far !== wasFar) onEvent({ kind: "clock_skew", skewMs: far ? skewMs : null });
}

const COMPARE_MS = 60_000;

/** Once a round: updates the confirmation pause; if the node stalled, checks whether another node is ahead. */
export function updatePauses({ source, clock }: FollowerDeps, { halts, comparedAt }: FollowerState): boolean {
  halts.look(source.health().finalityConflict === true);
  const compare = halts.current() === "node_stalled" && clock.now() - comparedAt >= COMPARE_MS;
  if (compare) source.leaveNode("its chain stands still", "ifAnotherIsAhead");
  return compare;
}

/** The node has no block after our cursor: a virtual DAA score below the cursor's cannot be right. */
export function judgeScore({ source }: FollowerDeps, following: FollowerState): void {
  const { halts, heardDaa, cursor } = following;
  if (heardDaa === null || cursor === null) return;
  halts.atTip(heardDaa, cursor.daa);
  if (heardDaa < cursor.daa) source.leaveNode("its score is below the block that it shows as its tip");
}

export async function pullPage(
  deps: FollowerDeps,
  following: FollowerState,
  cursor: Cursor,
): Promise<ChainPage | "smaller" | "unknown" | "pruned"> {
  const { span } = following;
  try {
    const page = await deps.source.pull(cursor.hash, span.current());
    checkAscent(deps, page, cursor);
    if (page.added.length > 0) span.worked();
    if (page.slow) deps.onEvent({ kind: "slow_page" });
    return page;
  } catch (error) {
    if (error instanceof CursorUnknown) return "unknown";
    if (error instanceof CursorPruned) return "pruned";
    if (error instanceof NodeUnsynced) following.synced = false;
    const tooMuch = error instanceof PageTooLarge || error instanceof PageUnreadable;
    const tooSlow = error instanceof Unavailable && error.reason === "timeout";
    if ((tooMuch || tooSlow) && span.shrink() && tooMuch) return "smaller";
    throw error;
  }
}

/** The first added block must have a higher blue score than the cursor, else the page is rejected. */
function checkAscent({ source }: FollowerDeps, { removed, added }: ChainPage, cursor: Cursor): void {
  const [first] = added;
  if (first === undefined || removed.length > 0 || first.blueScore > cursor.blue) return;
  source.leaveNode("its scores fall along the chain");
  throw new Unavailable("bad_reply", "The node added a block that is not above our last one");
}

export interface LostCursor {
  cursor: Cursor;
  epoch: bigint;
  pruned: boolean;
}

/**
 * Cursor recovery: the node does not know our block. Wait, switch the node, go back to a checkpoint, or record a sync
 * gap. docs/spec/chain-following.md#cursor-recovery
 */
export async function findPlace(
  deps: FollowerDeps,
  following: FollowerState,
  lost: LostCursor,
): Promise<void> {
  const { source, recover } = deps;
  const { cursor, epoch, pruned } = lost;
  if (!pruned && (await mayJustBeBehind(deps, following, cursor))) return;
  const leader = { leaseName: deps.leaseName, epoch };
  following.drainedAt = null;
  following.owed = true;
  const back = pruned ? null : await recover.stepBack(source, cursor, leader);
  if (back !== null) {
    following.replaying = true;
    following.cursor = back;
    following.halts.placed(back.daa);
    deps.onEvent({ kind: "stepped_back", toDaa: back.daa });
    return;
  }
  const bridged = await recover.bridgeGap(source, cursor, leader);
  following.cursor = bridged?.cursor ?? null;
  if (bridged === null) return;
  following.halts.placed(bridged.cursor.daa);
  deps.onEvent({ kind: "sync_gap", gap: bridged.gap, toCheck: bridged.toCheck });
}

/**
 * A node that is only behind gets 15 s, then the next node is tried. If its chain still ends below our cursor, it is
 * another chain, for example a simulated one that began anew.
 */
async function mayJustBeBehind(
  deps: FollowerDeps,
  following: FollowerState,
  cursor: Cursor,
): Promise<boolean> {
  const { virtualDaaScore } = await deps.source.info();
  if (virtualDaaScore >= cursor.daa + BEHIND_DAA) return false;
  const now = deps.clock.now();
  following.behindSince ??= now;
  if (now - following.behindSince < LAGGING_MS) return true;
  following.behindSince = null;
  deps.source.leaveNode("it does not know our last block");
  return deps.source.health().state !== "connected";
}

/** The node's chain ends below our cursor: nothing is changed; after 15 s the node is switched. */
export function isLagging(deps: FollowerDeps, following: FollowerState): false {
  const now = deps.clock.now();
  following.span.grow();
  following.behindSince ??= now;
  if (now - following.behindSince >= LAGGING_MS) {
    following.behindSince = null;
    deps.source.leaveNode("its chain ends before ours");
  }
  return false;
}
