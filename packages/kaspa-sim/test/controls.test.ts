import { once } from "node:events";
import { parseLossless } from "@kaspa-pay/kaspa/wrpc";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SimNode, startSimNode } from "../src/index.ts";
import { type Body, RawClient } from "./support/raw-client.ts";
import { START, someAddress } from "./support/simulation.ts";

const ALICE = someAddress("alice");
let sim: SimNode;
let client: RawClient;
let genesis: string;
let now = START;

beforeEach(async () => {
  now = START;
  sim = await startSimNode({ blocksPerSecond: 0, seed: "controls", now: () => now, token: "secret" });
  client = await RawClient.open(sim.rpcUrl);
  genesis = (await client.call("getBlockDagInfo")).sink;
});

afterEach(async () => {
  client.close();
  await sim.close();
});

const v2 = (startHash: string): Promise<Body> =>
  client.call("getVirtualChainFromBlockV2", {
    startHash,
    dataVerbosityLevel: "Low",
    minConfirmationCount: null,
  });

/** Outputs to an address as the chain replies tell them. */
async function told(address = ALICE): Promise<Body[]> {
  const page = await v2(genesis);
  return page.chainBlockAcceptedTransactions.flatMap((block: Body) =>
    block.acceptedTransactions.flatMap((tx: Body) =>
      tx.outputs
        .filter((output: Body) => output.verboseData.scriptPublicKeyAddress === address)
        .map((output: Body) => ({
          txId: tx.verboseData.transactionId,
          value: output.value,
          covenant: output.covenant,
        })),
    ),
  );
}

const txIdsTold = async () => (await told()).map(({ txId }) => txId);

describe("coins", () => {
  test("pay puts a signed transaction into the mempool, and the next block accepts it", async () => {
    const { txIds } = sim.controls.pay({ address: ALICE, sompi: "500000000" });
    expect(sim.controls.truth().mempool.map(({ txId }) => txId)).toEqual(txIds);
    const { sink, daaScore } = sim.controls.mine();
    expect(sim.controls.truth(ALICE).outputs).toMatchObject([
      {
        txId: txIds[0],
        index: 0,
        sompi: 500_000_000n,
        depth: 1,
        spent: null,
        accepted: { blockHash: sink, daaScore },
      },
    ]);
    expect(await txIdsTold()).toEqual(txIds);
  });

  test("parts add up exactly, mempoolOnly waits for release, mine accepts at once", () => {
    const three = sim.controls.pay({ address: ALICE, sompi: 1_000_000_001n, parts: 3, mine: true });
    expect(three.txIds).toHaveLength(3);
    const total = () => sim.controls.truth(ALICE).outputs.reduce((sum, output) => sum + output.sompi, 0n);
    expect(total()).toBe(1_000_000_001n);
    const held = sim.controls.pay({ address: ALICE, sompi: 5n, mempoolOnly: true });
    sim.controls.mine(3);
    expect(total()).toBe(1_000_000_001n);
    expect(sim.controls.release({ txId: held.txIds[0]! })).toEqual({ released: 1 });
    sim.controls.mine();
    expect(total()).toBe(1_000_000_006n);
  });

  test("a coinbase payment and a covenant payment arrive as such", async () => {
    const coinbase = sim.controls.pay({ address: ALICE, sompi: 7n, coinbase: true });
    const bound = sim.controls.pay({ address: ALICE, sompi: 8n, covenant: "cd".repeat(32) });
    sim.controls.mine();
    expect(await told()).toEqual([
      { txId: coinbase.txIds[0], value: 7, covenant: null },
      { txId: bound.txIds[0], value: 8, covenant: { authorizingInput: 0, covenantId: "cd".repeat(32) } },
    ]);
    const { entries } = await client.call("getUtxosByAddresses", { addresses: [ALICE] });
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
    sim.controls.pay({ address: ALICE, sompi: 1_000_000_000_000_000_001n });
    sim.controls.pay({ address: ALICE, sompi: 9_007_199_254_740_993n, mine: true });
    expect(sim.controls.truth(ALICE).outputs.map(({ sompi }) => sompi)).toEqual([
      1_000_000_000_000_000_001n,
      9_007_199_254_740_993n,
    ]);
  });

  test("spend sweeps an output and the oracle knows by what", () => {
    const [txId] = sim.controls.pay({ address: ALICE, sompi: 500_000_000n, mine: true }).txIds;
    const [sweep] = sim.controls.spend({ outpoint: `${txId}:0` }).txIds;
    const { sink } = sim.controls.mine();
    expect(sim.controls.truth(ALICE).outputs[0]?.spent).toMatchObject({ txId: sweep, blockHash: sink });
  });

  test("doubleSpend, rbf and dropTx end a waiting payment", () => {
    const pay = () => sim.controls.pay({ address: ALICE, sompi: 500_000_000n, mempoolOnly: true }).txIds[0]!;
    sim.controls.doubleSpend({ txId: pay() });
    const replaced = sim.controls.rbf({ txId: pay() }).txIds[0]!;
    expect(sim.controls.truth().mempool.map(({ txId }) => txId)).toEqual([replaced]);
    expect(sim.controls.dropTx({ txId: pay() })).toEqual({ dropped: true });
    sim.controls.mine(3);
    expect(sim.controls.truth(ALICE).outputs).toEqual([]);
    expect(sim.controls.truth().mempool).toEqual([]);
  });
});

