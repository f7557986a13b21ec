// What the list of nodes does when nodes and networks misbehave; its promises as a ChainSource are in the conformance
// suite.
import { type AddressInfo, createServer } from "node:net";
import type { OpenSocket } from "@kaspa-pay/kaspa/wrpc";
import { type SimNode, type SimOptions, startSimNode } from "@kaspa-pay/kaspa-sim";
import { afterEach, describe, expect, it } from "vitest";
import { connected, health, Replica } from "../../../test/conformance/chain-source.ts";
import { hurriedTimers, silentLog } from "../../../test/conformance/simulated-chain.ts";
import {
  type ChainSource,
  CursorUnknown,
  PageTooLarge,
  Unavailable,
  UnsupportedNode,
  WrongNetwork,
} from "../source.ts";
import { createNodeChainSource, type NodeChainSourceOptions } from "./node-chain-source.ts";
import { socketOpener } from "./wrpc/open-socket.ts";

const RECHECK_MS = 5000;
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function node(options: SimOptions = {}): Promise<SimNode> {
  const started = await startSimNode({ blocksPerSecond: 0, ...options });
  closers.push(() => started.close());
  started.controls.mine(20);
  return started;
}

function source(urls: string[], options: Partial<NodeChainSourceOptions> = {}): ChainSource {
  const created = createNodeChainSource({
    network: "simnet",
    urls,
    log: silentLog,
    timers: hurriedTimers,
    ...options,
  });
  closers.push(() => created.close());
  return created;
}

/** A port where nobody listens. */
async function nowhere(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `ws://127.0.0.1:${port}`;
}

describe("the gate", () => {
  it("N-09 a node of another network gives nothing, and is taken again once it is right", async () => {
    const { controls, rpcUrl } = await node();
    controls.wrongNetwork({ networkId: "testnet-10" });
    const chain = source([rpcUrl]);
    expect(await health(chain, ({ state }) => state === "wrong_network")).toMatchObject({
      detail: "The node serves testnet-10, configured is simnet",
      nodeName: new URL(rpcUrl).host,
    });
    await expect(chain.pull("00".repeat(32))).rejects.toThrow(WrongNetwork);
    await expect(chain.info()).rejects.toThrow(WrongNetwork);
    expect(controls.truth().methods.getVirtualChainFromBlockV2 ?? 0).toBe(0);
    expect(controls.truth().subscriptions).toEqual({});
    controls.wrongNetwork({ on: false });
    await connected(chain);
  });

  it("N-09 the network is asked anew on every connection", async () => {
    const { controls, rpcUrl } = await node();
    const chain = source([rpcUrl]);
    await connected(chain);
    controls.wrongNetwork({ networkId: "mainnet" });
    controls.disconnect();
    await health(chain, ({ state }) => state === "wrong_network");
    await expect(chain.sink()).rejects.toThrow(WrongNetwork);
  });

  it("N-11 a node below 1.1.0 is refused with its version, and never asked for what it lacks", async () => {
    const { controls, rpcUrl } = await node();
    controls.version({ text: "1.0.1" });
    const chain = source([rpcUrl]);
    expect((await health(chain, ({ state }) => state === "unsupported")).detail).toContain("1.0.1");
    await expect(chain.sink()).rejects.toThrow(UnsupportedNode);
    expect(Object.keys(controls.truth().methods)).toEqual(["getServerInfo"]);
  });

  it("a simulated node cannot replace a real network", async () => {
    const { controls, rpcUrl } = await node();
    controls.wrongNetwork({ networkId: "mainnet" });
    const chain = source([rpcUrl], { network: "mainnet" });
    expect((await health(chain, ({ state }) => state === "unsupported")).detail).toContain("-sim");
  });

  it("N-11 without a UTXO index everything but snapshots works, and health names --utxoindex", async () => {
    const { controls, rpcUrl } = await node();
    controls.noUtxoIndex();
    const chain = source([rpcUrl]);
    expect((await connected(chain)).detail).toContain("--utxoindex");
    const sink = await chain.sink();
    expect((await chain.pull(sink.hash)).added).toEqual([]);
    const fault = await chain.utxos([controls.state().faucetAddress]).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Unavailable);
    expect((fault as Unavailable).reason).toBe("no_utxo_index");
  });
});

