import { describe, expect, test } from "vitest";
import { freshNode } from "./support/node.ts";
import { outputsOf } from "./support/outputs-of.ts";
import { someAddress } from "./support/simulation.ts";

const ALICE = someAddress("alice");

const node = freshNode({ syncedWithin: 11 * 60_000 });
const outputs = () => outputsOf(node, ALICE);

describe("node states", () => {
  test("unsynced, by control and by an old sink", async () => {
    node.sim.controls.unsynced();
    expect((await node.client.call("getServerInfo")).isSynced).toBe(false);
    node.sim.controls.unsynced({ on: false });
    expect((await node.client.call("getServerInfo")).isSynced).toBe(true);
    node.clock.now += 12 * 60_000;
    expect((await node.client.call("getServerInfo")).isSynced).toBe(false);
    node.sim.controls.mine();
    expect((await node.client.call("getServerInfo")).isSynced).toBe(true);
  });

  test("wrong network, version, fee rate", async () => {
    node.sim.controls.wrongNetwork();
    node.sim.controls.version({ text: "1.1.0-sim" });
    expect(await node.client.call("getServerInfo")).toMatchObject({
      networkId: "testnet-10",
      serverVersion: "1.1.0-sim",
    });
    node.sim.controls.feeRate({ x: 250.5 });
    expect((await node.client.call("getFeeEstimate")).estimate.normalBuckets[0].feerate).toBe(250.5);
  });

  test("a node that is behind does not know newer blocks and shows older coins", async () => {
    node.sim.controls.mine(5);
    const [txId] = node.sim.controls.pay({ address: ALICE, sompi: 600_000_000n, mine: true }).txIds;
    const { sink } = node.sim.controls.state();
    node.sim.controls.spend({ outpoint: `${txId}:0` });
    node.sim.controls.mine();
    const utxos = async () =>
      (await node.client.call("getUtxosByAddresses", { addresses: [ALICE] })).entries.length;
    expect(await utxos()).toBe(0);
    node.sim.controls.behind({ blocks: 1 });
    expect(await utxos()).toBe(1);
    expect((await node.client.call("getBlockDagInfo")).sink).toBe(sink);
    node.sim.controls.behind({ blocks: 2 });
    expect(await utxos()).toBe(0);
    await expect(node.page(sink)).rejects.toThrow(`cannot find header ${sink}`);
    node.sim.controls.behind({ blocks: 0 });
    expect((await node.page(sink)).addedChainBlockHashes).toHaveLength(1);
  });

  test("pruned hashes lose their retention root, forgotten ones are unknown", async () => {
    node.sim.controls.mine(40);
    expect(node.sim.controls.prune({ keep: 10 })).toEqual({ pruned: 32 });
    await expect(node.page(node.genesis)).rejects.toThrow("does not have retention root");
    node.sim.controls.mine(10);
    node.sim.controls.prune({ keep: 10, forgetHeaders: true });
    await expect(node.page(node.genesis)).rejects.toThrow("cannot find header");
  });

  test("snapshot and restore: later blocks become unknown, new ones differ", async () => {
    node.sim.controls.mine(3);
    const { id } = node.sim.controls.snapshot();
    const { sink } = node.sim.controls.state();
    node.sim.controls.pay({ address: ALICE, sompi: 9n, mine: true });
    const lost = node.sim.controls.mine(2).sink;
    expect(node.sim.controls.restore({ id }).sink).toBe(sink);
    expect(node.sim.controls.truth(ALICE).outputs).toEqual([]);
    node.sim.controls.mine(3);
    expect(node.sim.controls.state().sink).not.toBe(lost);
    await expect(node.page(lost)).rejects.toThrow("cannot find header");
    expect((await node.page(sink)).addedChainBlockHashes).toHaveLength(3);
  });

  test("restart cuts connections, clears faults and loses the mempool unless the test asks otherwise", async () => {
    node.sim.controls.pay({ address: ALICE, sompi: 9n, mempoolOnly: true });
    node.sim.controls.unsynced();
    node.sim.controls.restart({ lostMempool: false });
    expect(node.sim.controls.state().mempool).toBe(1);
    await node.client.closed;
    node.sim.controls.restart();
    expect(node.sim.controls.state()).toMatchObject({ mempool: 0, faults: { unsynced: false } });
  });

  test("rejectNext refuses one submission, holdTxs keeps the pool, fill adds traffic", async () => {
    node.sim.controls.fill({ txsPerBlock: 30 });
    const [before] = [node.genesis];
    node.sim.controls.holdTxs();
    node.sim.controls.pay({ address: ALICE, sompi: 5n });
    node.sim.controls.mine();
    expect(node.sim.controls.state().mempool).toBe(1);
    const page = await node.page(before);
    expect(page.chainBlockAcceptedTransactions[0].acceptedTransactions).toHaveLength(31);
    node.sim.controls.holdTxs({ on: false });
    node.sim.controls.mine();
    expect(node.sim.controls.truth(ALICE).outputs).toHaveLength(1);
  });

  test("a finality conflict is announced", async () => {
    await node.client.call("subscribe", { FinalityConflict: {} });
    const { violatingBlockHash } = node.sim.controls.finalityConflict();
    await node.client.call("ping");
    expect(node.client.notifications).toEqual([
      { method: "finalityConflictNotification", params: { FinalityConflict: { violatingBlockHash } } },
    ]);
  });
});

describe("lies", () => {
  test("invented, hidden and changed outputs are reported; `truth` stays correct", async () => {
    node.sim.controls.lie({ inventOutput: { address: ALICE, sompi: 77n } });
    node.sim.controls.mine(2);
    expect(await outputs()).toMatchObject([{ value: 77 }]);
    const [txId] = node.sim.controls.pay({ address: ALICE, sompi: 50n, mine: true }).txIds as [string];
    node.sim.controls.lie({ inventOutput: null, wrongAmount: { txId, sompi: 5_000n } });
    expect(await outputs()).toMatchObject([{ value: 5_000 }]);
    node.sim.controls.lie({ hideOutput: [txId] });
    expect(await outputs()).toEqual([]);
    expect(node.sim.controls.truth(ALICE).outputs.map(({ sompi }) => sompi)).toEqual([50n]);
    node.sim.controls.lie({ reset: true });
    expect(await outputs()).toMatchObject([{ value: 50 }]);
  });

  test("scores stay the same or go back", async () => {
    node.sim.controls.lie({ frozenScore: true });
    const { virtualDaaScore } = await node.client.call("getServerInfo");
    node.sim.controls.mine(10);
    expect((await node.client.call("getServerInfo")).virtualDaaScore).toBe(virtualDaaScore);
    node.sim.controls.lie({ backwardsScore: 50 });
    expect((await node.client.call("getServerInfo")).virtualDaaScore).toBe(virtualDaaScore - 50);
  });
});
