// The unmodified client of kaspa-wasm32-sdk 0.15.2, JSON encoding, against the simulator.
import { createRequire } from "node:module";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { type SimNode, startSimNode } from "../src/index.ts";
import { someAddress } from "./support/simulation.ts";

type Sdk = typeof import("kaspa-wasm32-sdk");
const globals = globalThis as { WebSocket?: unknown };
const before = globals.WebSocket;

let sdk: Sdk;
let sim: SimNode;
let rpc: InstanceType<Sdk["RpcClient"]>;

interface Seen {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the SDK types its events by callback overloads that do not fit them
  readonly data: any;
}

/** Events as they arrive, with a way to wait for one. */
class Events {
  readonly seen: Seen[] = [];
  #watchers: (() => void)[] = [];

  constructor(client: InstanceType<Sdk["RpcClient"]>) {
    const listener = (event: Seen) => {
      this.seen.push(event);
      for (const watcher of [...this.#watchers]) watcher();
    };
    client.addEventListener(listener as never);
  }

  next(type: string, fits: (data: Seen["data"]) => boolean = () => true): Promise<Seen["data"]> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.seen.find((event) => event.type === type && fits(event.data));
        if (found === undefined) return;
        this.#watchers = this.#watchers.filter((watcher) => watcher !== look);
        resolve(found.data);
      };
      this.#watchers.push(look);
      look();
    });
  }
}

beforeAll(() => {
  globals.WebSocket = WebSocket;
  sdk = createRequire(import.meta.url)("kaspa-wasm32-sdk") as Sdk;
});

afterAll(() => {
  globals.WebSocket = before;
});

beforeEach(async () => {
  sim = await startSimNode({ blocksPerSecond: 0, seed: "official" });
  rpc = new sdk.RpcClient({ url: sim.rpcUrl, encoding: sdk.Encoding.SerdeJson, networkId: "simnet" });
  await rpc.connect({});
});

afterEach(async () => {
  await rpc.disconnect();
  await sim.close();
});

