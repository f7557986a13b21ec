// What the REST adapter does with an index that is written while it is read, and with an API that has bad days; its
// promises as a ChainSource are in the conformance suite.
import { afterEach, describe, expect, it } from "vitest";
import { connected, health, newAddress, Replica } from "../../../../test/conformance/chain-source.ts";
import {
  AT_ONCE,
  openOverRest,
  type RestOptions,
  type RestUnderTest,
} from "../../../../test/conformance/rest-chain.ts";
import { hurriedTimers, silentLog } from "../../../../test/conformance/simulated-chain.ts";
import { type ChainSource, CursorUnknown, NodeUnsynced, Unavailable } from "../../source.ts";
import { createNodeChainSource } from "../node-chain-source.ts";

const NOTHING = { removed: [], added: [], slow: false };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function open(rest: RestOptions = {}): Promise<RestUnderTest> {
  const under = await openOverRest({}, rest);
  closers.push(under.close);
  return under;
}

async function started(rest: RestOptions = {}) {
  const under = await open(rest);
  await connected(under.source);
  return { ...under, replica: new Replica((await under.source.sink()).hash) };
}

/** Another source on the same API or on several nodes: a restart. */
function another(urls: string[], rest: RestOptions = {}): ChainSource {
  const source = createNodeChainSource({
    network: "simnet",
    urls,
    log: silentLog,
    timers: hurriedTimers,
    restPace: { ...AT_ONCE, ...rest.pace },
  });
  closers.push(() => source.close());
  return source;
}

/** All outputs to the address, by value, from pages alone. */
const paid = (replica: Replica, under: RestUnderTest, address: string) => {
  const script = under.chain.truth(address).outputs[0]?.scriptPublicKey;
  return replica
    .outputs()
    .filter((output) => output.script === script)
    .map(({ value }) => value);
};

