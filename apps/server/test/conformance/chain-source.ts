// Conformance tests of the port ChainSource, for every adapter. The controls of the simulated node drive the chain, and
// its `truth` is the oracle. docs/spec/chain-following.md. Above 300 lines: one suite.
import { encodeAddress } from "@kaspa-pay/kaspa";
import type { SimControls, TrueOutput } from "@kaspa-pay/kaspa-sim";
import { afterEach, describe, expect, it } from "vitest";
import {
  type ChainHealth,
  type ChainPage,
  type ChainSource,
  CursorPruned,
  CursorUnknown,
  NodeUnsynced,
  PAGE_SPANS,
  PageUnreadable,
} from "../../src/chain/source.ts";

export interface ChainUnderTest {
  source: ChainSource;
  chain: SimControls;
  close: () => Promise<void>;
  /** What this adapter can provide; absent = everything. */
  tells?: { mempool: boolean; covenantIds: boolean };
}

export interface OpenOptions {
  /** Merged blocks after which a page ends. */
  pageLimit?: number;
}

/** An address that nobody has used. */
export function newAddress(): string {
  return encodeAddress("simnet", 0, crypto.getRandomValues(new Uint8Array(32)));
}

/** Resolves with the first health that satisfies the condition, now or later. */
export function health(source: ChainSource, wanted: (health: ChainHealth) => boolean): Promise<ChainHealth> {
  const now = source.health();
  if (wanted(now)) return Promise.resolve(now);
  return new Promise((resolve) => {
    const stop = source.onConnection((next) => {
      if (!wanted(next)) return;
      stop();
      resolve(next);
    });
  });
}

export const connected = (source: ChainSource) => health(source, ({ state }) => state === "connected");

/** The simplest possible client: takes removed blocks out and added ones in. */
export class Replica {
  private readonly blocks: ChainPage["added"] = [];
  slowPages = 0;
  cursor: string;

  constructor(start: string) {
    this.cursor = start;
  }

  apply(page: ChainPage): void {
    const gone = new Set(page.removed);
    const kept = this.blocks.findIndex(({ hash }) => gone.has(hash));
    if (kept >= 0) this.blocks.splice(kept);
    this.blocks.push(...page.added);
    this.cursor = page.added.at(-1)?.hash ?? this.cursor;
    if (page.slow) this.slowPages += 1;
  }

  /** Follows to the tip the way the follower does: shrinks a page that cannot be read, then widens again. */
  async follow(source: ChainSource): Promise<number> {
    let pages = 0;
    let span: number = -1;
    for (;;) {
      try {
        const page = await source.pull(this.cursor, PAGE_SPANS[span]);
        this.apply(page);
        if (page.added.length === 0 && span < 0) return pages;
        pages += 1;
        span = Math.max(-1, span - 1);
      } catch (error) {
        if (!(error instanceof PageUnreadable) || span === PAGE_SPANS.length - 1) throw error;
        span += 1;
      }
    }
  }

  outputs() {
    return this.blocks.flatMap(({ hash, daaScore, txs }) =>
      txs.flatMap(({ txid, coinbase, outputs }) =>
        outputs.map((output) => ({ ...output, txid, coinbase, hash, daaScore })),
      ),
    );
  }

  blockHashes(): string[] {
    return this.blocks.map(({ hash }) => hash);
  }
}

/** Where covenants are not reported by id, an output that may have one still says so. */
const BOUND = "bound";
type Named = (covenantId: string | null) => string | null;
const byName: Named = (covenantId) => covenantId;
const bound: Named = (covenantId) => (covenantId === null ? null : BOUND);

/** The same facts in one shape, for comparison. */
const linesOf = (replica: Replica, script: string, named: Named) =>
  replica
    .outputs()
    .filter((output) => output.script === script)
    .map(({ txid, index, value, hash, daaScore, coinbase, covenantId }) => ({
      outpoint: `${txid}:${index}`,
      value,
      hash,
      daa: daaScore,
      coinbase,
      covenantId: named(covenantId),
    }));