describe("the official client", () => {
  test("connects unchanged and reads the node's facts", async () => {
    const info = await rpc.getServerInfo();
    expect(info).toMatchObject({
      networkId: "simnet",
      serverVersion: "2.0.1-sim",
      hasUtxoIndex: true,
      isSynced: true,
    });
    const dag = await rpc.getBlockDagInfo();
    expect(dag.sink).toBe(sim.controls.state().sink);
    expect((await rpc.getSinkBlueScore()).blueScore).toBe(BigInt(sim.controls.state().blueScore));
    expect((await rpc.getCurrentNetwork({})).network).toBe("simnet");
    expect((await rpc.getInfo()).serverVersion).toBe("2.0.1-sim");
    await rpc.ping();
    expect((await rpc.getFeeEstimate({})).estimate.priorityBucket.feerate).toBe(100);
    const { block } = await rpc.getBlock({ hash: dag.sink, includeTransactions: true });
    expect(block.header.hash).toBe(dag.sink);
  });

  test("tracks an address, sends a transaction, sees a reorg of 6 blocks, and reconnects", async () => {
    const key = new sdk.PrivateKey("01".repeat(31).concat("77"));
    const own = key.toKeypair().toAddress("simnet").toString();
    const shop = someAddress("shop");
    const events = new Events(rpc);
    await rpc.subscribeUtxosChanged([own, shop]);
    await rpc.subscribeVirtualChainChanged(true);
    await subscribed("UtxosChanged", "VirtualChainChanged");

    const funded = sim.controls.faucet({ address: own, sompi: 100_000_000_000n }).txIds[0];
    sim.controls.mine();
    await events.next("utxos-changed", (data) => createdBy(data, funded!));
    const { entries } = await rpc.getUtxosByAddresses([own]);
    expect(entries.map((entry) => entry.amount)).toEqual([100_000_000_000n]);

    // The client knows the fee floor of before Toccata: a priority fee lifts its transaction to today's.
    const { transactions } = await sdk.createTransactions({
      entries,
      outputs: [{ address: shop, amount: 10_000_000_000n }],
      changeAddress: own,
      priorityFee: 300_000n,
      networkId: "simnet",
    });
    expect(transactions).toHaveLength(1);
    const pending = transactions[0]!;
    pending.sign([key]);
    const txId = await pending.submit(rpc);
    expect(txId).toBe(pending.id);
    const waiting = await rpc.getMempoolEntriesByAddresses({
      addresses: [shop],
      includeOrphanPool: false,
      filterTransactionPool: false,
    });
    expect(JSON.stringify(waiting, jsonBig)).toContain(txId);

    const { sink } = sim.controls.mine();
    await events.next("utxos-changed", (data) => createdBy(data, txId));
    const balance = await rpc.getBalanceByAddress({ address: shop });
    expect(balance.balance).toBe(10_000_000_000n);

    sim.controls.mine(5);
    const { removed, added } = sim.controls.reorg({ depth: 6 });
    const change = await events.next(
      "virtual-chain-changed",
      (data) => !isEmpty(data.removedChainBlockHashes),
    );
    expect(change.removedChainBlockHashes).toEqual(removed);
    expect(change.addedChainBlockHashes).toEqual(added);
    const chain = await rpc.getVirtualChainFromBlock({
      startHash: sink,
      includeAcceptedTransactionIds: true,
    });
    expect(chain.removedChainBlockHashes).toEqual([sink]);
    expect(JSON.stringify(chain.acceptedTransactionIds, jsonBig)).toContain(txId);
    expect((await rpc.getBalanceByAddress({ address: shop })).balance).toBe(10_000_000_000n);

    const again = events.seen.filter((event) => event.type === "connect").length;
    sim.controls.disconnect();
    await events.next("disconnect");
    await events.next(
      "connect",
      () => events.seen.filter((event) => event.type === "connect").length > again,
    );
    expect((await rpc.getBlockDagInfo()).sink).toBe(sim.controls.state().sink);
  });

  test("gets the node's refusal of an underpaid transaction", async () => {
    const key = new sdk.PrivateKey("01".repeat(31).concat("78"));
    const own = key.toKeypair().toAddress("simnet").toString();
    sim.controls.faucet({ address: own, sompi: 100_000_000_000n });
    sim.controls.mine();
    const { entries } = await rpc.getUtxosByAddresses([own]);
    const { transactions } = await sdk.createTransactions({
      entries,
      outputs: [{ address: someAddress("shop"), amount: 10_000_000_000n }],
      changeAddress: own,
      priorityFee: 0n,
      networkId: "simnet",
    });
    const pending = transactions[0]!;
    pending.sign([key]);
    await expect(pending.submit(rpc)).rejects.toThrow(/fees which is under the required amount of 203600/);
  });

  test("its wallet machinery follows an address by itself", async () => {
    const address = someAddress("followed");
    const processor = new sdk.UtxoProcessor({ rpc, networkId: "simnet" });
    const context = new sdk.UtxoContext({ processor });
    const started = new Promise((resolve) => processor.addEventListener("utxo-proc-start", resolve as never));
    await processor.start();
    await started;
    await context.trackAddresses([address]);
    await subscribed("UtxosChanged", "VirtualDaaScoreChanged");
    const seen = new Promise((resolve) => processor.addEventListener("pending", resolve as never));
    sim.controls.pay({ address, sompi: 700_000_000n, mine: true });
    await seen;
    expect(context.balance?.pending).toBe(700_000_000n);
    const mature = new Promise((resolve) => processor.addEventListener("maturity", resolve as never));
    sim.controls.mine(200);
    await mature;
    expect(context.balance?.mature).toBe(700_000_000n);
    await processor.stop();
  });
});

/** The SDK's promises settle before its subscriptions are on the wire, so the node is asked. */
async function subscribed(...scopes: string[]): Promise<void> {
  while (!scopes.every((scope) => sim.controls.truth().subscriptions[scope])) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function jsonBig(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function createdBy(data: { added?: { outpoint: { transactionId: string } }[] }, txId: string): boolean {
  return data.added?.some((entry) => entry.outpoint.transactionId === txId) ?? false;
}

function isEmpty(list: unknown): boolean {
  return !Array.isArray(list) || list.length === 0;
}
