// The node check of every connection: when it refuses, nothing is read, written, confirmed or expired (F4).
import type { SimControls } from "@kaspa-pay/kaspa-sim";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ChainSource } from "../../src/chain/source.ts";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import { connected, health } from "../conformance/chain-source.ts";
import { hurriedTimers, silentLog } from "../conformance/simulated-chain.ts";
import { type ChainHouse, openHouse, type Sale, SOLD } from "./chain-house.ts";
import { query } from "./sql.ts";

let now: number;
let source: ChainSource;
let house: ChainHouse;
let open: Sale;
let paid: Sale;

beforeEach(async () => {
  now = Date.now();
  house = await openHouse({
    sim: { now: () => now },
    parts: (world) => {
      source = createNodeChainSource({
        network: "simnet",
        urls: [world.sim.rpcUrl],
        log: silentLog,
        timers: hurriedTimers,
      });
      return { sources: [source], clock: { now: () => now } };
    },
  });
  [open, paid] = [await house.sale({ expiresInMs: 5 * 60_000 }), await house.sale()];
});
afterEach(() => house.close());

/** Everything that the follower may write, as one text. */
async function written(): Promise<string> {
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
  for (const table of tables) rows.push(await query(house.world, `select * from ${table} order by 1`));
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

test.for(REFUSED)("F4 $row: zero wrong writes, and everything is found afterwards", async (fault) => {
  const gone = health(source, ({ state }) => state !== "connected" && state !== "unavailable");
  fault.break(house.chain);
  house.chain.disconnect();
  await gone;
  const before = await written();
  paid.pay();
  house.chain.mine(12);
  now += 8 * 60_000;
  house.chain.mine(12);
  await house.follow().catch(() => undefined);
  expect(await written()).toBe(before);
  expect(house.canConfirm()).toBe(false);
  fault.heal(house.chain);
  await connected(source);
  await settle();
  expect([await open.status(), await paid.status()]).toEqual(["expired", "confirmed"]);
  expect((await paid.events()).toSorted()).toEqual(SOLD);
  expect(await paid.problems()).toEqual([]);
});

/** Reads on until nothing is put off: the node is asked every five seconds whether it is synced. */
async function settle(): Promise<void> {
  for (let rounds = 0; rounds < 3; rounds++) {
    now += 6_000;
    await house.follow().catch(() => undefined);
    await connected(source);
  }
}

test("F4 N-10: the transitional error of a pull counts as not synced: zero wrong writes", async () => {
  const before = await written();
  house.chain.transitional();
  paid.pay();
  house.chain.mine(12);
  await expect(house.follow()).rejects.toThrow("transitional");
  expect(await written()).toBe(before);
  expect(house.canConfirm()).toBe(false);
  house.chain.transitional({ on: false });
  await connected(source);
  await settle();
  expect((await paid.events()).toSorted()).toEqual(SOLD);
});

test("F4 N-11: without a UTXO index the chain is read and confirmed as ever, and health names --utxoindex", async () => {
  const back = health(source, ({ state }) => state === "unavailable");
  house.chain.noUtxoIndex();
  house.chain.disconnect();
  await back;
  expect((await connected(source)).detail).toContain("--utxoindex");
  paid.pay();
  await house.mine(12);
  expect(await paid.status()).toBe("confirmed");
  expect(await paid.problems()).toEqual([]);
});

test("N-13: a node that never answers costs time-outs and its connection; requests are answered meanwhile, and the money is found", async () => {
  await house.gateway.listen();
  house.chain.net({ dropRepliesP: 1 });
  paid.pay();
  house.chain.mine(12);
  let pulling = true;
  const pulled = house
    .follow()
    .catch((error: unknown) => error)
    .finally(() => {
      pulling = false;
    });
  const answer = await fetch(`${house.gateway.url}/api/v1/payments/${paid.id}/status`);
  expect(answer.status).toBe(200);
  // The request did not wait for the node, whose reply to the pull is still missing.
  expect(pulling).toBe(true);
  const lost = health(source, ({ state }) => state !== "connected");
  house.chain.net({ reset: true });
  house.chain.disconnect();
  await lost;
  expect(await pulled).toBeInstanceOf(Error);
  await connected(source);
  await settle();
  expect((await paid.events()).toSorted()).toEqual(SOLD);
});
