import {
  backoffMs,
  type OpenSocket,
  RpcError,
  readFrame,
  type Unavailable,
  WrpcClient,
  type WrpcClientOptions,
  type WrpcNotification,
} from "@kaspa-pay/kaspa/wrpc";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { HandTimers } from "./hand-timers.ts";
import { LoopbackNode } from "./loopback-node.ts";

const openSocket: OpenSocket = (url) => new WebSocket(url, { maxPayload: 64 * 1024 }) as never;
const INFO = {
  rpcApiVersion: 1,
  rpcApiRevision: 0,
  serverVersion: "2.0.1",
  networkId: "simnet",
  hasUtxoIndex: true,
  isSynced: true,
  virtualDaaScore: 18446744073709551615n,
};

let node: LoopbackNode;
let timers: HandTimers;
const clients: WrpcClient[] = [];

beforeEach(async () => {
  node = await LoopbackNode.listen();
  timers = new HandTimers();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.stop();
  await node.close();
});

function makeClient(more: Partial<WrpcClientOptions> = {}): WrpcClient {
  const client = new WrpcClient({ url: node.url, openSocket, timers, ...more });
  clients.push(client);
  return client;
}

async function connect(more: Partial<WrpcClientOptions> = {}): Promise<WrpcClient> {
  const client = makeClient(more);
  client.start();
  await client.ready();
  return client;
}

const closedOnce = (client: WrpcClient): Promise<{ cause: Unavailable; nextAttemptMs: number }> =>
  new Promise((resolve) => {
    const stopListening = client.listen({
      closed: (cause, nextAttemptMs) => {
        stopListening();
        resolve({ cause, nextAttemptMs });
      },
    });
  });

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "answered",
    (error: unknown) => error,
  );