describe("an index that is written while it is read", () => {
  it("a block is reported once it has been in the index for ten seconds, not before", async () => {
    let now = 1_000_000;
    const { source, chain } = await open({ now: () => now, pace: { settleMs: 10_000 } });
    await connected(source);
    await expect(source.sink()).rejects.toThrow(Unavailable);
    now += 10_000;
    const start = (await source.sink()).hash;
    chain.mine(5);
    expect(await source.pull(start)).toEqual(NOTHING);
    now += 9_999;
    expect(await source.pull(start)).toEqual(NOTHING);
    now += 1;
    const page = await source.pull(start);
    expect(page.added).toHaveLength(5);
    expect(page.added.at(-1)?.hash).toBe(chain.state().sink);
  });

  it("what was missing in the middle of a batch is there when its block has settled", async () => {
    let now = 1_000_000;
    const under = await open({ now: () => now, pace: { settleMs: 10_000 } });
    const { source, chain, api } = under;
    await connected(source);
    now += 10_000;
    const replica = new Replica((await source.sink()).hash);
    const address = newAddress();
    const [txid = ""] = chain.pay({ address, sompi: 700n, mine: true }).txIds;
    chain.mine(3);
    api.index.unwritten.add(txid);
    await replica.follow(source);
    now += 5_000;
    await replica.follow(source);
    api.index.unwritten.clear();
    now += 5_000;
    await replica.follow(source);
    expect(paid(replica, under, address)).toEqual([700n]);
    expect(replica.cursor).toBe(chain.state().sink);
  });

  it("a page ends before the first block on which the listing and the search differ", async () => {
    const { source, chain, api, replica } = await started();
    const address = newAddress();
    chain.mine(2);
    const [txid = ""] = chain.pay({ address, sompi: 700n, mine: true }).txIds;
    chain.mine(2);
    // The listing comes from a cache that is older than the search.
    api.before = ({ path }) => {
      if (path.startsWith("/virtual-chain")) api.index.unwritten.add(txid);
      else api.index.unwritten.clear();
    };
    const page = await source.pull(replica.cursor);
    expect(page.added.flatMap(({ txs }) => txs).map((tx) => tx.txid)).not.toContain(txid);
    expect(page.added.length).toBeLessThan(5);
    replica.apply(page);
    api.before = () => {};
    api.index.unwritten.clear();
    await replica.follow(source);
    expect(replica.blockHashes()).toHaveLength(5);
    expect(replica.outputs().map((output) => output.txid)).toContain(txid);
  });

  it("a block that the index lacks is waited for, never stepped over", async () => {
    const { source, chain, api, replica } = await started();
    chain.mine(6);
    await api.index.sync();
    const blocks = api.index.between(0n, 2n ** 62n).slice(-6);
    for (const id of blocks[2]?.txIds ?? []) api.index.unwritten.add(id);
    await replica.follow(source);
    expect(replica.blockHashes()).toEqual(blocks.slice(0, 2).map(({ hash }) => hash));
    expect(await source.pull(replica.cursor)).toEqual(NOTHING);
    api.index.unwritten.clear();
    await replica.follow(source);
    expect(replica.blockHashes()).toEqual(blocks.map(({ hash }) => hash));
  });

  it("N-05 a reorganisation in the middle of a page voids the page", async () => {
    const { source, chain, api, replica } = await started();
    chain.mine(8);
    let once = true;
    api.before = ({ path }) => {
      if (!path.startsWith("/virtual-chain") || !once) return;
      once = false;
      chain.reorg({ depth: 4 });
    };
    expect(await source.pull(replica.cursor)).toEqual(NOTHING);
    expect(once).toBe(false);
    await replica.follow(source);
    expect(replica.cursor).toBe(chain.state().sink);
    expect(new Set(replica.blockHashes()).size).toBe(replica.blockHashes().length);
  });

  it("N-10 an index far behind its node serves nothing until it has caught up", async () => {
    const { source, chain, api, replica } = await started();
    api.index.lag = 400n;
    chain.mine(400);
    await health(source, ({ state }) => state === "unsynced");
    await expect(source.pull(replica.cursor)).rejects.toThrow(NodeUnsynced);
    api.index.lag = 0n;
    await connected(source);
    await replica.follow(source);
    expect(replica.blockHashes()).toHaveLength(400);
  });

  it("a start block above the index is neither confirmed nor withdrawn: the page is empty until the index has it", async () => {
    const { source, chain, api } = await started();
    api.index.lag = 60n;
    chain.mine(40);
    const ahead = chain.state().sink;
    expect(await source.pull(ahead)).toEqual(NOTHING);
    chain.mine(2);
    api.index.lag = 0n;
    const page = await source.pull(ahead);
    expect(page.removed).toEqual([]);
    expect(page.added).toHaveLength(2);
  });
});

describe("blocks that left the chain", () => {
  it.each([1, 10, 600])(
    "N-05 a restart after a reorg of %i blocks learns every removed block",
    async (depth) => {
      const { source, chain, api, replica } = await started();
      chain.mine(depth + 5);
      await replica.follow(source);
      const old = replica.blockHashes();
      chain.reorg({ depth });
      chain.mine(1);
      const restarted = another([api.url]);
      await connected(restarted);
      const page = await restarted.pull(replica.cursor);
      expect(page.removed).toEqual(old.slice(-depth).toReversed());
      replica.apply(page);
      await replica.follow(restarted);
      expect(replica.cursor).toBe(chain.state().sink);
      expect(replica.blockHashes().slice(0, 5)).toEqual(old.slice(0, 5));
    },
  );

  it("N-08 a start block of which the index kept only a remnant is as good as unknown", async () => {
    const { source, chain, api, replica } = await started();
    chain.mine(1);
    const remnant = {
      header: { blueScore: null },
      verboseData: { hash: replica.cursor, selectedParentHash: null },
    };
    api.fault = ({ path }) => (path.startsWith("/blocks/") ? { text: JSON.stringify(remnant) } : null);
    const restarted = another([api.url]);
    await connected(restarted);
    await expect(restarted.pull(replica.cursor)).rejects.toThrow(CursorUnknown);
    expect((await source.pull(replica.cursor)).added).toHaveLength(1);
  });

  it("N-05 a walk that an outage cuts short continues where it was", async () => {
    const { source, chain, api, replica } = await started();
    chain.mine(60);
    await replica.follow(source);
    chain.reorg({ depth: 50 });
    chain.mine(1);
    const restarted = another([api.url]);
    await connected(restarted);
    api.asked.length = 0;
    const blocks = () => api.asked.filter(({ path }) => path.startsWith("/blocks/")).length;
    api.fault = ({ path }) => (path.startsWith("/blocks/") && blocks() === 30 ? { text: "{" } : null);
    await expect(restarted.pull(replica.cursor)).rejects.toThrow(Unavailable);
    api.fault = () => null;
    await connected(restarted);
    const page = await restarted.pull(replica.cursor);
    expect(page.removed).toHaveLength(50);
    // Once for each block, and a few times more for the head and for the one that failed.
    expect(blocks()).toBeLessThan(60);
  });
});

