// The node check of every connection: when it refuses, nothing is read, written, confirmed or expired (F4).
import type { SimControls } from "@kaspa-pay/kaspa-sim";
import { expect } from "vitest";
import type { ChainSource } from "../../src/chain/source.ts";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import { connected, health } from "../conformance/chain-source.ts";
import { hurriedTimers, silentLog } from "../conformance/simulated-chain.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { CONFIRMED_EVENTS, type TestPayment } from "../support/payment.ts";

let now = Date.now();
let source: ChainSource;
let open: TestPayment;
let paid: TestPayment;

const test = gatewayTest({
  per: "test",
  chain: { now: () => now },
  parts: ({ sim }) => {
    source = createNodeChainSource({
      network: "simnet",
      urls: [sim.rpcUrl],
      log: silentLog,
      timers: hurriedTimers,
    });
    return { sources: [source], clock: { now: () => now } };
  },
});
test.beforeEach(async ({ merchant }) => {
  [open, paid] = [await merchant.createPayment(), await merchant.createPayment({ expiryMinutes: 30 })];
});

/** Everything that the follower may write, as one text. */
async function written(gateway: TestGateway): Promise<string> {
  const tables = [
    "payments",
    "transfers",
    "timeline",
    "events",
    "deliveries",
    "cursors",
    "cursor_ladder",
    "sync_gaps",
  ];
  const rows = [];
  for (const table of tables) rows.push(await gateway.sql(`select * from ${table} order by 1`));
  return JSON.stringify(rows);
}

const REFUSED: readonly {
  row: string;
  break: (chain: SimControls) => void;
  heal: (chain: SimControls) => void;
}[] = [
  {
    row: "N-09 another network",
    break: (chain) => chain.wrongNetwork({ networkId: "mainnet" }),
    heal: (chain) => chain.wrongNetwork({ on: false }),
  },
  {
    row: "N-11 a version without the chain call",
    break: (chain) => chain.oldVersion(),
    heal: (chain) => chain.version({ text: null }),
  },
  {
    row: "N-11 a version that cannot be read",
    break: (chain) => chain.version({ text: "newest" }),
    heal: (chain) => chain.version({ text: null }),
  },
  {
    row: "N-10 a node that is not synced",
    break: (chain) => chain.unsynced(),
    heal: (chain) => chain.unsynced({ on: false }),
  },
  {
    row: "N-10 the initial block download",
    break: (chain) => chain.ibd(),
    heal: (chain) => chain.ibd({ on: false }),
  },
];

test.for(REFUSED)(
  "F4 $row: zero wrong writes, and everything is found afterwards",
  async (fault, { gateway, chain }) => {
    const gone = health(source, ({ state }) => state !== "connected" && state !== "unavailable");
    fault.break(chain);
    chain.disconnect();
    await gone;
    const before = await written(gateway);
    paid.pay();
    chain.mine(12);
    now += 8 * 60_000;
    chain.mine(12);
    await gateway.follow().catch(() => undefined);
    expect(await written(gateway)).toBe(before);
    expect(gateway.canConfirm()).toBe(false);
    fault.heal(chain);
    await connected(source);
    await settle(gateway);
    expect([await open.status(), await paid.status()]).toEqual(["expired", "confirmed"]);
    expect((await paid.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
    expect(await paid.differencesFromChain()).toEqual([]);
  },
);

/** Reads on until nothing is put off: the node is asked every five seconds whether it is synced. */
async function settle(gateway: TestGateway): Promise<void> {
  for (let rounds = 0; rounds < 3; rounds++) {
    now += 6_000;
    await gateway.follow().catch(() => undefined);
    await connected(source);
  }
}

test("F4 N-10: the transitional error of a pull counts as not synced: zero wrong writes", async ({
  gateway,
  chain,
}) => {
  const before = await written(gateway);
  chain.transitional();
  paid.pay();
  chain.mine(12);
  await expect(gateway.follow()).rejects.toThrow("transitional");
  expect(await written(gateway)).toBe(before);
  expect(gateway.canConfirm()).toBe(false);
  chain.transitional({ on: false });
  await connected(source);
  await settle(gateway);
  expect((await paid.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
});

test("F4 N-11: without a UTXO index the chain is read and confirmed as ever, and health names --utxoindex", async ({
  gateway,
  chain,
}) => {
  const back = health(source, ({ state }) => state === "unavailable");
  chain.noUtxoIndex();
  chain.disconnect();
  await back;
  expect((await connected(source)).detail).toContain("--utxoindex");
  paid.pay();
  await gateway.mine(12);
  expect(await paid.status()).toBe("confirmed");
  expect(await paid.differencesFromChain()).toEqual([]);
});

test("N-13: a node that never answers costs time-outs and its connection; requests are answered meanwhile, and the money is found", async ({
  gateway,
  chain,
}) => {
  chain.net({ dropRepliesP: 1 });
  paid.pay();
  chain.mine(12);
  let pulling = true;
  const pulled = gateway
    .follow()
    .catch((error: unknown) => error)
    .finally(() => {
      pulling = false;
    });
  const answer = await fetch(`${gateway.url}/api/v1/payments/${paid.id}/status`);
  expect(answer.status).toBe(200);
  // The request did not wait for the node, whose reply to the pull is still missing.
  expect(pulling).toBe(true);
  const lost = health(source, ({ state }) => state !== "connected");
  chain.net({ reset: true });
  chain.disconnect();
  await lost;
  expect(await pulled).toBeInstanceOf(Error);
  await connected(source);
  await settle(gateway);
  expect((await paid.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
});
