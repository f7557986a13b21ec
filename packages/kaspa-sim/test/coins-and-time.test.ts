import { describe, expect, test } from "vitest";
import { freshNode } from "./support/node.ts";
import { outputsOf } from "./support/outputs-of.ts";
import type { Body } from "./support/raw-client.ts";
import { START, someAddress } from "./support/simulation.ts";

const ALICE = someAddress("alice");

const node = freshNode();
const outputs = () => outputsOf(node, ALICE);
const txIdsAtAlice = async () => (await outputs()).map(({ txId }) => txId);

describe("coins", () => {
  test("pay puts a signed transaction into the mempool, and the next block accepts it", async () => {
    const { txIds } = node.sim.controls.pay({ address: ALICE, sompi: "500000000" });
    expect(node.sim.controls.truth().mempool.map(({ txId }) => txId)).toEqual(txIds);
    const { sink, daaScore } = node.sim.controls.mine();
    expect(node.sim.controls.truth(ALICE).outputs).toMatchObject([
      {
        txId: txIds[0],
        index: 0,
        sompi: 500_000_000n,
        depth: 1,
        spent: null,
        accepted: { blockHash: sink, daaScore },
      },
    ]);
    expect(await txIdsAtAlice()).toEqual(txIds);
  });

  test("parts add up exactly, mempoolOnly waits for release, mine accepts at once", () => {
    const three = node.sim.controls.pay({ address: ALICE, sompi: 1_000_000_001n, parts: 3, mine: true });
    expect(three.txIds).toHaveLength(3);
    const total = () =>
      node.sim.controls.truth(ALICE).outputs.reduce((sum, output) => sum + output.sompi, 0n);
    expect(total()).toBe(1_000_000_001n);
    const held = node.sim.controls.pay({ address: ALICE, sompi: 5n, mempoolOnly: true });
    node.sim.controls.mine(3);
    expect(total()).toBe(1_000_000_001n);
    expect(node.sim.controls.release({ txId: held.txIds[0]! })).toEqual({ released: 1 });
    node.sim.controls.mine();
    expect(total()).toBe(1_000_000_006n);
  });

  test("a coinbase payment and a covenant payment arrive as such", async () => {
    const coinbase = node.sim.controls.pay({ address: ALICE, sompi: 7n, coinbase: true });
    const bound = node.sim.controls.pay({ address: ALICE, sompi: 8n, covenant: "cd".repeat(32) });
    node.sim.controls.mine();
    expect(await outputs()).toEqual([
      { txId: coinbase.txIds[0], value: 7, covenant: null },
      { txId: bound.txIds[0], value: 8, covenant: { authorizingInput: 0, covenantId: "cd".repeat(32) } },
    ]);
    const { entries } = await node.client.call("getUtxosByAddresses", { addresses: [ALICE] });
    const shown = entries.map(({ utxoEntry }: Body) => [
      utxoEntry.amount,
      utxoEntry.isCoinbase,
      utxoEntry.covenantId,
    ]);
    expect(shown).toEqual([
      [7, true, null],
      [8, false, "cd".repeat(32)],
    ]);
  });

  test("amounts of the whole supply's size stay exact", () => {
    node.sim.controls.pay({ address: ALICE, sompi: 1_000_000_000_000_000_001n });
    node.sim.controls.pay({ address: ALICE, sompi: 9_007_199_254_740_993n, mine: true });
    expect(node.sim.controls.truth(ALICE).outputs.map(({ sompi }) => sompi)).toEqual([
      1_000_000_000_000_000_001n,
      9_007_199_254_740_993n,
    ]);
  });

  test("spend sweeps an output and the oracle knows by what", () => {
    const [txId] = node.sim.controls.pay({ address: ALICE, sompi: 500_000_000n, mine: true }).txIds;
    const [sweep] = node.sim.controls.spend({ outpoint: `${txId}:0` }).txIds;
    const { sink } = node.sim.controls.mine();
    expect(node.sim.controls.truth(ALICE).outputs[0]?.spent).toMatchObject({ txId: sweep, blockHash: sink });
  });

  test("doubleSpend, rbf and dropTx end a waiting payment", () => {
    const pay = () =>
      node.sim.controls.pay({ address: ALICE, sompi: 500_000_000n, mempoolOnly: true }).txIds[0]!;
    node.sim.controls.doubleSpend({ txId: pay() });
    const replaced = node.sim.controls.rbf({ txId: pay() }).txIds[0]!;
    expect(node.sim.controls.truth().mempool.map(({ txId }) => txId)).toEqual([replaced]);
    expect(node.sim.controls.dropTx({ txId: pay() })).toEqual({ dropped: true });
    node.sim.controls.mine(3);
    expect(node.sim.controls.truth(ALICE).outputs).toEqual([]);
    expect(node.sim.controls.truth().mempool).toEqual([]);
  });
});