describe("a bad network", () => {
  it("N-01 after a cut calls are refused at once, then the same page comes from the same cursor", async () => {
    const { controls, rpcUrl } = await node();
    const chain = source([rpcUrl]);
    await connected(chain);
    const replica = new Replica((await chain.sink()).hash);
    for (let i = 0; i < 5; i += 1) {
      controls.mine(10);
      const cut = health(chain, ({ state }) => state === "unavailable");
      controls.disconnect();
      await cut;
      await expect(chain.pull(replica.cursor)).rejects.toThrow(Unavailable);
      controls.mine(10);
      await connected(chain);
      await replica.follow(chain);
    }
    expect(replica.blockHashes()).toHaveLength(100);
    expect(replica.cursor).toBe(controls.state().sink);
  });

  it("a frame over the limit is PageTooLarge, and a smaller page works after the reconnect", async () => {
    const { controls, rpcUrl } = await node();
    const chain = source([rpcUrl], { maxFrameMb: 1 });
    await connected(chain);
    const { hash } = await chain.sink();
    controls.mine(30);
    controls.net({ bigFrame: 2 * 1024 * 1024 });
    await expect(chain.pull(hash)).rejects.toThrow(PageTooLarge);
    controls.net({ reset: true });
    await connected(chain);
    expect((await chain.pull(hash, 10)).added.length).toBeGreaterThan(0);
  });

  const broken: [string, string][] = [
    ["text that is no JSON", "<html>"],
    ["a reply of another shape", '{"id":$ID,"method":"getVirtualChainFromBlockV2","params":{}}'],
    [
      "wrong types",
      '{"id":$ID,"params":{"removedChainBlockHashes":[1],"addedChainBlockHashes":[],"chainBlockAcceptedTransactions":[]}}',
    ],
    [
      "an added block without its transactions",
      `{"id":$ID,"params":{"removedChainBlockHashes":[],"addedChainBlockHashes":["${"ab".repeat(32)}"],"chainBlockAcceptedTransactions":[]}}`,
    ],
    [
      "removed blocks that are not ours",
      `{"id":$ID,"params":{"removedChainBlockHashes":["${"ab".repeat(32)}"],"addedChainBlockHashes":[],"chainBlockAcceptedTransactions":[]}}`,
    ],
    ["a control character", '{"id":$ID,"params":"\u0001"}'],
  ];
  it.each(broken)("F8 %s ends the connection, and the next one works", async (_name, frame) => {
    const { controls, rpcUrl } = await node();
    let lastId = "";
    // Without rechecks in between, the next reply is the pull's; its id is read as it is sent.
    const unhurried = (ms: number) => (ms === RECHECK_MS ? ms * 100 : ms);
    const timers = {
      ...hurriedTimers,
      after: (ms: number, run: () => void) => hurriedTimers.after(unhurried(ms), run),
    };
    const openSocket: OpenSocket = (url) => {
      const socket = socketOpener(48)(url);
      const send = socket.send.bind(socket);
      socket.send = (text) => {
        lastId = /"id":(\d+)/.exec(text)?.[1] ?? "";
        send(text);
      };
      return socket;
    };
    const chain = source([rpcUrl], { timers, openSocket });
    await connected(chain);
    const { hash } = await chain.sink();
    controls.mine(5);
    const fault = chain.pull(hash).catch((error: unknown) => error);
    controls.net({ nextReply: frame.replace("$ID", lastId) });
    expect(await fault).toBeInstanceOf(Unavailable);
    controls.net({ reset: true });
    await connected(chain);
    expect((await chain.pull(hash)).added).toHaveLength(5);
  });

  it("N-13 a node that never answers costs a time-out, and three of them the connection", async () => {
    const { controls, rpcUrl } = await node();
    const impatient = {
      ...hurriedTimers,
      after: (ms: number, run: () => void) => hurriedTimers.after(ms === 10_000 ? 5000 : ms, run),
    };
    const chain = source([rpcUrl], { timers: impatient });
    await connected(chain);
    controls.net({ dropRepliesP: 1 });
    const cut = health(chain, ({ state }) => state === "unavailable");
    for (let i = 0; i < 3; i += 1) {
      const fault = await chain.sink().catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(Unavailable);
    }
    await cut;
    controls.net({ reset: true });
    await connected(chain);
    expect((await chain.sink()).hash).toBe(controls.state().sink);
  });
});

