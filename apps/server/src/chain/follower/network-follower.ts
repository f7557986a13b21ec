import type { Bus } from "../../database/bus/bus.ts";
import type { Lease } from "../../database/row-lease.ts";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { WatchList } from "../../features/checkout/watch-list.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { FaultPoints } from "../../runtime/fault-points.ts";
import type { Worker } from "../../runtime/loop.ts";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { ApplyChainPage } from "../apply-page.ts";
import type { MempoolObservations } from "../mempool/observations.ts";
import { createMempoolPoller } from "../mempool/poller.ts";
import type { CursorReader } from "../read-cursor.ts";
import type { RecoverCursor } from "../recovery/recover-cursor.ts";
import type { ChainSource } from "../source.ts";
import { ChainFollower } from "./follower.ts";
import { createLeaseRenewal, type LeaseRenewal } from "./lease-renewal.ts";
import type { FollowerEvent } from "./log.ts";

/** Leader election, chain follower and mempool polling of one network. */
export interface NetworkFollower extends Worker {
  readonly network: ChainNetwork;
  readonly lease: LeaseRenewal;
  readonly follower: ChainFollower;
  readonly mempoolPoller: Worker;
}

export interface FollowerUseCases {
  unitOfWork: UnitOfWork;
  clock: Clock;
  faults: FaultPoints;
  bus: Bus;
  applyPage: ApplyChainPage;
  recover: RecoverCursor;
  cursors: CursorReader;
  watched: WatchList;
  mempoolObservations: MempoolObservations;
}

export interface NetworkFollowerDeps {
  source: ChainSource;
  lease: Lease;
  useCases: FollowerUseCases;
  onEvent(network: ChainNetwork, event: FollowerEvent): void;
}

export function createNetworkFollower({
  source,
  lease,
  useCases,
  onEvent,
}: NetworkFollowerDeps): NetworkFollower {
  const { network } = source;
  const leaseName = `follower:${network}`;
  const onError = (error: unknown): void => onEvent(network, { kind: "error", error });
  let wake: () => void = () => {};
  const leaseRenewal = createLeaseRenewal({ lease, name: leaseName, onChange: () => wake(), onError });
  const follower = new ChainFollower({
    source,
    unitOfWork: useCases.unitOfWork,
    clock: useCases.clock,
    lease: leaseRenewal,
    leaseName,
    apply: useCases.applyPage,
    recover: useCases.recover,
    faults: useCases.faults,
    bus: useCases.bus,
    onCursor: (cursor) => useCases.cursors.moved(cursor),
    onEvent: (event) => onEvent(network, event),
  });
  wake = () => follower.wake();
  const mempoolPoller = createMempoolPoller({
    source,
    watched: useCases.watched,
    mempoolObservations: useCases.mempoolObservations,
    onError,
  });
  return {
    network,
    lease: leaseRenewal,
    follower,
    mempoolPoller,
    start() {
      leaseRenewal.start();
      follower.start();
      mempoolPoller.start();
    },
    async stop() {
      await Promise.all([mempoolPoller.stop(), follower.stop()]);
      await leaseRenewal.stop();
    },
    async tick() {
      await leaseRenewal.tick();
      await follower.tick();
    },
  };
}
