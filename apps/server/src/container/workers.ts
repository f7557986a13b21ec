import type { Logger } from "pino";
import { createApplyChainPage } from "../chain/apply-page.ts";
import { createFollowerLog } from "../chain/follower/log.ts";
import { createNetworkFollower, type NetworkFollower } from "../chain/follower/network-follower.ts";
import type { ChainTip } from "../chain/read-cursor.ts";
import { createRecoverCursor } from "../chain/recovery/recover-cursor.ts";
import { chainRepository } from "../chain/repository/index.ts";
import type { ChainSource } from "../chain/source.ts";
import type { ServerRole } from "../config.ts";
import type { Lease } from "../database/row-lease.ts";
import type { UnitOfWork } from "../database/unit-of-work.ts";
import type { FollowedNetwork } from "../features/server-info/readiness.ts";
import {
  createDeliveryDispatcher,
  type DeliveryDispatcher,
} from "../features/webhooks/delivery-dispatcher.ts";
import type { Worker } from "../runtime/loop.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import { createCleanupWorker } from "./cleanup-worker.ts";
import type { UseCases } from "./use-cases.ts";

export interface WorkersDeps {
  role: ServerRole;
  sources: readonly ChainSource[];
  store: { lease: Lease; followerUnitOfWork: UnitOfWork };
  useCases: UseCases;
  holder: string;
  log: Logger;
  onError(error: unknown): void;
}

/** How far a network is read, for people. */
export interface Progress {
  lagSeconds(): number | null;
  lastSyncAt(): number | null;
  syncGap(): boolean;
  /** Why confirmations are paused although the chain is read; null = they are not. */
  pause(): string | null;
  /** The chain's clock less the database's; null = not measured yet. */
  clockSkewSeconds(): number | null;
}

export interface Workers {
  readonly followers: readonly NetworkFollower[];
  readonly dispatcher: DeliveryDispatcher;
  readonly cleanup: Worker;
  readonly tip: ChainTip;
  readonly followed: readonly FollowedNetwork[];
  progress(network: ChainNetwork): Progress;
  start(): void;
  stop(): Promise<void>;
}

const SKEW_MS = 5 * 60_000;
const FRESH_MS = 10_000;

export function createWorkers(deps: WorkersDeps): Workers {
  const { role, sources, useCases, holder, onError } = deps;
  const gaps = new Set<ChainNetwork>();
  const report = createFollowerLog({ log: deps.log, clock: useCases.clock });
  const chainCases = followerCases(deps);
  const followers = sources.map((source) =>
    createNetworkFollower({
      source,
      lease: deps.store.lease,
      useCases: chainCases,
      onEvent(network, event) {
        if (event.kind === "sync_gap") gaps.add(network);
        report(network, event);
      },
    }),
  );
  const dispatcher = createDeliveryDispatcher({
    unitOfWork: useCases.unitOfWork,
    deliver: useCases.deliver,
    disable: useCases.disableEndpoint,
    bus: useCases.bus,
    faults: useCases.faults,
    holder,
    onError,
  });
  const cleanup = createCleanupWorker({ ...useCases, onError });
  const follows = role === "all" || role === "follower";
  const running: Worker[] = [
    ...(follows ? followers : []),
    ...(role === "all" || role === "worker" ? [dispatcher, cleanup] : []),
  ];
  const followerOf = (network: ChainNetwork) =>
    followers.find((follower) => follower.network === network)?.follower;
  return {
    followers,
    dispatcher,
    cleanup,
    tip: createTip(deps, followers),
    followed: sources.map((source, index) => ({
      network: source.network,
      health: () => source.health(),
      caughtUpAt: () => followers[index]?.follower.caughtUpAt ?? null,
      follows,
      standby: () => followers[index]?.lease.epoch() === null,
      pause: () => followers[index]?.follower.pause ?? null,
      clockSkewMs: () => followers[index]?.follower.skewMs ?? null,
    })),
    progress: (network) => ({
      lagSeconds: () => {
        const caughtUpAt = followerOf(network)?.caughtUpAt ?? null;
        return caughtUpAt === null
          ? null
          : Math.max(0, Math.round((useCases.clock.now() - caughtUpAt) / 1_000));
      },
      lastSyncAt: () => followerOf(network)?.caughtUpAt ?? null,
      syncGap: () => gaps.has(network),
      pause: () => followerOf(network)?.pause ?? null,
      clockSkewSeconds: () => {
        const skewMs = followerOf(network)?.skewMs ?? null;
        return skewMs === null ? null : Math.round(skewMs / 1_000);
      },
    }),
    start: () => {
      for (const worker of running) worker.start();
      rememberGaps(deps, gaps).catch(onError);
    },
    stop: async () => {
      await Promise.all(running.map((worker) => worker.stop()));
    },
  };
}

/** The follower has its own database connections, so a flood of requests cannot keep it from the chain. */
function followerCases({ useCases, store, log }: WorkersDeps): UseCases {
  let failed = 0;
  const onStopped = (paymentId: string, cause: string): void => {
    failed += 1;
    log.error({ alert: "assertion_failed", paymentId, cause, total: failed }, "a payment was stopped");
  };
  const own = { ...useCases, unitOfWork: store.followerUnitOfWork, onStopped };
  return { ...own, applyPage: createApplyChainPage(own), recover: createRecoverCursor(own) };
}

function createTip({ sources, useCases }: WorkersDeps, followers: readonly NetworkFollower[]): ChainTip {
  const at = (network: ChainNetwork) => {
    const index = sources.findIndex((source) => source.network === network);
    return { source: sources[index], follower: followers[index]?.follower };
  };
  return {
    virtualDaa(network) {
      const { source, follower } = at(network);
      const reported = source?.health().virtualDaaScore ?? 0n;
      const applied = follower?.cursor?.daa ?? 0n;
      return reported > applied ? reported : applied;
    },
    canConfirm(network) {
      const { source, follower } = at(network);
      if (follower !== undefined && follower.caughtUpAt !== null) return follower.canConfirm;
      return source?.health().state === "connected";
    },
    skewed(network) {
      const { follower } = at(network);
      const now = useCases.clock.now();
      // Simulated time is set by tests, and a chain that does not grow proves nothing about clocks.
      if (network === "simnet" || follower === undefined || follower.cursor === null) return false;
      if (now - follower.movedAt > FRESH_MS) return false;
      return follower.caughtUpAt !== null && Math.abs(now - follower.cursor.blockTime) >= SKEW_MS;
    },
  };
}

/** A sync gap is shown this long, also by processes that did not find it. */
const GAP_SHOWN_MS = 7 * 24 * 60 * 60_000;

async function rememberGaps({ sources, useCases }: WorkersDeps, gaps: Set<ChainNetwork>): Promise<void> {
  for (const { network } of sources) {
    const [last] = await chainRepository(useCases.unitOfWork.db).gaps(network, 1);
    if (last !== undefined && useCases.clock.now() - last.at < GAP_SHOWN_MS) gaps.add(network);
  }
}
