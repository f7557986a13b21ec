import type { ChainNetwork, ChainSource } from "../ports/chain-source.ts";
import type { Lease } from "../ports/lease.ts";
import type { UseCases } from "../usecases/use-cases.ts";
import { type ChainFollower, createChainFollower, type FollowerEvent } from "./chain-follower.ts";
import { createLeaseKeeper, type LeaseKeeper } from "./lease-keeper.ts";
import type { Worker } from "./loop.ts";
import { createMempoolHinter } from "./mempool-hinter.ts";

/** Leader election, chain follower and mempool polling of one network. */
export interface NetworkFollower extends Worker {
  readonly network: ChainNetwork;
  readonly lease: LeaseKeeper;
  readonly follower: ChainFollower;
  readonly hinter: Worker;
}

export interface NetworkFollowerDeps {
  source: ChainSource;
  lease: Lease;
  useCases: UseCases;
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
  const keeper = createLeaseKeeper({ lease, name: leaseName, onChange: () => wake(), onError });
  const follower = createChainFollower({
    source,
    unitOfWork: useCases.unitOfWork,
    clock: useCases.clock,
    lease: keeper,
    leaseName,
    apply: useCases.applyPage,
    recover: useCases.recover,
    faults: useCases.faults,
    bus: useCases.bus,
    onCursor: (cursor) => useCases.cursors.moved(cursor),
    onEvent: (event) => onEvent(network, event),
  });
  wake = () => follower.wake();
  const hinter = createMempoolHinter({
    source,
    watched: useCases.watched,
    sightings: useCases.sightings,
    onError,
  });
  return {
    network,
    lease: keeper,
    follower,
    hinter,
    start() {
      keeper.start();
      follower.start();
      hinter.start();
    },
    async stop() {
      await Promise.all([hinter.stop(), follower.stop()]);
      await keeper.stop();
    },
    async tick() {
      await keeper.tick();
      await follower.tick();
    },
  };
}
