// Read-only contract test against a real node: KASPA_LIVE_URL=ws://… KASPA_LIVE_NETWORK=mainnet. Never in CI.
import { WrpcClient } from "@kaspa-pay/kaspa/wrpc";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChainSource } from "../../src/chain/source.ts";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import { socketOpener } from "../../src/chain/sources/wrpc/open-socket.ts";
import type { ChainNetwork } from "../../src/runtime/network.ts";
import { connected, Replica } from "./chain-source.ts";
import { silentLog } from "./simulated-chain.ts";

const url = process.env.KASPA_LIVE_URL ?? "";
const network = (process.env.KASPA_LIVE_NETWORK ?? "mainnet") as ChainNetwork;

describe.skipIf(url === "")("a live node", { timeout: 180_000 }, () => {
  let source: ChainSource;
  let client: WrpcClient;
  beforeAll(async () => {
    source = createNodeChainSource({ network, urls: [url], log: silentLog });
    client = new WrpcClient({ url, openSocket: socketOpener(48) });
    client.start();
    await Promise.all([client.ready(), connected(source)]);
  });
  afterAll(async () => {
    client.stop();
    await source.close();
  });

  it("passes the node check and serves its first three pages from the pruning point on, in bounded memory", async () => {
    const { pruningPointHash } = await client.getBlockDagInfo();
    const replica = new Replica(pruningPointHash);
    const before = process.memoryUsage.rss();
    for (let i = 0; i < 3; i += 1) {
      const page = await source.pull(replica.cursor);
      expect(page.removed).toEqual([]);
      // A young test network ends sooner.
      if (i > 0 && page.added.length === 0) break;
      expect(page.added.length).toBeGreaterThan(0);
      for (const { txs } of page.added) expect(txs[0]?.coinbase).toBe(true);
      replica.apply(page);
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(1024 * 1024 * 1024);
    const sink = await source.sink();
    expect(sink.virtualDaaScore).toBeGreaterThanOrEqual(sink.daaScore);
    expect((await source.feeEstimate()).low).toBeGreaterThanOrEqual(100);
  });

  it.each(["None", "Low", "High", "Full"] as const)(
    "fills the fields of level %s as the specification lists them",
    async (level) => {
      const { sink } = await client.getBlockDagInfo();
      const { verboseData } = await client.getBlock(sink);
      const startHash = verboseData?.mergeSetBluesHashes[0] as string;
      const reply = await client.call("getVirtualChainFromBlockV2", {
        startHash,
        dataVerbosityLevel: level,
        minConfirmationCount: null,
      });
      const [first] = reply.chainBlockAcceptedTransactions;
      expect(first?.chainBlockHeader.daaScore === null).toBe(level === "None");
      const output = first?.acceptedTransactions[0]?.outputs[0];
      expect((output?.value ?? null) === null).toBe(level === "None");
    },
  );
});
