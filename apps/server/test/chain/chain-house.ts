// One gateway with one store on one simulated chain, and the helpers of the follower tests.

import type { PaymentFull } from "@kaspa-pay/api-contract";
import type { PayInput, SimControls } from "@kaspa-pay/kaspa-sim";
import { chainRepository } from "../../src/chain/repository/index.ts";
import type { ComposeParts, Gateway } from "../../src/container.ts";
import { differencesFromChain } from "../flows/chain-truth.ts";
import {
  createShop,
  createWorld,
  eventTypes,
  follow,
  order,
  SOMPI,
  stopOnce,
  type TestWorld,
} from "../flows/gateway.ts";

export const PRICE = 25n * SOMPI;

export interface Sale {
  readonly id: string;
  readonly address: string;
  /** Pays the price unless told otherwise; the block that accepts it is mined at once. */
  pay(how?: Partial<PayInput>): string;
  full(): Promise<PaymentFull>;
  status(): Promise<string>;
  events(): Promise<string[]>;
  /** Differences between the stored transfers and the chain, in words. */
  problems(): Promise<string[]>;
}

export interface ChainHouse {
  readonly world: TestWorld;
  readonly chain: SimControls;
  /** The running gateway; another one after {@link reopen}. */
  readonly gateway: Gateway;
  readonly storeId: string;
  sale(change?: Parameters<typeof order>[2]): Promise<Sale>;
  /** Reads the chain to its end. */
  follow(): Promise<void>;
  /** Mines, then reads. */
  mine(blocks: number): Promise<void>;
  down(): Promise<void>;
  up(parts?: ComposeParts): Promise<void>;
  cursor(): Promise<{ hash: string; daa: bigint }>;
  canConfirm(): boolean;
  close(): Promise<void>;
}

export interface HouseOptions {
  sim?: Parameters<typeof createWorld>[0];
  parts?: (world: TestWorld) => ComposeParts;
}

export async function openHouse({ sim, parts = () => ({}) }: HouseOptions = {}): Promise<ChainHouse> {
  const world = await createWorld(sim);
  let gateway = await world.open(parts(world));
  await follow(gateway);
  const storeId = await createShop(gateway);
  const house: ChainHouse = {
    world,
    chain: world.sim.controls,
    get gateway() {
      return gateway;
    },
    storeId,
    async sale(change) {
      const { answer } = await order(gateway, storeId, change);
      return saleOf(house, answer.id, answer.kaspaAddress);
    },
    follow: () => follow(gateway),
    async mine(blocks) {
      world.sim.controls.mine(blocks);
      await follow(gateway);
    },
    down: () => stopOnce(gateway),
    async up(again = parts(world)) {
      gateway = await world.open(again);
    },
    async cursor() {
      const cursor = await chainRepository(gateway.useCases.unitOfWork.db).cursor("simnet");
      if (cursor === null) throw new Error("the chain was never read");
      return cursor;
    },
    canConfirm: () => gateway.workers.followers[0]?.follower.canConfirm === true,
    close: () => world.close(),
  };
  return house;
}

function saleOf(house: ChainHouse, id: string, address: string): Sale {
  return {
    id,
    address,
    pay: (how = {}) =>
      house.chain.pay({ address, sompi: PRICE, mine: how.mempoolOnly !== true, ...how }).txIds[0] ?? "",
    full: () => house.gateway.useCases.reads.full(house.storeId, id),
    status: async () => (await house.gateway.useCases.reads.full(house.storeId, id)).status,
    events: () => eventTypes(house.gateway, house.storeId, id),
    problems: () => differencesFromChain(house.world, house.gateway, house.storeId, id),
  };
}

/** A payment whose money came once, in order, however its page was cut. */
export const SOLD = [
  "payment.confirmed",
  "payment.confirming",
  "payment.created",
  "transfer.accepted",
  "transfer.confirmed",
];