describe("reorg", () => {
  const paid = () =>
    sim.controls
      .truth(ALICE)
      .outputs.map(({ txId }) => txId)
      .sort();

  test.each([1, 9, 10, 11, 600])(
    "of %i blocks: kept, dropped, pooled and double-spent payments go their ways",
    async (depth) => {
      sim.controls.mine(3);
      const ids = ["kept", "dropped", "pooled", "conflicted"].map(
        (_, index) => sim.controls.pay({ address: ALICE, sompi: BigInt(index + 1) * 100_000_000n }).txIds[0]!,
      );
      const [kept, dropped, pooled, conflicted] = ids as [string, string, string, string];
      sim.controls.mine(depth);
      const before = sim.controls.state();
      const supply = before.supplySompi;
      const result = sim.controls.reorg({
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
      expect(sim.controls.truth(ALICE).outputs[0]?.accepted.blockHash).toBe(result.added[0]);
      expect(sim.controls.truth().mempool.map(({ txId }) => txId)).toEqual([pooled]);
      sim.controls.mine();
      expect(paid()).toEqual([kept, pooled].sort());
      expect((await txIdsTold()).sort()).toEqual([kept, pooled].sort());
      expect(sim.controls.state().supplySompi).toBeGreaterThan(supply - 100_000_000n);
    },
  );

  test("reacceptAt names the new block, atDaa waits for a score", () => {
    const [txId] = sim.controls.pay({ address: ALICE, sompi: 1n, mine: true }).txIds;
    sim.controls.mine(4);
    const result = sim.controls.reorg({ depth: 5, reacceptAt: 3 });
    expect(sim.controls.truth(ALICE).outputs[0]).toMatchObject({
      txId,
      accepted: { blockHash: result.added[3] },
    });
    const { virtualDaaScore, sink } = sim.controls.state();
    expect(sim.controls.reorg({ depth: 2, atDaa: virtualDaaScore + 20 })).toMatchObject({
      waiting: true,
      sink,
    });
    const before = sim.controls.truth().sink;
    sim.controls.mine(30);
    expect(sim.controls.state().virtualDaaScore).toBeGreaterThan(virtualDaaScore + 20);
    expect(before).toBe(sink);
  });

  test("deeper than the kept chain is refused", () => {
    expect(() => sim.controls.reorg({ depth: 1 })).toThrow(RangeError);
  });
});

describe("time", () => {
  test("block times follow the injected clock and never go back", () => {
    now += 5_000;
    expect(sim.controls.mine().timestamp).toBe(START + 5_000);
    now -= 4_000;
    expect(sim.controls.mine().timestamp).toBe(START + 5_001);
    sim.controls.clock({ ms: 60_000 });
    expect(sim.controls.mine().timestamp).toBe(START + 61_000);
    expect(sim.controls.mine({ n: 3, stepMs: 100 }).timestamp).toBe(START + 61_300);
  });

  test("a timer mines and clients hear of it", async () => {
    await client.call("subscribe", { VirtualDaaScoreChanged: {} });
    expect(sim.controls.rate({ bps: 100 })).toEqual({ bps: 100 });
    await client.until(() => (client.notifications.length >= 5 ? true : undefined));
    sim.controls.rate({ bps: 0 });
    expect(sim.controls.state().blocksPerSecond).toBe(0);
  });
});

describe("node states", () => {
  test("unsynced, by control and by an old sink", async () => {
    sim.controls.unsynced();
    expect((await client.call("getServerInfo")).isSynced).toBe(false);
    sim.controls.unsynced({ on: false });
    expect((await client.call("getServerInfo")).isSynced).toBe(true);
    now += 12 * 60_000;
    expect((await client.call("getServerInfo")).isSynced).toBe(false);
    sim.controls.mine();
    expect((await client.call("getServerInfo")).isSynced).toBe(true);
  });

  test("wrong network, version, fee rate", async () => {
    sim.controls.wrongNetwork();
    sim.controls.version({ text: "1.1.0-sim" });
    expect(await client.call("getServerInfo")).toMatchObject({
      networkId: "testnet-10",
      serverVersion: "1.1.0-sim",
    });
    sim.controls.feeRate({ x: 250.5 });
    expect((await client.call("getFeeEstimate")).estimate.normalBuckets[0].feerate).toBe(250.5);
  });

  test("a node that is behind does not know newer blocks and shows older coins", async () => {
    sim.controls.mine(5);
    const [txId] = sim.controls.pay({ address: ALICE, sompi: 600_000_000n, mine: true }).txIds;
    const { sink } = sim.controls.state();
    sim.controls.spend({ outpoint: `${txId}:0` });
    sim.controls.mine();
    const utxos = async () =>
      (await client.call("getUtxosByAddresses", { addresses: [ALICE] })).entries.length;
    expect(await utxos()).toBe(0);
    sim.controls.behind({ blocks: 1 });
    expect(await utxos()).toBe(1);
    expect((await client.call("getBlockDagInfo")).sink).toBe(sink);
    sim.controls.behind({ blocks: 2 });
    expect(await utxos()).toBe(0);
    await expect(v2(sink)).rejects.toThrow(`cannot find header ${sink}`);
    sim.controls.behind({ blocks: 0 });
    expect((await v2(sink)).addedChainBlockHashes).toHaveLength(1);
  });

  test("pruned hashes lose their retention root, forgotten ones are unknown", async () => {
    sim.controls.mine(40);
    expect(sim.controls.prune({ keep: 10 })).toEqual({ pruned: 32 });
    await expect(v2(genesis)).rejects.toThrow("does not have retention root");
    sim.controls.mine(10);
    sim.controls.prune({ keep: 10, forgetHeaders: true });
    await expect(v2(genesis)).rejects.toThrow("cannot find header");
  });

  test("snapshot and restore: later blocks become unknown, new ones differ", async () => {
    sim.controls.mine(3);
    const { id } = sim.controls.snapshot();
    const { sink } = sim.controls.state();
    sim.controls.pay({ address: ALICE, sompi: 9n, mine: true });
    const lost = sim.controls.mine(2).sink;
    expect(sim.controls.restore({ id }).sink).toBe(sink);
    expect(sim.controls.truth(ALICE).outputs).toEqual([]);
    sim.controls.mine(3);
    expect(sim.controls.state().sink).not.toBe(lost);
    await expect(v2(lost)).rejects.toThrow("cannot find header");
    expect((await v2(sink)).addedChainBlockHashes).toHaveLength(3);
  });

  test("restart cuts connections, clears faults and loses the mempool unless told otherwise", async () => {
    sim.controls.pay({ address: ALICE, sompi: 9n, mempoolOnly: true });
    sim.controls.unsynced();
    sim.controls.restart({ lostMempool: false });
    expect(sim.controls.state().mempool).toBe(1);
    await client.closed;
    sim.controls.restart();
    expect(sim.controls.state()).toMatchObject({ mempool: 0, faults: { unsynced: false } });
  });

  test("rejectNext refuses one submission, holdTxs keeps the pool, fill adds traffic", async () => {
    sim.controls.fill({ txsPerBlock: 30 });
    const [before] = [genesis];
    sim.controls.holdTxs();
    sim.controls.pay({ address: ALICE, sompi: 5n });
    sim.controls.mine();
    expect(sim.controls.state().mempool).toBe(1);
    const page = await v2(before);
    expect(page.chainBlockAcceptedTransactions[0].acceptedTransactions).toHaveLength(31);
    sim.controls.holdTxs({ on: false });
    sim.controls.mine();
    expect(sim.controls.truth(ALICE).outputs).toHaveLength(1);
  });

  test("a finality conflict is announced", async () => {
    await client.call("subscribe", { FinalityConflict: {} });
    const { violatingBlockHash } = sim.controls.finalityConflict();
    await client.call("ping");
    expect(client.notifications).toEqual([
      { method: "finalityConflictNotification", params: { FinalityConflict: { violatingBlockHash } } },
    ]);
  });
});

describe("lies", () => {
  test("invented, hidden and changed outputs are told; the oracle does not lie", async () => {
    sim.controls.lie({ inventOutput: { address: ALICE, sompi: 77n } });
    sim.controls.mine(2);
    expect(await told()).toMatchObject([{ value: 77 }]);
    const [txId] = sim.controls.pay({ address: ALICE, sompi: 50n, mine: true }).txIds as [string];
    sim.controls.lie({ inventOutput: null, wrongAmount: { txId, sompi: 5_000n } });
    expect(await told()).toMatchObject([{ value: 5_000 }]);
    sim.controls.lie({ hideOutput: [txId] });
    expect(await told()).toEqual([]);
    expect(sim.controls.truth(ALICE).outputs.map(({ sompi }) => sompi)).toEqual([50n]);
    sim.controls.lie({ reset: true });
    expect(await told()).toMatchObject([{ value: 50 }]);
  });

  test("scores stand still or go back", async () => {
    sim.controls.lie({ frozenScore: true });
    const { virtualDaaScore } = await client.call("getServerInfo");
    sim.controls.mine(10);
    expect((await client.call("getServerInfo")).virtualDaaScore).toBe(virtualDaaScore);
    sim.controls.lie({ backwardsScore: 50 });
    expect((await client.call("getServerInfo")).virtualDaaScore).toBe(virtualDaaScore - 50);
  });
});

describe("transport faults", () => {
  const ticks = () => client.notifications.length;

  test("notifications are lost, doubled, delayed and reordered; replies are not", async () => {
    await client.call("subscribe", { VirtualDaaScoreChanged: {} });
    sim.controls.net({ dropP: 1 });
    sim.controls.mine(5);
    await client.call("ping");
    expect(ticks()).toBe(0);
    sim.controls.net({ dropP: 0, dupP: 1 });
    sim.controls.mine(5);
    await client.call("ping");
    expect(ticks()).toBe(10);
    sim.controls.net({ reset: true, reorderMs: 30 });
    sim.controls.mine(40);
    await client.until(() => (ticks() === 50 ? true : undefined));
    const scores = client.notifications
      .slice(10)
      .map(({ params }) => params.VirtualDaaScoreChanged.virtualDaaScore);
    expect(scores).not.toEqual([...scores].sort((a, b) => a - b));
    sim.controls.net({ reset: true, latencyMs: 20 });
    const asked = performance.now();
    await client.call("ping");
    expect(performance.now() - asked).toBeGreaterThanOrEqual(19);
  });

  test("garbage, a planted reply, a big frame, fragments", async () => {
    sim.controls.net({ nextReply: '{"id":1,"method":"ping"' });
    client.socket.send('{"id":50,"method":"ping","params":{}}');
    await client.until(() => client.frames.find((frame) => frame === '{"id":1,"method":"ping"'));
    sim.controls.net({ bigFrame: 3_000_000 });
    client.socket.send('{"id":51,"method":"ping","params":{}}');
    await client.until(() => client.frames.find((frame) => frame.length > 3_000_000));
    sim.controls.net({ garbageP: 1 });
    client.socket.send('{"id":52,"method":"ping","params":{}}');
    const garbage = await client.until(() => client.frames.find((frame) => frame.startsWith("\u0000")));
    expect(() => parseLossless(garbage)).toThrow(SyntaxError);
    sim.controls.net({ garbageP: 0, chunkBytes: 7 });
    expect((await client.call("getCurrentNetwork")).network).toBe("simnet");
  });

  test("a half-open line is silent, a cut line is closed, a refusing node turns clients away", async () => {
    /** All frames sent before have been handled once the socket's own ping is answered. */
    const handled = async () => {
      client.socket.ping();
      await once(client.socket, "pong");
    };
    for (const fault of [{ halfOpen: true }, { dropRepliesP: 1 }]) {
      sim.controls.net(fault);
      client.socket.send('{"id":60,"method":"ping","params":{}}');
      await handled();
      sim.controls.net({ reset: true });
      await client.call("ping");
    }
    expect(client.frames.filter((frame) => frame.startsWith('{"id":60'))).toEqual([]);
    sim.controls.net({ cutEvery: 1 });
    await client.closed;
    sim.controls.net({ reset: true });
    sim.controls.disconnect({ refuse: true });
    await expect(RawClient.open(sim.rpcUrl)).rejects.toThrow();
    sim.controls.disconnect({ refuse: false });
    const again = await RawClient.open(sim.rpcUrl);
    await again.call("ping");
    again.close();
  });
});

describe("the control endpoint", () => {
  const post = (path: string, body?: unknown, token = "secret") =>
    fetch(`${sim.controlUrl}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });

  test("runs every control with sompi as decimal text", async () => {
    const paid = await post("/pay", { address: ALICE, sompi: "9007199254740993" });
    expect(paid.status).toBe(200);
    const { txIds } = (await paid.json()) as { txIds: string[] };
    await post("/mine", { n: 2 });
    const truth = (await (await post("/truth", { address: ALICE })).json()) as Body;
    expect(truth.outputs).toMatchObject([{ txId: txIds[0], sompi: "9007199254740993", address: ALICE }]);
    expect((await post("/state")).status).toBe(200);
  });

  test("refuses a wrong token, an unknown control, a wrong method and bad input, each with a reason", async () => {
    expect((await post("/state", undefined, "secreT")).status).toBe(401);
    expect((await post("/state", undefined, "")).status).toBe(401);
    expect((await post("/constructor")).status).toBe(404);
    expect(
      (await fetch(`${sim.controlUrl}/state`, { headers: { authorization: "Bearer secret" } })).status,
    ).toBe(405);
    for (const [path, body] of [
      ["/pay", { address: ALICE, sompi: "1.5" }],
      ["/pay", { address: "kaspa:qqqq", sompi: "1" }],
      ["/pay", {}],
      ["/pay", "{"],
      ["/mine", { n: -1 }],
      ["/reorg", { depth: 5_000 }],
      ["/poison", { where: "nowhere" }],
    ] as const) {
      const response = await post(path, body);
      expect([path, response.status]).toEqual([path, 400]);
      expect(((await response.json()) as { error: string }).error).not.toBe("");
    }
  });
});

describe("the demo wallet's port", () => {
  const origin = () => sim.walletUrl.slice(0, -"/wallet".length);

  test("pages carry their own strict policy", async () => {
    const response = await fetch(sim.walletUrl);
    const host = new URL(sim.walletUrl).host;
    expect(response.headers.get("content-security-policy")).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws://${host}; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect([200, 503]).toContain(response.status);
    expect((await fetch(`${origin()}/secret`)).status).toBe(404);
    expect((await fetch(`${origin()}/../package.json`)).status).toBe(404);
  });

  test("the faucet pays up to its cap, to this network only, and to its own page only", async () => {
    const ask = (body: unknown, headers = {}) =>
      fetch(`${origin()}/faucet`, { method: "POST", headers, body: JSON.stringify(body) });
    const given = await ask({ address: ALICE, sompi: "100000000000000" });
    expect(given.status).toBe(200);
    sim.controls.mine();
    expect(sim.controls.truth(ALICE).outputs.map(({ sompi }) => sompi)).toEqual([100_000_000_000_000n]);
    expect((await ask({ address: ALICE, sompi: "100000000000001" })).status).toBe(422);
    expect((await ask({ address: "kaspa:qq" })).status).toBe(422);
    expect((await ask({ address: ALICE, sompi: "-5" })).status).toBe(422);
    expect((await ask({ address: ALICE }, { origin: "https://evil.example" })).status).toBe(403);
    expect((await fetch(`${origin()}/faucet`)).status).toBe(405);
  });
});
