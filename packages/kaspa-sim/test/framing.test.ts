import { readFileSync } from "node:fs";
import { parseLossless, schemas, serverFrame } from "@kaspa-pay/kaspa/wrpc";
import { describe, expect, test } from "vitest";
import { freshNode } from "./support/node.ts";
import { someAddress } from "./support/simulation.ts";

const ALICE = someAddress("alice");
const BOB = someAddress("bob");
const NO_HASH = "ab".repeat(32);
const frames = JSON.parse(
  readFileSync(new URL("../../kaspa/test/vectors/wrpc-json-frames.json", import.meta.url), "utf8"),
) as { clientFrames: { method: string; frame: string }[] };

const node = freshNode();

describe("framing", () => {
  test.each(frames.clientFrames.map(({ method, frame }) => [method, frame]))(
    "the official client's recorded %s frame is answered with its 64-bit id digit by digit",
    async (_, frame) => {
      const reply = await node.client.raw(frame);
      const id = /"id":(\d+)/.exec(frame)![1]!;
      expect(reply.startsWith(`{"id":${id},"method":`)).toBe(true);
      serverFrame.parse(parseLossless(reply));
      if (frame.includes("getVirtualChainFromBlock")) {
        expect(reply).toContain(`"error":{"code":0,"message":"cannot find header ${NO_HASH}","data":null}`);
      } else expect(reply).toContain('"params":{');
    },
  );

  test("ids at both ends of u64 come back as they were", async () => {
    for (const id of ["0", "18446744073709551615", "9007199254740993"]) {
      expect(await node.client.raw(`{"id":${id},"method":"ping","params":{}}`)).toBe(
        `{"id":${id},"method":"ping","params":{}}`,
      );
    }
  });

  test.each([
    ["bad JSON", '{"id":1,"method":"ping","params":{}'],
    ["an unknown method", '{"id":1,"method":"getEverything","params":{}}'],
    ["no params", '{"id":1,"method":"ping"}'],
    ["a quoted id", '{"id":"1","method":"ping","params":{}}'],
    ["an id above u64", '{"id":18446744073709551616,"method":"ping","params":{}}'],
    ["a list", "[]"],
    ["no text", ""],
    ["the marker character", '{"id":1,"method":"ping","params":{"x":"\\u0001"}}'],
  ])("%s closes the connection without an answer", async (_, frame) => {
    node.client.socket.send(frame);
    await node.client.closed;
    expect(node.client.frames.filter((text) => text.startsWith('{"id":1,"method":"ping"'))).toEqual([]);
  });

  test.each([
    ["getBlock", { hash: "xyz", includeTransactions: true }],
    ["getVirtualChainFromBlock", { startHash: NO_HASH }],
    ["getVirtualChainFromBlockV2", { startHash: NO_HASH, dataVerbosityLevel: "Medium" }],
    ["getVirtualChainFromBlockV2", { startHash: NO_HASH, minConfirmationCount: "5" }],
    ["getUtxosByAddresses", { addresses: ["kaspa:qqqq"] }],
    ["getUtxosByAddresses", { addresses: "none" }],
    ["getMempoolEntriesByAddresses", { addresses: [] }],
    ["submitTransaction", { transaction: {} }],
    ["subscribe", { Everything: {} }],
    ["subscribe", { VirtualChainChanged: {} }],
    ["getDaaScoreTimestampEstimate", { daaScores: ["1"] }],
  ])("wrong parameters of %s answer the deserialization error", async (method, params) => {
    const { error } = await node.client.request(method, params);
    expect(error).toEqual({ code: 0, message: "request deserialization error", data: null });
  });
});

