// A hostile node: it passes the node check, then answers every page with something that no node may send.
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect } from "vitest";
import { WebSocketServer } from "ws";
import type { ChainSource } from "../../src/chain/source.ts";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import { connected } from "../conformance/chain-source.ts";
import { hurriedTimers, silentLog } from "../conformance/simulated-chain.ts";
import { gatewayTest } from "../support/fixtures.ts";

const test = gatewayTest({ per: "test" });

const MIB = 1024 * 1024;

interface HostileNode {
  readonly url: string;
  /** Makes the text of the next answers to a page from its call's id and start block. */
  answer: (id: string, startHash: string) => string | Buffer;
  pulls: number;
  close(): Promise<void>;
}

/** What it answers truly, so that smaller pages are asked for after one that was too large. */
const HONEST: Readonly<Record<string, string>> = {
  getSinkBlueScore: '{"blueScore":2000}',
  getBlock: `{"block":{"header":{"hash":"${"b0".repeat(32)}","timestamp":1,"daaScore":1000,"blueScore":1000},"transactions":[],"verboseData":null}}`,
};

/** Answers its own questions like a healthy simulated node. */
async function startHostileNode(): Promise<HostileNode> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await new Promise((done) => server.once("listening", done));
  const info = {
    rpcApiVersion: 1,
    rpcApiRevision: 0,
    serverVersion: "2.0.1-sim",
    networkId: "simnet",
    hasUtxoIndex: true,
    isSynced: true,
    virtualDaaScore: 2_000,
  };
  const node: HostileNode = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: () => "{}",
    pulls: 0,
    close: () =>
      new Promise((done) => {
        for (const client of server.clients) client.terminate();
        server.close(() => done());
      }),
  };
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    socket.on("message", (data) => {
      const text = data.toString();
      const id = /"id":(\d+)/.exec(text)?.[1] ?? "0";
      const method = /"method":"(\w+)"/.exec(text)?.[1];
      if (method === "getVirtualChainFromBlockV2") {
        node.pulls += 1;
        socket.send(node.answer(id, /"startHash":"(\w+)"/.exec(text)?.[1] ?? ""));
      } else if (method === "getServerInfo") {
        socket.send(JSON.stringify({ id: Number(id), method, params: info }));
      } else socket.send(`{"id":${id},"method":"${method}","params":${HONEST[method ?? ""] ?? "{}"}}`);
    });
  });
  return node;
}

const hash = (byte: string) => byte.repeat(32);
const reply = (id: string, params: string) =>
  `{"id":${id},"method":"getVirtualChainFromBlockV2","params":${params}}`;
const page = (id: string, tx: string, header = "") => {
  const block = hash("b1");
  const scores = header || '"daaScore":5000,"blueScore":5000,"timestamp":1795000000100';
  return reply(
    id,
    `{"removedChainBlockHashes":[],"addedChainBlockHashes":["${block}"],"chainBlockAcceptedTransactions":[{"chainBlockHeader":{"hash":"${block}","version":1,${scores}},"acceptedTransactions":[${tx}]}]}`,
  );
};
const tx = (value: string, more = "") =>
  `{"inputs":[],"outputs":[{"value":${value},"scriptPublicKey":"0000${"20".repeat(34)}","covenant":null}],"subnetworkId":"${"0".repeat(40)}","storageMass":0,"verboseData":{"transactionId":"${hash("aa")}"}${more}}`;

/** Each is refused as a whole; the number says how it differs from the last of its kind. */
const BAD: readonly ((id: string, startHash: string, number: number) => string | Buffer)[] = [
  (_id, _start, number) => "<html>".repeat(1 + (number % 50)),
  (_id, _start, number) => Buffer.alloc(number % 1_000, number),
  (id, _start, number) => reply(id, `{"removedChainBlockHashes":[${number}]`),
  (id) => reply(id, "null"),
  (id) => reply(id, '{"removedChainBlockHashes":[],"addedChainBlockHashes":[]}'),
  (id) => page(id, tx("-1")),
  (id, _start, number) => page(id, tx(`-${2n ** 53n + BigInt(number)}`)),
  (id) => page(id, tx("1.5")),
  (id) => page(id, tx('"100"')),
  (id) => page(id, tx(`${2n ** 64n}`)),
  (id) => page(id, tx("1e30")),
  (id) => page(id, tx("null")),
  (id) => page(id, tx("100").replace('"outputs":', '"outs":')),
  (id) => page(id, tx("100").replace("0000", "zz00")),
  (id) => page(id, tx("100"), '"daaScore":null,"blueScore":5000,"timestamp":1'),
  (id) => page(id, tx("100"), '"daaScore":5000,"blueScore":-5,"timestamp":1'),
  (id) => page(id, tx("100"), '"daaScore":5000,"blueScore":1,"timestamp":1'),
  (id) => page(id, tx("100")).replace(hash("b1"), hash("b2")),
  (id) => page(id, tx("100").replace(hash("aa"), "aa")),
  (id, start) =>
    reply(
      id,
      `{"removedChainBlockHashes":["${hash("cc")}"],"addedChainBlockHashes":["${start}"],"chainBlockAcceptedTransactions":[]}`,
    ),
  (id, _start, number) => `{"id":${id},"method":"getBlock","params":{"x":"${number}"}}`,
  (_id, _start, number) => `{"id":${900_000 + number},"method":"ping","params":{}}`,
  (id) => `{"id":${id},"params":"\u0001"}`,
  (_id, _start, number) => `${"[".repeat(20_000 + number)}`,
];
const FRAMES = 1_000;
const HUGE = 6;

let hostile: HostileNode;
beforeEach(async () => {
  hostile = await startHostileNode();
});
afterEach(() => hostile.close());

function sourceOf(url: string): ChainSource {
  return createNodeChainSource({ network: "simnet", urls: [url], log: silentLog, timers: hurriedTimers });
}

test("F8 N-15: 1,000 bad frames, 64 MiB ones among them: each costs its connection, nothing is written, memory stays, and the honest chain is read afterwards", async ({
  gateway,
  chain,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  const { hash: before } = await gateway.cursor();
  await gateway.stop();
  const source = sourceOf(hostile.url);
  await connected(source);
  await gateway.restart({ sources: [source] });
  payment.pay();
  chain.mine(12);
  const kinds = [...BAD, ...BAD];
  const huge = Buffer.alloc(64 * MIB, 0x20).toString("latin1");
  const rss = () => process.memoryUsage.rss();
  const peaks: number[] = [];
  let base = 0;
  for (let number = 0; number < FRAMES; number++) {
    if (number === 100) base = rss();
    const isHuge = number % Math.floor(FRAMES / HUGE) === 7;
    const make = kinds[number % kinds.length];
    hostile.answer = (id, start) => (isHuge ? huge : (make?.(id, start, number) ?? ""));
    await connected(source);
    const pulls = hostile.pulls;
    await expect(gateway.follow()).rejects.toThrow();
    expect(hostile.pulls).toBeGreaterThan(pulls);
    if (number > 100) peaks.push(rss());
  }
  expect((Math.max(...peaks) - base) / MIB).toBeLessThan(100);
  expect((await gateway.cursor()).hash).toBe(before);
  expect(await payment.eventTypes()).toEqual(["payment.created"]);
  await gateway.stop();
  await gateway.restart();
  await gateway.follow();
  expect(await payment.status()).toBe("confirmed");
  expect(await payment.differencesFromChain()).toEqual([]);
});
