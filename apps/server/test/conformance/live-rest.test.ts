// Read-only contract test against a real Kaspa REST API: KASPA_LIVE_REST_URL=https://… KASPA_LIVE_NETWORK=mainnet.
// Never in CI.
import { describe, expect, it } from "vitest";
import { CursorUnknown } from "../../src/chain/source.ts";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import type { ChainNetwork } from "../../src/runtime/network.ts";
import { connected, Replica } from "./chain-source.ts";
import { silentLog } from "./simulated-chain.ts";

const url = process.env.KASPA_LIVE_REST_URL ?? "";
const network = (process.env.KASPA_LIVE_NETWORK ?? "mainnet") as ChainNetwork;

describe.skipIf(url === "")("a live Kaspa REST API", { timeout: 180_000 }, () => {
  it("passes the node check, settles, and is followed for a while: joined blocks, each with its coinbase, then no news", async () => {
    const source = createNodeChainSource({ network, urls: [url], log: silentLog });
    await connected(source);
    const start = await firstSink(source);
    const replica = new Replica(start);
    while (replica.blockHashes().length < 100) {
      const page = await source.pull(replica.cursor);
      for (const { txs } of page.added) expect(txs[0]?.coinbase).toBe(true);
      replica.apply(page);
      if (page.added.length === 0) await new Promise<void>((resolve) => source.onTick(resolve));
    }
    expect(new Set(replica.blockHashes()).size).toBe(replica.blockHashes().length);
    const sink = await source.sink();
    expect(sink.virtualDaaScore).toBeGreaterThanOrEqual(sink.daaScore);
    expect((await source.feeEstimate()).low).toBeGreaterThan(0);
    await expect(source.pull("ab".repeat(32))).rejects.toThrow(CursorUnknown);
    await source.close();
  });
});

/** Only after the index was watched for a while; each tick says that there may be news. */
async function firstSink(source: ReturnType<typeof createNodeChainSource>): Promise<string> {
  for (;;) {
    try {
      return (await source.sink()).hash;
    } catch {
      await new Promise<void>((resolve) => source.onTick(resolve));
    }
  }
}