describe("every method's reply passes the schemas", () => {
  test("with payments on the chain and in the mempool", async () => {
    const { txIds } = node.sim.controls.pay({ address: ALICE, sompi: 9_007_199_254_740_993n });
    node.sim.controls.mine();
    const { sink, daaScore } = node.sim.controls.state();
    node.sim.controls.pay({ address: ALICE, sompi: 5n, mempoolOnly: true });
    const waiting = node.sim.controls.truth().mempool[0]!.txId;
    const flags = { includeOrphanPool: false, filterTransactionPool: false };
    const calls: [keyof typeof schemas, object][] = [
      ["ping", {}],
      ["getServerInfo", {}],
      ["getInfo", {}],
      ["getCurrentNetwork", {}],
      ["getBlockDagInfo", {}],
      ["getSinkBlueScore", {}],
      ["getBlock", { hash: sink, includeTransactions: true }],
      [
        "getVirtualChainFromBlock",
        { startHash: node.genesis, includeAcceptedTransactionIds: true, minConfirmationCount: null },
      ],
      ["getUtxosByAddresses", { addresses: [ALICE, BOB] }],
      ["getBalanceByAddress", { address: ALICE }],
      ["getBalancesByAddresses", { addresses: [ALICE, BOB] }],
      ["getMempoolEntry", { transactionId: waiting, ...flags }],
      ["getMempoolEntriesByAddresses", { addresses: [ALICE, BOB], ...flags }],
      ["getFeeEstimate", {}],
      ["getUtxoReturnAddress", { txid: txIds[0], acceptingBlockDaaScore: daaScore }],
      ["getDaaScoreTimestampEstimate", { daaScores: [daaScore] }],
      ["subscribe", { VirtualDaaScoreChanged: {} }],
      ["unsubscribe", { VirtualDaaScoreChanged: {} }],
    ];
    for (const [method, params] of calls) schemas[method].reply.parse(await node.client.call(method, params));
    for (const level of ["None", "Low", "High", "Full", null]) {
      schemas.getVirtualChainFromBlockV2.reply.parse(await node.page(node.genesis, level));
    }
    const utxos = await node.client.call("getUtxosByAddresses", { addresses: [ALICE] });
    expect(utxos.entries[0].utxoEntry.amount).toBe(9_007_199_254_740_993n);
    expect(await node.client.call("getBalanceByAddress", { address: ALICE })).toEqual({
      balance: 9_007_199_254_740_993n,
    });
    const entries = (
      await node.client.call("getMempoolEntriesByAddresses", { addresses: [ALICE, BOB], ...flags })
    ).entries;
    expect(entries).toHaveLength(1);
    expect(entries[0].receiving[0]).toMatchObject({
      is_orphan: false,
      transaction: { verboseData: { blockHash: "0".repeat(64) } },
    });
  });
});

describe("error texts", () => {
  test("an unknown start, a pruned start, a transitional node, a missing index", async () => {
    node.sim.controls.mine(50);
    await expect(node.page(NO_HASH)).rejects.toThrow(`cannot find header ${NO_HASH}`);
    node.sim.controls.prune({ keep: 10 });
    await expect(node.page(node.genesis)).rejects.toThrow(
      "the queried hash does not have retention root on its chain",
    );
    node.sim.controls.transitional();
    await expect(node.page(node.genesis)).rejects.toThrow(
      "consensus is currently in a transitional ibd state",
    );
    node.sim.controls.transitional({ on: false });
    node.sim.controls.noUtxoIndex();
    await expect(node.client.call("getUtxosByAddresses", { addresses: [ALICE] })).rejects.toThrow(
      "Method unavailable. Run the node with the --utxoindex argument.",
    );
    expect((await node.client.call("getServerInfo")).hasUtxoIndex).toBe(false);
    await expect(node.client.call("subscribe", { UtxosChanged: { addresses: [] } })).rejects.toThrow(
      "Method unavailable in safe mode. Run the node with --unsaferpc argument.",
    );
    await expect(
      node.client.call("getMempoolEntriesByAddresses", {
        addresses: [ALICE],
        includeOrphanPool: false,
        filterTransactionPool: true,
      }),
    ).rejects.toThrow("transaction query must either not filter transactions or include orphans");
  });

  test("a node older than 1.1.0 does not know V2 and closes the connection", async () => {
    node.sim.controls.oldVersion();
    node.client.socket.send(
      `{"id":7,"method":"getVirtualChainFromBlockV2","params":{"startHash":"${node.genesis}","dataVerbosityLevel":"Low","minConfirmationCount":null}}`,
    );
    await node.client.closed;
  });
});
