import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type SimNode, startSimNode } from "../src/index.ts";
import { RawClient } from "./support/raw-client.ts";
import { someAddress } from "./support/simulation.ts";

const ALICE = someAddress("alice");
let folder: string;
let stateFile: string;
const running: SimNode[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kaspa-sim-"));
  stateFile = join(folder, "deep", "chain");
});

afterEach(async () => {
  for (const sim of running.splice(0)) await sim.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: { pruneKeep?: number } = {}): Promise<SimNode> {
  const sim = await startSimNode({ blocksPerSecond: 0, stateFile, ...options });
  running.push(sim);
  return sim;
}

const stop = (sim: SimNode) => {
  running.splice(running.indexOf(sim), 1);
  return sim.close();
};

async function history(sim: SimNode, startHash: string): Promise<string[]> {
  const client = await RawClient.open(sim.rpcUrl);
  const hashes: string[] = [];
  for (let at = startHash; ; at = hashes[hashes.length - 1]!) {
    const page = await client.call("getVirtualChainFromBlockV2", {
      startHash: at,
      dataVerbosityLevel: "Full",
      minConfirmationCount: null,
    });
    if (page.addedChainBlockHashes.length === 0) break;
    hashes.push(...page.addedChainBlockHashes);
  }
  client.close();
  return hashes;
}

describe("the state file", () => {
  test("a restart continues the same chain: blocks, coins, ledger, faucet, abandoned blocks", async () => {
    const first = await start();
    const genesis = first.controls.state().sink;
    const { txIds } = first.controls.pay({ address: ALICE, sompi: 5_000_000_000n, parts: 2 });
    first.controls.pay({ address: ALICE, sompi: 700_000_000n, covenant: true });
    first.controls.pay({ address: ALICE, sompi: 800_000_000n, coinbase: true });
    first.controls.mine(20);
    first.controls.spend({ outpoint: { transactionId: txIds[0]!, index: 0 } });
    first.controls.fill({ txsPerBlock: 2 });
    first.controls.mine(3);
    const abandoned = first.controls.reorg({ depth: 5 }).removed[0]!;
    const chain = await history(first, genesis);
    const { outputs, sink } = first.controls.truth();
    const supply = first.controls.state().supplySompi;
    await stop(first);

    const second = await start();
    expect(second.controls.state()).toMatchObject({ sink, supplySompi: supply });
    expect(second.controls.truth().outputs).toEqual(outputs);
    expect(await history(second, genesis)).toEqual(chain);
    const client = await RawClient.open(second.rpcUrl);
    const page = await client.call("getVirtualChainFromBlock", {
      startHash: abandoned,
      includeAcceptedTransactionIds: true,
      minConfirmationCount: null,
    });
    expect(page.removedChainBlockHashes).toHaveLength(5);
    expect(page.addedChainBlockHashes).toEqual(chain.slice(-6));
    client.close();
    second.controls.reorg({ depth: 10 });
    second.controls.pay({ address: ALICE, sompi: 1n, mine: true });
    expect(second.controls.truth(ALICE).outputs).toHaveLength(5);
    expect(await history(second, sink)).not.toContain(sink);
  });

  test("blocks mined after a restart never reuse a hash", async () => {
    const first = await start();
    first.controls.mine(5);
    const fork = first.controls.snapshot();
    const lost = first.controls.mine().sink;
    first.controls.restore(fork);
    await stop(first);
    const second = await start();
    expect(second.controls.mine().sink).not.toBe(lost);
  });

  test("a torn last line is cut off", async () => {
    const first = await start();
    first.controls.mine(5);
    const { sink } = first.controls.state();
    await stop(first);
    const [file] = readdirSync(join(folder, "deep"));
    appendFileSync(join(folder, "deep", file!), '{"fork":3,"add":[{"h":"ab');
    const second = await start();
    expect(second.controls.state().sink).toBe(sink);
    second.controls.mine(2);
    const after = second.controls.state().sink;
    await stop(second);
    const third = await start();
    expect(third.controls.state().sink).toBe(after);
  });

  test("segments are replaced as pruning passes them, and the chain still continues", async () => {
    const first = await start({ pruneKeep: 2_000 });
    first.controls.mine(65_000);
    const { sink } = first.controls.state();
    const files = readdirSync(join(folder, "deep"));
    expect(files.length).toBeLessThanOrEqual(2);
    expect(files.some((name) => name.endsWith(".tmp"))).toBe(false);
    await stop(first);
    const second = await start({ pruneKeep: 2_000 });
    expect(second.controls.state()).toMatchObject({ sink, chainBlocks: 2_000 });
    second.controls.reorg({ depth: 1_500 });
    const after = second.controls.state().sink;
    await stop(second);
    const third = await start({ pruneKeep: 2_000 });
    expect(third.controls.state().sink).toBe(after);
  });

  test("kill -9 while mining: every block and payment that a client has seen is still there", async () => {
    const options = { blocksPerSecond: 200, stateFile };
    const children: ChildProcess[] = [];
    onTestFinished(() => {
      for (const child of children) child.kill("SIGKILL");
    });
    const launch = async () => {
      const child = fork(new URL("./support/child.mjs", import.meta.url), [JSON.stringify(options)], {
        execArgv: ["--conditions=source", "--import", "tsx"],
      });
      children.push(child);
      const [message] = (await once(child, "message")) as [
        { rpcUrl: string; controlUrl: string; token: string },
      ];
      return { child, ...message };
    };
    let lastSeen: string | undefined;
    let paid: string | undefined;
    for (let round = 0; round < 3; round++) {
      const node = await launch();
      const client = await RawClient.open(node.rpcUrl);
      onTestFinished(() => client.close());
      if (lastSeen !== undefined) {
        const page = await client.call("getVirtualChainFromBlock", {
          startHash: lastSeen,
          includeAcceptedTransactionIds: true,
          minConfirmationCount: null,
        });
        expect(page.removedChainBlockHashes).toEqual([]);
        const { entries } = await client.call("getUtxosByAddresses", {
          addresses: [someAddress(`round ${round - 1}`)],
        });
        expect(
          entries.map((entry: { outpoint: { transactionId: string } }) => entry.outpoint.transactionId),
        ).toEqual([paid]);
      }
      await client.call("subscribe", { VirtualChainChanged: { include_accepted_transaction_ids: true } });
      const response = await fetch(`${node.controlUrl}/pay`, {
        method: "POST",
        headers: { authorization: `Bearer ${node.token}` },
        body: JSON.stringify({ address: someAddress(`round ${round}`), sompi: "12345678901234567" }),
      });
      paid = ((await response.json()) as { txIds: string[] }).txIds[0]!;
      await client.until(() => client.frames.find((frame) => frame.includes(paid!)));
      const changes = client.notifications.map(({ params }) => params.VirtualChainChanged);
      lastSeen = changes[changes.length - 1].addedChainBlockHashes.at(-1);
      const gone = once(node.child, "exit");
      node.child.kill("SIGKILL");
      await gone;
      client.close();
    }
  });
});