describe("reorg", () => {
  const paid = () =>
    node.sim.controls
      .truth(ALICE)
      .outputs.map(({ txId }) => txId)
      .sort();

  test.each([1, 9, 10, 11, 600])(
    "of %i blocks: kept, dropped, pooled and double-spent payments go their ways",
    async (depth) => {
      node.sim.controls.mine(3);
      const ids = ["kept", "dropped", "pooled", "conflicted"].map(
        (_, index) =>
          node.sim.controls.pay({ address: ALICE, sompi: BigInt(index + 1) * 100_000_000n }).txIds[0]!,
      );
      const [kept, dropped, pooled, conflicted] = ids as [string, string, string, string];
      node.sim.controls.mine(depth);
      const before = node.sim.controls.state();
      const supply = before.supplySompi;
      const result = node.sim.controls.reorg({
        depth,
        drop: [dropped],
        reaccept: [kept],
        doubleSpend: [conflicted],
      });
      expect(result.removed).toHaveLength(depth);
      expect(result.added).toHaveLength(depth + 1);
      expect(result.daaScore).toBeGreaterThan(before.daaScore);
      expect(result.blueScore).toBeGreaterThan(before.blueScore);
      expect(paid()).toEqual([kept]);
      expect(node.sim.controls.truth(ALICE).outputs[0]?.accepted.blockHash).toBe(result.added[0]);
      expect(node.sim.controls.truth().mempool.map(({ txId }) => txId)).toEqual([pooled]);
      node.sim.controls.mine();
      expect(paid()).toEqual([kept, pooled].sort());
      expect((await txIdsAtAlice()).sort()).toEqual([kept, pooled].sort());
      expect(node.sim.controls.state().supplySompi).toBeGreaterThan(supply - 100_000_000n);
    },
  );

  test("reacceptAt names the new block, atDaa waits for a score", () => {
    const [txId] = node.sim.controls.pay({ address: ALICE, sompi: 1n, mine: true }).txIds;
    node.sim.controls.mine(4);
    const result = node.sim.controls.reorg({ depth: 5, reacceptAt: 3 });
    expect(node.sim.controls.truth(ALICE).outputs[0]).toMatchObject({
      txId,
      accepted: { blockHash: result.added[3] },
    });
    const { virtualDaaScore, sink } = node.sim.controls.state();
    expect(node.sim.controls.reorg({ depth: 2, atDaa: virtualDaaScore + 20 })).toMatchObject({
      waiting: true,
      sink,
    });
    const before = node.sim.controls.truth().sink;
    node.sim.controls.mine(30);
    expect(node.sim.controls.state().virtualDaaScore).toBeGreaterThan(virtualDaaScore + 20);
    expect(before).toBe(sink);
  });

  test("without a depth it goes down to what it drops, and no deeper", () => {
    const { controls } = node.sim;
    const [kept] = controls.pay({ address: ALICE, sompi: 2n, mine: true }).txIds;
    const below = controls.mine(1).sink;
    const [gone] = controls.pay({ address: ALICE, sompi: 1n, mine: true }).txIds as [string];
    controls.mine(4);
    const result = controls.reorg({ drop: [gone] });
    expect(result.removed).toHaveLength(5);
    expect(result.removed).not.toContain(below);
    expect(paid()).toEqual([kept]);
    expect(() => controls.reorg({ drop: [gone] })).toThrow("is in no block");
    expect(() => controls.reorg({})).toThrow("depth is needed");
  });

  test("deeper than the kept chain is refused", () => {
    expect(() => node.sim.controls.reorg({ depth: 1 })).toThrow(RangeError);
  });
});

describe("time", () => {
  test("block times follow the injected clock and never go back", () => {
    node.clock.now += 5_000;
    expect(node.sim.controls.mine().timestamp).toBe(START + 5_000);
    node.clock.now -= 4_000;
    expect(node.sim.controls.mine().timestamp).toBe(START + 5_001);
    node.sim.controls.clock({ ms: 60_000 });
    expect(node.sim.controls.mine().timestamp).toBe(START + 61_000);
    expect(node.sim.controls.mine({ n: 3, stepMs: 100 }).timestamp).toBe(START + 61_300);
  });

  test("a timer mines and clients hear of it", async () => {
    await node.client.call("subscribe", { VirtualDaaScoreChanged: {} });
    expect(node.sim.controls.rate({ bps: 100 })).toEqual({ bps: 100 });
    await node.client.until(() => (node.client.notifications.length >= 5 ? true : undefined));
    node.sim.controls.rate({ bps: 0 });
    expect(node.sim.controls.state().blocksPerSecond).toBe(0);
  });
});
