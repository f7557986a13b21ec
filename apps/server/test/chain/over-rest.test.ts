// A whole gateway that reads its chain from a Kaspa REST API, alone and as a replacement while the own node does not answer.
import { type SimControls, type SimNode, startSimNode } from "@kaspa-pay/kaspa-sim";
import { expect } from "vitest";
import type { ChainSource } from "../../src/chain/source.ts";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import { health } from "../conformance/chain-source.ts";
import { AT_ONCE } from "../conformance/rest-chain.ts";
import { type FakeRestApi, startFakeRestApi } from "../conformance/rest-fake/fake-rest-api.ts";
import { hurriedTimers, silentLog } from "../conformance/simulated-chain.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { CONFIRMED_EVENTS, PRICE, type TestPayment } from "../support/payment.ts";

let api: FakeRestApi;
let source: ChainSource;
/** The node behind the API: equal seeds and commands make its chain equal to that of the gateway's own node. */
let twin: SimNode;

const STARTED = Date.now();
const SIM = { seed: "own node and the node behind an API", now: () => STARTED };
const test = gatewayTest({ per: "test", chain: SIM });

test.beforeEach(async ({ chain, merchant: { gateway } }) => {
  await gateway.stop();
  twin = await startSimNode({ blocksPerSecond: 0, mergePerBlock: 1, ...SIM });
  twin.controls.mine(chain.state().chainBlocks - twin.controls.state().chainBlocks);
});
test.afterEach(async () => {
  await source.close();
  await api.close();
  await twin.close();
});

async function openOn(gateway: TestGateway, ...urls: string[]): Promise<void> {
  source = createNodeChainSource({
    network: "simnet",
    urls,
    log: silentLog,
    timers: hurriedTimers,
    restPace: AT_ONCE,
  });
  await gateway.restart({ sources: [source] });
}

const served = (by: number) =>
  health(source, ({ state, nodeIndex }) => state === "connected" && nodeIndex === by);

/** The API serves the chain of the gateway's own node. */
async function overRestAlone(gateway: TestGateway): Promise<void> {
  api = await startFakeRestApi(gateway.sim.rpcUrl);
  await openOn(gateway, api.url);
}

test("N-01 a payment read over REST is accepted, withdrawn by a reorg, accepted again and confirmed, once each", async ({
  gateway,
  chain,
  merchant,
}) => {
  await overRestAlone(gateway);
  const [kept, lost] = [await merchant.createPayment(), await merchant.createPayment()];
  kept.pay();
  const gone = lost.pay();
  await gateway.follow();
  expect([await kept.status(), await lost.status()]).toEqual(["confirming", "confirming"]);
  chain.reorg({ depth: 2, drop: [gone] });
  await gateway.mine(1);
  expect([await kept.status(), await lost.status()]).toEqual(["confirming", "pending"]);
  await gateway.mine(20);
  expect(await kept.status()).toBe("confirmed");
  expect(await kept.eventTypes()).toContain("payment.confirmed");
  expect((await kept.eventTypes()).filter((type) => type === "payment.confirmed")).toHaveLength(1);
  expect(await lost.eventTypes()).not.toContain("payment.confirmed");
  for (const payment of [kept, lost]) expect(await payment.differencesFromChain()).toEqual([]);
  expect((await gateway.cursor()).hash).toBe(chain.state().sink);
});

test("F10 money of a transaction that may carry a covenant is recorded over REST and left to people", async ({
  gateway,
  merchant,
}) => {
  await overRestAlone(gateway);
  const payment = await merchant.createPayment();
  payment.pay("25", { covenant: true });
  await gateway.mine(100);
  const full = await payment.full();
  expect(full.status).toBe("pending");
  expect(full.attention).toContain("manual");
  expect(await payment.eventTypes()).not.toContain("payment.confirming");
});

test("F3 F5 own node, then REST, then own node: the cursor stays, no money is lost, doubled or withdrawn", async ({
  gateway,
  chain,
  merchant,
}) => {
  const own = chain;
  const both = <T>(act: (chain: SimControls) => T): T => {
    act(twin.controls);
    return act(own);
  };
  const pay = ({ address }: TestPayment) => both((chain) => chain.pay({ address, sompi: PRICE, mine: true }));
  api = await startFakeRestApi(twin.rpcUrl);
  await openOn(gateway, gateway.sim.rpcUrl, api.url);
  const [before, during, across] = [
    await merchant.createPayment(),
    await merchant.createPayment(),
    await merchant.createPayment(),
  ];
  pay(before);
  both((chain) => chain.mine(5));
  await gateway.follow();
  expect(await before.status()).toBe("confirming");
  const { hash } = await gateway.cursor();
  own.disconnect({ refuse: true });
  await served(1);
  await gateway.follow();
  expect((await gateway.cursor()).hash).toBe(hash);
  pay(during);
  both((chain) => chain.mine(8));
  await gateway.follow();
  expect([await before.status(), await during.status()]).toEqual(["confirmed", "confirming"]);
  pay(across);
  own.disconnect({ refuse: false });
  await served(0);
  both((chain) => chain.mine(20));
  await gateway.follow();
  expect((await gateway.cursor()).hash).toBe(own.state().sink);
  for (const payment of [before, during, across]) {
    expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
    expect(await payment.differencesFromChain()).toEqual([]);
  }
});