describe("bad days", () => {
  it("a long Retry-After sends the list to the next node at once", async () => {
    const { api, node, chain } = await open();
    const both = another([api.url, node.rpcUrl]);
    await health(both, ({ state, nodeIndex }) => state === "connected" && nodeIndex === 0);
    api.fault = () => ({ status: 429, retryAfter: "3600" });
    await health(both, ({ state, nodeIndex }) => state === "connected" && nodeIndex === 1);
    expect((await both.sink()).hash).toBe(chain.state().sink);
    const { length } = api.asked;
    chain.mine(3);
    expect((await both.sink()).hash).toBe(chain.state().sink);
    // Probing whether the first is well again waits as well.
    expect(api.asked.length - length).toBeLessThanOrEqual(1);
  });

  it.each([
    ["half a reply", { truncated: true }],
    ["an error page", { text: "<html>bad gateway</html>" }],
    ["status 502", { status: 502 }],
    ["other fields", { text: '[{"hash":7}]' }],
  ])("F8 %s loses the connection for a moment and no block", async (_, fault) => {
    let now = 1_000_000;
    const { source, chain, api, replica } = await started({ now: () => now });
    chain.mine(4);
    let left = 3;
    api.fault = ({ path }) => (path.startsWith("/virtual-chain") && left-- > 0 ? fault : null);
    while (left > 0) {
      now += 60_000;
      await connected(source);
      await source.pull(replica.cursor).catch((error) => expect(error).toBeInstanceOf(Unavailable));
    }
    now += 60_000;
    await connected(source);
    await replica.follow(source);
    expect(replica.blockHashes()).toHaveLength(4);
  });

  it("N-09 an API of another network gives nothing", async () => {
    const { source, chain, api } = await open();
    chain.wrongNetwork({ networkId: "testnet-10" });
    await health(source, ({ state }) => state === "wrong_network");
    await expect(source.pull(chain.state().sink)).rejects.toThrow("testnet-10");
    expect(api.asked.filter(({ path }) => path.includes("outputs"))).toEqual([]);
  });
});

describe("what is requested and what is reported", () => {
  it("N-16 following names no address, and one request is under way at a time", async () => {
    const under = await started();
    const { source, chain, api, replica } = under;
    const address = newAddress();
    chain.pay({ address, sompi: 2n ** 53n + 1n, mine: true });
    chain.mine(3);
    await Promise.all([
      replica.follow(source),
      source.dag(),
      source.mempool([address]),
      source.feeEstimate(),
    ]);
    expect(paid(replica, under, address)).toEqual([2n ** 53n + 1n]);
    for (const { path, body } of api.asked) expect(`${path} ${body}`).not.toMatch(/kaspasim|\/addresses\//);
    expect(api.atOnce()).toBe(1);
  });

  it("F10 outputs of a transaction that may carry covenants are marked, in pages and among unspent ones", async () => {
    const { source, chain, replica } = await started();
    const [plain, contract] = [newAddress(), newAddress()];
    chain.pay({ address: plain, sompi: 100_000_000n });
    chain.pay({ address: contract, sompi: 200_000_000n, covenant: true });
    chain.mine(2);
    await replica.follow(source);
    const bound = new Map(replica.outputs().map(({ value, covenantId }) => [value, covenantId !== null]));
    expect([bound.get(100_000_000n), bound.get(200_000_000n)]).toEqual([false, true]);
    const unspent = await source.utxos([plain, contract]);
    expect(unspent.map(({ value, covenantId }) => [value, covenantId !== null])).toEqual([
      [100_000_000n, false],
      [200_000_000n, true],
    ]);
  });
});
