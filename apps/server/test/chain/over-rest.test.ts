// A whole gateway that reads its chain from a Kaspa REST API, alone and as a replacement while the own node is away.
import { type SimControls, type SimNode, startSimNode } from "@kaspa-pay/kaspa-sim";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ChainSource } from "../../src/chain/source.ts";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import { health } from "../conformance/chain-source.ts";
import { AT_ONCE } from "../conformance/rest-chain.ts";
import { type FakeRestApi, startFakeRestApi } from "../conformance/rest-fake/fake-rest-api.ts";
import { hurriedTimers, silentLog } from "../conformance/simulated-chain.ts";
import { type ChainHouse, openHouse, PRICE, type Sale, SOLD } from "./chain-house.ts";

let api: FakeRestApi;
let house: ChainHouse;
let source: ChainSource;
/** The node behind the API: equal seeds and commands make its chain equal to that of the gateway's own node. */
let twin: SimNode;

beforeEach(async () => {
  const started = Date.now();
  const sim = { seed: "own node and the node behind an API", now: () => started };
  house = await openHouse({ sim });
  await house.down();
  twin = await startSimNode({ blocksPerSecond: 0, mergePerBlock: 1, ...sim });
  twin.controls.mine(house.chain.state().chainBlocks - twin.controls.state().chainBlocks);
});
afterEach(async () => {
  await source.close();
  await api.close();
  await twin.close();
  await house.close();
});

async function openOn(...urls: string[]): Promise<void> {
  source = createNodeChainSource({
    network: "simnet",
    urls,
    log: silentLog,
    timers: hurriedTimers,
    restPace: AT_ONCE,
  });
  await house.up({ sources: [source] });
}

const served = (by: number) =>
  health(source, ({ state, nodeIndex }) => state === "connected" && nodeIndex === by);

/** The API serves the chain of the gateway's own node. */
async function overRestAlone(): Promise<void> {
  api = await startFakeRestApi(house.world.sim.rpcUrl);
  await openOn(api.url);
}

test("N-01 a payment read over REST is accepted, withdrawn by a reorg, accepted again and confirmed, once each", async () => {
  await overRestAlone();
  const [kept, lost] = [await house.sale(), await house.sale()];
  kept.pay();
  const gone = lost.pay();
  await house.follow();
  expect([await kept.status(), await lost.status()]).toEqual(["confirming", "confirming"]);
  house.chain.reorg({ depth: 2, drop: [gone] });
  await house.mine(1);
  expect([await kept.status(), await lost.status()]).toEqual(["confirming", "pending"]);
  await house.mine(20);
  expect(await kept.status()).toBe("confirmed");
  expect(await kept.events()).toContain("payment.confirmed");
  expect((await kept.events()).filter((type) => type === "payment.confirmed")).toHaveLength(1);
  expect(await lost.events()).not.toContain("payment.confirmed");
  for (const sale of [kept, lost]) expect(await sale.problems()).toEqual([]);
  expect((await house.cursor()).hash).toBe(house.chain.state().sink);
});

test("F10 money of a transaction that may carry a covenant is recorded over REST and left to people", async () => {
  await overRestAlone();
  const sale = await house.sale();
  sale.pay({ covenant: true });
  await house.mine(100);
  const full = await sale.full();
  expect(full.status).toBe("pending");
  expect(full.attention).toContain("manual");
  expect(await sale.events()).not.toContain("payment.confirming");
});

test("F3 F5 own node, then REST, then own node: the cursor stays, no money is lost, doubled or withdrawn", async () => {
  const own = house.chain;
  const both = <T>(act: (chain: SimControls) => T): T => {
    act(twin.controls);
    return act(own);
  };
  const pay = ({ address }: Sale) => both((chain) => chain.pay({ address, sompi: PRICE, mine: true }));
  api = await startFakeRestApi(twin.rpcUrl);
  await openOn(house.world.sim.rpcUrl, api.url);
  const [before, during, across] = [await house.sale(), await house.sale(), await house.sale()];
  pay(before);
  both((chain) => chain.mine(5));
  await house.follow();
  expect(await before.status()).toBe("confirming");
  const { hash } = await house.cursor();
  own.disconnect({ refuse: true });
  await served(1);
  await house.follow();
  expect((await house.cursor()).hash).toBe(hash);
  pay(during);
  both((chain) => chain.mine(8));
  await house.follow();
  expect([await before.status(), await during.status()]).toEqual(["confirmed", "confirming"]);
  pay(across);
  own.disconnect({ refuse: false });
  await served(0);
  both((chain) => chain.mine(20));
  await house.follow();
  expect((await house.cursor()).hash).toBe(own.state().sink);
  for (const sale of [before, during, across]) {
    expect((await sale.events()).toSorted()).toEqual(SOLD);
    expect(await sale.problems()).toEqual([]);
  }
});