describe("several nodes", () => {
  it("an unreachable, a wrong and an old node are passed over", async () => {
    const [wrong, old, good] = [await node(), await node(), await node()];
    wrong.controls.wrongNetwork({ networkId: "mainnet" });
    old.controls.version({ text: "1.0.0" });
    const chain = source([await nowhere(), wrong.rpcUrl, old.rpcUrl, good.rpcUrl]);
    expect(await connected(chain)).toMatchObject({ nodeIndex: 3, nodeName: new URL(good.rpcUrl).host });
  });

  it("without a node it keeps asking each in turn, and takes the first that answers", async () => {
    const late = await node();
    late.controls.unsynced();
    const chain = source([await nowhere(), late.rpcUrl]);
    await health(chain, ({ state }) => state === "unsynced");
    late.controls.unsynced({ on: false });
    expect((await connected(chain)).nodeIndex).toBe(1);
  });

  it("F5 a node that ends is replaced, an unknown cursor there is reported as unknown, and the first comes back in the end", async () => {
    // Equal seeds and commands make equal chains: two nodes of one network.
    const options = { seed: "pair", now: () => 1_795_000_000_000 };
    const [first, second] = [await node(options), await node(options)];
    const chain = source([first.rpcUrl, second.rpcUrl]);
    expect((await connected(chain)).nodeIndex).toBe(0);
    const shared = await chain.sink();
    first.controls.mine(30);
    const ahead = await chain.sink();
    const next = health(chain, ({ state, nodeIndex }) => state === "connected" && nodeIndex === 1);
    first.controls.disconnect({ refuse: true });
    await next;
    await expect(chain.pull(ahead.hash)).rejects.toThrow(CursorUnknown);
    expect((await chain.pull(shared.hash)).removed).toEqual([]);
    const back = health(chain, ({ state, nodeIndex }) => state === "connected" && nodeIndex === 0);
    first.controls.disconnect({ refuse: false });
    await back;
    expect((await chain.pull(ahead.hash)).removed).toEqual([]);
  });

  it("leaveNode switches to the next node; with one node it stays", async () => {
    const [first, second] = [await node(), await node()];
    const chain = source([first.rpcUrl, second.rpcUrl]);
    await connected(chain);
    chain.leaveNode("lagging");
    expect(chain.health()).toMatchObject({ state: "unavailable", detail: "lagging" });
    expect((await connected(chain)).nodeIndex).toBe(1);
    const single = source([first.rpcUrl]);
    await connected(single);
    single.leaveNode("lagging");
    expect(single.health().state).toBe("connected");
  });

  it("a node's name in health and log holds no credentials", async () => {
    const { rpcUrl } = await node();
    const lines: string[] = [];
    const log = { info: (fields: object) => lines.push(JSON.stringify(fields)), warn: () => {} };
    const chain = source([rpcUrl.replace("ws://", "ws://user:secret@")], { log });
    expect(
      JSON.stringify(await connected(chain), (_, value) => (typeof value === "bigint" ? 0 : value)),
    ).not.toContain("secret");
    expect(lines.join()).not.toContain("secret");
  });
});