describe("calls", () => {
  test("ids count 1, 2, 3, params is always written, large integers arrive exactly", async () => {
    const client = await connect();
    const info = client.getServerInfo();
    expect((await node.answer(INFO)).text).toBe('{"id":1,"method":"getServerInfo","params":{}}');
    expect((await info).virtualDaaScore).toBe(18446744073709551615n);
    const score = client.getSinkBlueScore();
    expect((await node.answer({ blueScore: 77 })).id).toBe(2);
    expect(await score).toEqual({ blueScore: 77n });
  });

  test("answers in another order reach the calls they belong to", async () => {
    const client = await connect();
    const both = Promise.all([client.getSinkBlueScore(), client.getServerInfo()]);
    const [first, second] = [await node.next(), await node.next()];
    node.send({ id: second.id, method: second.method, params: INFO });
    node.send({ id: first.id, method: first.method, params: { blueScore: 5 } });
    expect((await both).map((reply) => Object.keys(reply).length)).toEqual([1, 7]);
  });

  test("an error of the node keeps its text and the connection", async () => {
    const client = await connect();
    const call = failure(client.getUtxosByAddresses(["x"]));
    const { id, method } = await node.next();
    const message = "Method unavailable. Run the node with the --utxoindex argument.";
    node.send({ id, method, error: { code: 0, message, data: null } });
    const error = await call;
    expect(error).toBeInstanceOf(RpcError);
    expect((error as RpcError).message).toBe(message);
    expect(client.isConnected).toBe(true);
  });

  test("V2 is asked at level Low, bare integers, nulls written", async () => {
    const client = await connect();
    const startHash = "ab".repeat(32);
    const call = client.getVirtualChainFromBlockV2({ startHash, minConfirmationCount: 9007199254740993n });
    const empty = {
      removedChainBlockHashes: [],
      addedChainBlockHashes: [],
      chainBlockAcceptedTransactions: [],
    };
    const { text } = await node.answer(empty);
    expect(text).toBe(
      '{"id":1,"method":"getVirtualChainFromBlockV2","params":{"dataVerbosityLevel":"Low",' +
        `"minConfirmationCount":9007199254740993,"startHash":"${startHash}"}}`,
    );
    expect(await call).toEqual(empty);
  });

  test("every other typed method sends what the specification prints", async () => {
    const client = await connect();
    const hash = "cd".repeat(32);
    const calls = [
      client.ping(),
      client.getBlockDagInfo(),
      client.getVirtualChainFromBlock({ startHash: hash }),
      client.getBlock(hash),
      client.getBalancesByAddresses(["a"]),
      client.getMempoolEntriesByAddresses(["a"]),
      client.getFeeEstimate(),
      client.getUtxoReturnAddress(hash, 5n),
      client.subscribe("VirtualChainChanged"),
    ].map(failure);
    const sent: unknown[] = [];
    for (const _ of calls) {
      const { id, method, params } = await node.next();
      sent.push([method, params]);
      node.send({ id, method, error: { code: 0, message: "no", data: null } });
    }
    expect(sent).toEqual([
      ["ping", {}],
      ["getBlockDagInfo", {}],
      [
        "getVirtualChainFromBlock",
        { startHash: hash, includeAcceptedTransactionIds: true, minConfirmationCount: null },
      ],
      ["getBlock", { hash, includeTransactions: true }],
      ["getBalancesByAddresses", { addresses: ["a"] }],
      [
        "getMempoolEntriesByAddresses",
        { addresses: ["a"], includeOrphanPool: false, filterTransactionPool: false },
      ],
      ["getFeeEstimate", {}],
      ["getUtxoReturnAddress", { txid: hash, acceptingBlockDaaScore: 5 }],
      ["subscribe", { VirtualChainChanged: { include_accepted_transaction_ids: false } }],
    ]);
    for (const error of await Promise.all(calls)) expect(error).toBeInstanceOf(RpcError);
  });

  test("an unanswered call ends after 10 s, a chain call after the time it was given; late answers are ignored", async () => {
    const client = await connect();
    const short = failure(client.getServerInfo());
    const startHash = "ab".repeat(32);
    const long = failure(client.getVirtualChainFromBlockV2({ startHash }, { timeoutMs: 60_000 }));
    const late = await node.next();
    timers.advance(10_000);
    expect(await short).toMatchObject({ name: "Unavailable", reason: "timeout" });
    late.socket.send(JSON.stringify({ id: late.id, method: late.method, params: "nonsense" }));
    const score = client.getSinkBlueScore();
    await node.next();
    await node.answer({ blueScore: 1 });
    expect(await score).toEqual({ blueScore: 1n });
    client.drop("the test is done");
    expect(await long).toMatchObject({ reason: "closed", message: "the test is done" });
  });

  test("a call without a connection is refused at once", async () => {
    expect(await failure(makeClient().getServerInfo())).toMatchObject({ reason: "closed" });
  });
});

describe("a bad reply drops the connection and nothing of it is used", () => {
  test.each<[string, (id: number | bigint) => unknown]>([
    [
      "a field of the wrong type",
      (id) => ({ id, method: "getServerInfo", params: { ...INFO, isSynced: "yes" } }),
    ],
    ["a missing field", (id) => ({ id, method: "getServerInfo", params: {} })],
    ["a reply of another method", (id) => ({ id, method: "getSinkBlueScore", params: INFO })],
    ["an id that was never sent", () => ({ id: 99, method: "getServerInfo", params: INFO })],
    [
      "an error without an id",
      () => ({ method: "getServerInfo", error: { code: 0, message: "x", data: null } }),
    ],
    ["text that is no JSON", () => "<html>"],
    ["a bare value", () => "5"],
    ["the mark of the lossless parser", () => '{"id":1,"params":{"a":"\\u00011"}}'],
    [
      "a bad notification",
      () => ({ method: "virtualDaaScoreChangedNotification", params: { VirtualDaaScoreChanged: {} } }),
    ],
  ])("%s", async (_, frame) => {
    const client = await connect();
    const closed = closedOnce(client);
    const call = failure(client.getServerInfo());
    const { id } = await node.next();
    node.send(frame(id));
    expect(await call).toMatchObject({ name: "Unavailable", reason: "bad_reply" });
    expect((await closed).cause.reason).toBe("bad_reply");
    expect(client.isConnected).toBe(false);
  });

  test("a binary frame", async () => {
    const client = await connect();
    const call = failure(client.getServerInfo());
    (await node.next()).socket.send(Buffer.from("{}"));
    expect(await call).toMatchObject({ reason: "bad_reply" });
  });

  test("a frame over the limit is reported as such, so that a smaller page can be asked for", async () => {
    const client = await connect();
    const closed = closedOnce(client);
    const call = failure(client.getServerInfo());
    const { id } = await node.next();
    node.send({ id, method: "getServerInfo", params: { ...INFO, padding: "x".repeat(100_000) } });
    expect(await call).toMatchObject({ reason: "too_large" });
    expect((await closed).cause.reason).toBe("too_large");
  });
});