const real = (outputs: TrueOutput[], named: Named) =>
  outputs.map(({ txId, index, sompi, accepted, coinbase, covenantId }) => ({
    outpoint: `${txId}:${index}`,
    value: sompi,
    hash: accepted.blockHash,
    daa: BigInt(accepted.daaScore),
    coinbase,
    covenantId: named(covenantId),
  }));

export function chainSourceConformance(open: (options?: OpenOptions) => Promise<ChainUnderTest>): void {
  const opened: ChainUnderTest[] = [];
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close();
  });

  async function start(options?: OpenOptions) {
    const under = await open(options);
    opened.push(under);
    await connected(under.source);
    const sink = await under.source.sink();
    return { ...under, replica: new Replica(sink.hash), sink };
  }

  function expectSameOutputs(replica: Replica, chain: SimControls, address: string, named = byName): void {
    const { outputs } = chain.truth(address);
    const script = outputs[0]?.scriptPublicKey ?? "";
    expect(linesOf(replica, script, named).toSorted(byOutpoint)).toEqual(
      real(outputs, named).toSorted(byOutpoint),
    );
  }
  const byOutpoint = (a: { outpoint: string }, b: { outpoint: string }) => (a.outpoint < b.outpoint ? -1 : 1);

  describe("what it reports about the node", () => {
    it("info, sink and dag agree with each other", async () => {
      const { source, chain, sink } = await start();
      const [info, dag] = [await source.info(), await source.dag()];
      expect(info).toMatchObject({ networkId: "simnet", synced: true, hasUtxoIndex: true });
      expect(sink).toMatchObject({ hash: chain.state().sink, daaScore: BigInt(chain.state().daaScore) });
      expect(sink.blueScore).toBe(BigInt(chain.state().blueScore));
      expect(dag).toMatchObject({
        networkName: "simnet",
        sinkHash: sink.hash,
        virtualDaaScore: info.virtualDaaScore,
      });
      expect(source.health()).toMatchObject({ state: "connected", detail: "", nodeIndex: 0 });
      const fees = await source.feeEstimate();
      expect(fees.priority).toBeGreaterThanOrEqual(fees.low);
      expect(fees.low).toBeGreaterThanOrEqual(100);
    });

    it("from the sink nothing is new", async () => {
      const { source, sink } = await start();
      expect(await source.pull(sink.hash)).toEqual({ removed: [], added: [], slow: false });
    });
  });

  describe("pages", () => {
    it("a payment arrives once, exact, with its sender, under the block that accepted it", async () => {
      const { source, chain, replica } = await start();
      const address = newAddress();
      const [txid] = chain.faucet({ address, sompi: 123_456_789n }).txIds;
      chain.mine(3);
      const page = await source.pull(replica.cursor);
      const paying = page.added.flatMap(({ txs }) => txs).filter((tx) => tx.txid === txid);
      expect(paying).toHaveLength(1);
      expect(paying[0]?.inputAddresses).toEqual([chain.state().faucetAddress]);
      for (const { txs } of page.added)
        expect(txs.map(({ coinbase }) => coinbase).indexOf(true)).toBeLessThanOrEqual(0);
      replica.apply(page);
      expectSameOutputs(replica, chain, address);
    });

    it("N-07 N-18 a long absence comes in several pages without gap or repetition, money spent meanwhile included", async () => {
      const { source, chain, replica } = await start({ pageLimit: 200 });
      const address = newAddress();
      for (let i = 0; i < 10; i += 1) {
        const [txId] = chain.faucet({ address, sompi: 100_000_000n + BigInt(i) }).txIds;
        chain.mine(60);
        if (i % 2 === 0) chain.spend({ outpoint: `${txId}:0` });
      }
      chain.mine(2);
      expect(await replica.follow(source)).toBeGreaterThan(3);
      expect(new Set(replica.blockHashes()).size).toBe(replica.blockHashes().length);
      expect(chain.truth(address).outputs).toHaveLength(10);
      expectSameOutputs(replica, chain, address);
    });

    it("F10 amounts above 2^53 and covenants arrive exact", async () => {
      const { source, chain, replica, tells } = await start();
      const named = tells?.covenantIds === false ? bound : byName;
      const [big, contract] = [newAddress(), newAddress()];
      const covenant = "c0".repeat(32);
      chain.pay({ address: big, sompi: 2n ** 53n + 1n });
      chain.pay({ address: contract, sompi: 500_000_000n, covenant });
      chain.mine(2);
      await replica.follow(source);
      expectSameOutputs(replica, chain, big, named);
      expectSameOutputs(replica, chain, contract, named);
      expect(replica.outputs().map(({ value }) => value)).toContain(2n ** 53n + 1n);
      expect(replica.outputs().map(({ covenantId }) => named(covenantId))).toContain(named(covenant));
    });

    it("a span ends the page early and the pages still join", async () => {
      const { source, chain, replica } = await start();
      chain.mine(300);
      const before = (await source.sink()).blueScore;
      const first = await source.pull(replica.cursor, 50);
      const end = first.added.at(-1);
      expect(first.added.length).toBeGreaterThan(0);
      expect(end?.blueScore).toBeLessThan(before);
      replica.apply(first);
      const second = await source.pull(replica.cursor, 50);
      expect(second.removed).toEqual([]);
      const steps = (second.added.at(-1)?.blueScore ?? 0n) - (end?.blueScore ?? 0n);
      expect(steps).toBeGreaterThan(0n);
      expect(steps).toBeLessThanOrEqual(50n);
      replica.apply(second);
      await replica.follow(source);
      expect(replica.cursor).toBe(chain.state().sink);
    });
  });

  describe("reorganisations", () => {
    it.each([1, 9, 10, 11, 600])(
      "N-05 a reorg of %i blocks: replaying removed before added gives the chain as it is",
      async (depth) => {
        const { source, chain, replica } = await start();
        const [kept, dropped] = [newAddress(), newAddress()];
        chain.mine(depth);
        await replica.follow(source);
        chain.faucet({ address: kept, sompi: 200_000_000n });
        const { txIds } = chain.faucet({ address: dropped, sompi: 300_000_000n });
        chain.mine(1);
        await replica.follow(source);
        const before = replica.cursor;
        chain.reorg({ depth, drop: txIds });
        chain.mine(2);
        const page = await source.pull(before);
        expect(page.removed[0]).toBe(before);
        expect(page.removed).toHaveLength(depth);
        replica.apply(page);
        await replica.follow(source);
        expectSameOutputs(replica, chain, kept);
        expect(chain.truth(dropped).outputs).toEqual([]);
        expect(replica.outputs().some(({ txid }) => txIds.includes(txid))).toBe(false);
      },
    );

    it("a start block that the node never had is CursorUnknown", async () => {
      const { source } = await start();
      await expect(source.pull("ab".repeat(32))).rejects.toThrow(CursorUnknown);
      await expect(source.pull("ab".repeat(32), 100)).rejects.toThrow(CursorUnknown);
    });

    it("N-08 a pruned start block is CursorUnknown or CursorPruned, with and without a span", async () => {
      const { source, chain, sink } = await start();
      chain.mine(200);
      chain.prune({ keep: 50 });
      for (const span of [undefined, 10]) {
        const fault = await source.pull(sink.hash, span).catch((error: unknown) => error);
        expect(fault instanceof CursorUnknown || fault instanceof CursorPruned).toBe(true);
      }
    });
  });

  describe("F7 unreadable pages", () => {
    it.each(["output", "coinbase", "input"] as const)(
      "a non-standard script in an %s hides no payment",
      async (where) => {
        const { source, chain, replica } = await start();
        const address = newAddress();
        chain.mine(200);
        chain.faucet({ address, sompi: 100_000_001n });
        chain.mine(5);
        chain.faucet({ address, sompi: 100_000_002n });
        chain.poison({ where });
        chain.faucet({ address, sompi: 100_000_003n });
        chain.mine(200);
        await expect(source.pull(replica.cursor)).rejects.toThrow(PageUnreadable);
        await replica.follow(source);
        expect(replica.slowPages).toBeGreaterThan(0);
        expect(chain.truth(address).outputs).toHaveLength(3);
        expectSameOutputs(replica, chain, address);
        expect(replica.cursor).toBe(chain.state().sink);
      },
    );
  });

  describe("states of the node", () => {
    it("N-10 an unsynced node gives no page, and one again when it is synced", async () => {
      const { source, chain, sink } = await start();
      chain.unsynced();
      await health(source, ({ state }) => state === "unsynced");
      await expect(source.pull(sink.hash)).rejects.toThrow(NodeUnsynced);
      chain.unsynced({ on: false });
      await connected(source);
      expect((await source.pull(sink.hash)).removed).toEqual([]);
    });

    it("F4 the transitional error counts as unsynced", async () => {
      const { source, chain, sink } = await start();
      chain.transitional();
      await expect(source.pull(sink.hash)).rejects.toThrow(NodeUnsynced);
      chain.transitional({ on: false });
      await connected(source);
      expect((await source.pull(sink.hash)).removed).toEqual([]);
    });
  });

  describe("addresses", () => {
    it("unspent outputs of many addresses, each with the accepting block's DAA score", async () => {
      const { source, chain } = await start();
      const addresses = Array.from({ length: 1001 }, newAddress);
      const [first, last] = [addresses[0] as string, addresses[1000] as string];
      for (const address of [first, last]) chain.faucet({ address, sompi: 400_000_000n });
      chain.mine(2);
      const utxos = await source.utxos(addresses);
      expect(utxos.map(({ value }) => value)).toEqual([400_000_000n, 400_000_000n]);
      const outputs = [first, last].flatMap((address) => chain.truth(address).outputs);
      expect(new Map(utxos.map(({ txid, daaScore }) => [txid, daaScore]))).toEqual(
        new Map(outputs.map(({ txId, accepted }) => [txId, BigInt(accepted.daaScore)])),
      );
      expect(await source.utxos([])).toEqual([]);
    });

    it("a waiting transaction is seen once, by its receivers only, or not at all where none are reported", async () => {
      const { source, chain, tells } = await start();
      const [address, other] = [newAddress(), newAddress()];
      const { txIds } = chain.pay({ address, sompi: 250_000_000n, mempoolOnly: true });
      const seen = await source.mempool([address, other, address]);
      if (tells?.mempool === false) return expect(seen).toEqual([]);
      expect(seen.map(({ txid }) => txid)).toEqual(txIds);
      expect(seen[0]?.outputs.some(({ value }) => value === 250_000_000n)).toBe(true);
      expect(await source.mempool([other])).toEqual([]);
    });
  });

  describe("ticks", () => {
    it("N-16 a new block ticks, and no address is ever subscribed", async () => {
      const { source, chain } = await start();
      const ticked = new Promise<void>((resolve) => source.onTick(resolve));
      chain.mine(1);
      await ticked;
      expect(chain.truth().subscriptions.UtxosChanged ?? 0).toBe(0);
    });

    it("after close nothing ticks and calls are refused", async () => {
      const { source, chain, sink } = await start();
      let ticks = 0;
      source.onTick(() => {
        ticks += 1;
      });
      await source.close();
      chain.mine(3);
      await expect(source.pull(sink.hash)).rejects.toThrow();
      expect(ticks).toBe(0);
    });
  });
}