describe("connection", () => {
  test("after a cut pending calls fail, back-off runs, the client reconnects and subscribes again", async () => {
    const client = await connect();
    const subscribed = client.subscribe("VirtualDaaScoreChanged");
    await node.answer({ id: 31 });
    await subscribed;
    const closed = closedOnce(client);
    const call = failure(client.getServerInfo());
    await node.next();
    node.cut();
    expect(await call).toMatchObject({ reason: "closed" });
    expect((await closed).nextAttemptMs).toBe(500);
    const ready = client.ready();
    timers.advance(500);
    await ready;
    expect(node.connections).toBe(2);
    const again = await node.answer({ id: 32 });
    expect([again.id, again.method, again.params]).toEqual([1, "subscribe", { VirtualDaaScoreChanged: {} }]);
  });

  test("back-off grows from 0.5 s to 30 s while nothing valid is heard, and starts over after a valid reply", async () => {
    timers.jitter = 1;
    const client = await connect();
    const delays: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      const closed = closedOnce(client);
      client.drop("useless");
      const { nextAttemptMs } = await closed;
      delays.push(nextAttemptMs);
      const ready = client.ready();
      timers.advance(nextAttemptMs);
      await ready;
    }
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    const score = client.getSinkBlueScore();
    await node.answer({ blueScore: 1 });
    await score;
    const closed = closedOnce(client);
    client.drop("useless again");
    expect((await closed).nextAttemptMs).toBe(1_000);
    expect(backoffMs(0, 0)).toBe(500);
    expect(backoffMs(1_000, 1)).toBe(30_000);
  });

  test("a node that cannot be reached is tried again", async () => {
    const client = makeClient({ url: "ws://127.0.0.1:1" });
    const closed = closedOnce(client);
    client.start();
    expect((await closed).cause.reason).toBe("closed");
    const again = closedOnce(client);
    timers.advance(500);
    expect((await again).nextAttemptMs).toBe(1_000);
  });

  test("a URL that makes no socket is a fault, not a crash", async () => {
    const client = makeClient({ url: "no url" });
    const closed = closedOnce(client);
    client.start();
    expect((await closed).cause.reason).toBe("closed");
  });

  test("two unanswered pings drop the socket, an answered one does not", async () => {
    const client = await connect();
    timers.advance(15_000);
    expect((await node.answer({})).text).toBe('{"id":1,"method":"ping","params":{}}');
    const probe = client.getSinkBlueScore();
    await node.answer({ blueScore: 1 });
    await probe;
    const closed = closedOnce(client);
    timers.advance(15_000);
    expect((await node.next()).method).toBe("ping");
    timers.advance(10_000);
    await Promise.resolve();
    expect(client.isConnected).toBe(true);
    timers.advance(5_000);
    expect((await node.next()).method).toBe("ping");
    timers.advance(10_000);
    expect((await closed).cause.message).toBe("The node stopped answering.");
  });

  test("a server that never completes the handshake is given up after 10 s", async () => {
    const silent: OpenSocket = () => ({ send() {}, close() {}, addEventListener() {} });
    const client = makeClient({ openSocket: silent });
    const closed = closedOnce(client);
    client.start();
    timers.advance(10_000);
    expect((await closed).cause.message).toContain("in time");
  });

  test("stop ends everything: pending calls, waiters, timers, retries", async () => {
    const client = await connect();
    const call = failure(client.getServerInfo());
    await node.next();
    client.stop();
    expect(await call).toMatchObject({ reason: "stopped" });
    expect(timers.pending).toEqual([]);
    expect(await failure(client.getServerInfo())).toMatchObject({ reason: "closed" });
    const idle = makeClient({ url: "ws://127.0.0.1:1" });
    idle.start();
    const waiting = failure(idle.ready());
    idle.stop();
    expect(await waiting).toMatchObject({ reason: "stopped" });
    expect(timers.pending).toEqual([]);
  });

  test("notifications reach listeners decoded, unknown ones are ignored", async () => {
    const client = await connect();
    const received: WrpcNotification[] = [];
    const two = new Promise<void>((resolve) => {
      client.listen({ notified: (notification) => received.push(notification) === 2 && resolve() });
    });
    node.send({ method: "somethingNewNotification", params: { SomethingNew: {} } });
    node.send({
      method: "virtualDaaScoreChangedNotification",
      params: { VirtualDaaScoreChanged: { virtualDaaScore: 9007199254740993n } },
    });
    node.send({
      method: "virtualChainChangedNotification",
      params: {
        VirtualChainChanged: {
          removedChainBlockHashes: ["ab".repeat(32)],
          addedChainBlockHashes: [],
          acceptedTransactionIds: [],
        },
      },
    });
    await two;
    expect(received[0]).toEqual({ scope: "VirtualDaaScoreChanged", virtualDaaScore: 9007199254740993n });
    expect(received[1]!.scope).toBe("VirtualChainChanged");
  });

  test("a refused renewal of a subscription is reported, the connection stays", async () => {
    const client = await connect();
    const first = client.subscribe("SinkBlueScoreChanged");
    await node.answer({ id: 1 });
    await first;
    const refused = new Promise<RpcError>((resolve) => client.listen({ refused: resolve }));
    client.drop("once");
    timers.advance(500);
    const { id, method } = await node.next();
    node.send({ id, method, error: { code: 0, message: "busy", data: null } });
    expect((await refused).message).toBe("busy");
    expect(client.isConnected).toBe(true);
  });

  test("large frames are parsed elsewhere and later frames wait for them", async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const elsewhere: number[] = [];
    const client = await connect({
      largeFrameChars: 1_000,
      readLarge: async (text, calls) => {
        elsewhere.push(text.length);
        await held;
        return readFrame(typeof text === "string" ? text : new TextDecoder().decode(text), calls);
      },
    });
    const order: string[] = [];
    const big = client.getServerInfo().then(() => order.push("big"));
    const small = client.getSinkBlueScore().then(() => order.push("small"));
    const [a, b] = [await node.next(), await node.next()];
    const ticked = new Promise<void>((resolve) => a.socket.once("pong", () => resolve()));
    node.send({ id: a.id, method: a.method, params: { ...INFO, padding: "x".repeat(2_000) } });
    node.send({ id: b.id, method: b.method, params: { blueScore: 1 } });
    a.socket.ping();
    await ticked;
    expect(order).toEqual([]);
    release();
    await Promise.all([big, small]);
    expect(order).toEqual(["big", "small"]);
    expect(elsewhere).toHaveLength(1);
    const after = client.getSinkBlueScore();
    await node.answer({ blueScore: 2 });
    expect(await after).toEqual({ blueScore: 2n });
  });

  test("a large frame that cannot be parsed ends the connection", async () => {
    const client = await connect({
      largeFrameChars: 10,
      readLarge: () => Promise.reject(new Error("worker died")),
    });
    const call = failure(client.getServerInfo());
    await node.answer(INFO);
    expect(await call).toMatchObject({ reason: "bad_reply" });
  });
});
