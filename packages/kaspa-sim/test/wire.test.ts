import { readFileSync } from "node:fs";
import { parseLossless, schemas, serverFrame } from "@kaspa-pay/kaspa/wrpc";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SimNode, startSimNode } from "../src/index.ts";
import { type Body, RawClient } from "./support/raw-client.ts";
import { someAddress } from "./support/simulation.ts";

const ALICE = someAddress("alice");
const BOB = someAddress("bob");
const NO_HASH = "ab".repeat(32);

const frames = JSON.parse(
  readFileSync(new URL("../../kaspa/test/vectors/wrpc-json-frames.json", import.meta.url), "utf8"),
) as { clientFrames: { method: string; frame: string }[] };

let sim: SimNode;
let client: RawClient;
let genesis: string;

beforeEach(async () => {
  sim = await startSimNode({ blocksPerSecond: 0, seed: "wire" });
  client = await RawClient.open(sim.rpcUrl);
  genesis = (await client.call("getBlockDagInfo")).sink;
});

afterEach(async () => {
  client.close();
  await sim.close();
});

const v2 = (
  startHash: string,
  level: string | null = "Low",
  minConfirmationCount: number | null = null,
): Promise<Body> =>
  client.call("getVirtualChainFromBlockV2", { startHash, dataVerbosityLevel: level, minConfirmationCount });

describe("framing", () => {
  test.each(frames.clientFrames.map(({ method, frame }) => [method, frame]))(
    "the official client's recorded %s frame is answered with its 64-bit id digit by digit",
    async (_, frame) => {
      const reply = await client.raw(frame);
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
      expect(await client.raw(`{"id":${id},"method":"ping","params":{}}`)).toBe(
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
    client.socket.send(frame);
    await client.closed;
    expect(client.frames.filter((text) => text.startsWith('{"id":1,"method":"ping"'))).toEqual([]);
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
    const { error } = await client.request(method, params);
    expect(error).toEqual({ code: 0, message: "request deserialization error", data: null });
  });
});

describe("every method's reply passes the schemas", () => {
  test("with payments on the chain and in the mempool", async () => {
    const { txIds } = sim.controls.pay({ address: ALICE, sompi: 9_007_199_254_740_993n });
    sim.controls.mine();
    const { sink, daaScore } = sim.controls.state();
    sim.controls.pay({ address: ALICE, sompi: 5n, mempoolOnly: true });
    const waiting = sim.controls.truth().mempool[0]!.txId;
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
        { startHash: genesis, includeAcceptedTransactionIds: true, minConfirmationCount: null },
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
    for (const [method, params] of calls) schemas[method].reply.parse(await client.call(method, params));
    for (const level of ["None", "Low", "High", "Full", null]) {
      schemas.getVirtualChainFromBlockV2.reply.parse(await v2(genesis, level));
    }
    const utxos = await client.call("getUtxosByAddresses", { addresses: [ALICE] });
    expect(utxos.entries[0].utxoEntry.amount).toBe(9_007_199_254_740_993n);
    expect(await client.call("getBalanceByAddress", { address: ALICE })).toEqual({
      balance: 9_007_199_254_740_993n,
    });
    const entries = (await client.call("getMempoolEntriesByAddresses", { addresses: [ALICE, BOB], ...flags }))
      .entries;
    expect(entries).toHaveLength(1);
    expect(entries[0].receiving[0]).toMatchObject({
      is_orphan: false,
      transaction: { verboseData: { blockHash: "0".repeat(64) } },
    });
  });
});

describe("getVirtualChainFromBlockV2", () => {
  /** Names of the members that are not null, nested ones with a dot. */
  const filled = (value: Body, prefix = ""): string[] =>
    Object.entries(value).flatMap(([name, member]) =>
      member === null
        ? []
        : typeof member === "object" && !Array.isArray(member)
          ? filled(member, `${prefix}${name}.`)
          : [`${prefix}${name}`],
    );

  test("each verbosity level fills exactly its fields, all others are null", async () => {
    sim.controls.pay({ address: ALICE, sompi: 500_000_000n });
    sim.controls.mine();
    const at = async (level: string) => {
      const page = await v2(genesis, level);
      const [block] = page.chainBlockAcceptedTransactions;
      const [, tx] = block.acceptedTransactions;
      const { inputs, outputs, ...rest } = tx;
      return {
        header: filled(block.chainBlockHeader),
        tx: filled(rest),
        input: inputs.flatMap((input: Body) => filled(input)),
        output: outputs.length > 0 ? filled(outputs[0]) : [],
      };
    };
    const none = await at("None");
    const low = await at("Low");
    const high = await at("High");
    const full = await at("Full");
    const added = (more: string[], less: string[]) => more.filter((name) => !less.includes(name)).sort();
    expect(none).toEqual({
      header: ["hash"],
      tx: ["subnetworkId", "gas", "payload", "storageMass", "mass"],
      input: [],
      output: [],
    });
    expect(added(low.header, none.header)).toEqual([
      "bits",
      "blueScore",
      "blueWork",
      "daaScore",
      "nonce",
      "timestamp",
      "version",
    ]);
    expect(added(high.header, low.header)).toEqual([
      "acceptedIdMerkleRoot",
      "hashMerkleRoot",
      "parentsByLevel",
    ]);
    expect(added(full.header, high.header)).toEqual(["pruningPoint", "utxoCommitment"]);
    expect(added(low.tx, none.tx)).toEqual(
      ["blockHash", "blockTime", "hash", "transactionId"].map((name) => `verboseData.${name}`),
    );
    expect(added(high.tx, low.tx)).toEqual(["verboseData.computeMass"]);
    expect(added(full.tx, high.tx)).toEqual(["lockTime", "version"]);
    const entry = "verboseData.utxoEntry.";
    expect(low.input.sort()).toEqual([
      "signatureScript",
      `${entry}verboseData.scriptPublicKeyAddress`,
      `${entry}verboseData.scriptPublicKeyType`,
    ]);
    expect(added(high.input, low.input)).toEqual(
      [
        "computeBudget",
        "previousOutpoint.index",
        "previousOutpoint.transactionId",
        "sequence",
        "sigOpCount",
        `${entry}amount`,
        `${entry}isCoinbase`,
        `${entry}scriptPublicKey`,
      ].sort(),
    );
    expect(added(full.input, high.input)).toEqual([`${entry}blockDaaScore`]);
    expect(low.output).toEqual([
      "value",
      "scriptPublicKey",
      "verboseData.scriptPublicKeyType",
      "verboseData.scriptPublicKeyAddress",
    ]);
    expect(full.output).toEqual(low.output);
  });

  test("absent values are written as null, not left out", async () => {
    sim.controls.pay({ address: ALICE, sompi: 500_000_000n });
    sim.controls.mine();
    await v2(genesis);
    const text = client.frames[client.frames.length - 1]!;
    for (const name of [
      "parentsByLevel",
      "pruningPoint",
      "version",
      "lockTime",
      "previousOutpoint",
      "covenant",
    ]) {
      expect(text).toContain(`"${name}":null`);
    }
  });

  test("a list begins with the selected parent's coinbase, and a payment sits in a merged block", async () => {
    const { txIds } = sim.controls.pay({ address: ALICE, sompi: 500_000_000n });
    sim.controls.mine(2);
    const page = await v2(genesis);
    const [first, second] = page.chainBlockAcceptedTransactions;
    const [coinbase, payment] = first.acceptedTransactions;
    expect(coinbase.inputs).toEqual([]);
    expect(coinbase.subnetworkId).toBe(`01${"0".repeat(38)}`);
    expect(coinbase.verboseData.blockHash).toBe(genesis);
    expect(payment.verboseData.transactionId).toBe(txIds[0]);
    const { block } = await client.call("getBlock", {
      hash: first.chainBlockHeader.hash,
      includeTransactions: true,
    });
    const merged = block.verboseData.mergeSetBluesHashes;
    expect(merged[0]).toBe(genesis);
    expect(merged).toContain(payment.verboseData.blockHash);
    expect(payment.verboseData.blockHash).not.toBe(first.chainBlockHeader.hash);
    expect(second.acceptedTransactions[0].verboseData.transactionId).toBe(
      block.transactions[0].verboseData.transactionId,
    );
    const holder = await client.call("getBlock", {
      hash: payment.verboseData.blockHash,
      includeTransactions: true,
    });
    expect(holder.block.transactions.map((tx: Body) => tx.verboseData.transactionId)).toContain(txIds[0]);
    expect(holder.block.verboseData.isChainBlock).toBe(false);
  });

  test("a page ends when its merged blocks reach 2 480, and pages join without a gap", async () => {
    sim.controls.mine(3_000);
    const seen: string[] = [];
    let start = genesis;
    for (let pages = 0; ; pages++) {
      const page = await v2(start);
      if (page.addedChainBlockHashes.length === 0) {
        expect(pages).toBe(3);
        break;
      }
      expect(page.removedChainBlockHashes).toEqual([]);
      const scores = page.chainBlockAcceptedTransactions.map(
        (entry: Body) => entry.chainBlockHeader.blueScore,
      );
      const before = seen.length === 0 ? 998_001 : await blueScoreOf(start);
      expect(scores[scores.length - 1] - before).toBeLessThanOrEqual(2_480 + 2);
      if (pages < 2) expect(scores[scores.length - 1] - before).toBeGreaterThanOrEqual(2_480);
      seen.push(...page.addedChainBlockHashes);
      start = seen[seen.length - 1]!;
    }
    expect(seen).toHaveLength(3_000);
    expect(seen[seen.length - 1]).toBe(sim.controls.state().sink);
  });

  const blueScoreOf = async (hash: string): Promise<number> =>
    (await client.call("getBlock", { hash, includeTransactions: false })).block.header.blueScore;

  test("minConfirmationCount strips from the page's end, removed stays whole", async () => {
    sim.controls.mine(30);
    const old = sim.controls.state().sink;
    sim.controls.reorg({ depth: 5 });
    const sinkScore = sim.controls.state().blueScore;
    const page = await v2(old, "Low", 6);
    expect(page.removedChainBlockHashes).toHaveLength(5);
    for (const entry of page.chainBlockAcceptedTransactions) {
      expect(sinkScore - entry.chainBlockHeader.blueScore).toBeGreaterThan(6);
    }
    const all = await v2(old);
    const dropped = all.chainBlockAcceptedTransactions.slice(page.addedChainBlockHashes.length);
    for (const entry of dropped) expect(sinkScore - entry.chainBlockHeader.blueScore).toBeLessThanOrEqual(6);
  });

  test("removed begins with the start block and descends; added ascends from the fork point", async () => {
    sim.controls.mine(10);
    const chain: string[] = (await v2(genesis)).addedChainBlockHashes;
    const reorg = sim.controls.reorg({ depth: 4 });
    const page = await v2(chain[9]!);
    expect(page.removedChainBlockHashes).toEqual(chain.slice(6).reverse());
    expect(page.addedChainBlockHashes).toEqual(reorg.added);
    expect(page.addedChainBlockHashes).toHaveLength(5);
    expect((await v2(chain[7]!)).removedChainBlockHashes).toEqual([chain[7], chain[6]]);
    expect((await v2(chain[5]!)).removedChainBlockHashes).toEqual([]);
  });

  test.each(["output", "coinbase", "input"] as const)(
    "a non-standard %s fails Low, High and Full as a whole; None, V1 and getBlock survive",
    async (where) => {
      const { txIds } = sim.controls.poison({ where });
      for (const level of ["Low", "High", "Full", null]) {
        await expect(v2(genesis, level)).rejects.toThrow(/^The address is invalid$/);
      }
      const none = await v2(genesis, "None");
      const v1 = await client.call("getVirtualChainFromBlock", {
        startHash: genesis,
        includeAcceptedTransactionIds: true,
        minConfirmationCount: null,
      });
      expect(v1.addedChainBlockHashes).toEqual(none.addedChainBlockHashes);
      const accepted = v1.acceptedTransactionIds.flatMap((entry: Body) => entry.acceptedTransactionIds);
      expect(accepted).toContain(txIds[0]);
      const bodies: string[] = [];
      for (const hash of v1.addedChainBlockHashes) {
        const { block } = await client.call("getBlock", { hash, includeTransactions: true });
        for (const merged of block.verboseData.mergeSetBluesHashes) {
          const { block: body } = await client.call("getBlock", { hash: merged, includeTransactions: true });
          bodies.push(...body.transactions.map((tx: Body) => tx.verboseData.transactionId));
        }
      }
      expect(accepted.filter((id: string) => !bodies.includes(id))).toEqual([]);
    },
  );
});

describe("error texts", () => {
  test("an unknown start, a pruned start, a transitional node, a missing index", async () => {
    sim.controls.mine(50);
    await expect(v2(NO_HASH)).rejects.toThrow(`cannot find header ${NO_HASH}`);
    sim.controls.prune({ keep: 10 });
    await expect(v2(genesis)).rejects.toThrow("the queried hash does not have retention root on its chain");
    sim.controls.transitional();
    await expect(v2(genesis)).rejects.toThrow("consensus is currently in a transitional ibd state");
    sim.controls.transitional({ on: false });
    sim.controls.noUtxoIndex();
    await expect(client.call("getUtxosByAddresses", { addresses: [ALICE] })).rejects.toThrow(
      "Method unavailable. Run the node with the --utxoindex argument.",
    );
    expect((await client.call("getServerInfo")).hasUtxoIndex).toBe(false);
    await expect(client.call("subscribe", { UtxosChanged: { addresses: [] } })).rejects.toThrow(
      "Method unavailable in safe mode. Run the node with --unsaferpc argument.",
    );
    await expect(
      client.call("getMempoolEntriesByAddresses", {
        addresses: [ALICE],
        includeOrphanPool: false,
        filterTransactionPool: true,
      }),
    ).rejects.toThrow("transaction query must either not filter transactions or include orphans");
  });

  test("a node older than 1.1.0 does not know V2 and closes the connection", async () => {
    sim.controls.oldVersion();
    client.socket.send(
      `{"id":7,"method":"getVirtualChainFromBlockV2","params":{"startHash":"${genesis}","dataVerbosityLevel":"Low","minConfirmationCount":null}}`,
    );
    await client.closed;
  });
});

describe("notifications", () => {
  const named = (name: string) => client.notifications.filter(({ method }) => method === name);

  test("one reorg is one VirtualChainChanged with removed and added", async () => {
    sim.controls.mine(10);
    await client.call("subscribe", { VirtualChainChanged: { include_accepted_transaction_ids: false } });
    const reorg = sim.controls.reorg({ depth: 6 });
    await client.call("ping");
    expect(named("virtualChainChangedNotification").map(({ params }) => params)).toEqual([
      {
        VirtualChainChanged: {
          removedChainBlockHashes: reorg.removed,
          addedChainBlockHashes: reorg.added,
          acceptedTransactionIds: [],
        },
      },
    ]);
  });

  test("each block is one notification per subscribed scope, with accepted ids when asked", async () => {
    await client.call("subscribe", { VirtualChainChanged: { include_accepted_transaction_ids: true } });
    await client.call("subscribe", { VirtualDaaScoreChanged: {} });
    await client.call("subscribe", { SinkBlueScoreChanged: {} });
    const { txIds } = sim.controls.pay({ address: ALICE, sompi: 1_000_000_000n });
    const { sink, virtualDaaScore, blueScore } = sim.controls.mine();
    await client.call("ping");
    expect(named("virtualDaaScoreChangedNotification")[0]?.params).toEqual({
      VirtualDaaScoreChanged: { virtualDaaScore },
    });
    expect(named("sinkBlueScoreChangedNotification")[0]?.params).toEqual({
      SinkBlueScoreChanged: { sinkBlueScore: blueScore },
    });
    const [change] = named("virtualChainChangedNotification");
    expect(change?.params.VirtualChainChanged.acceptedTransactionIds).toEqual([
      { acceptingBlockHash: sink, acceptedTransactionIds: [expect.any(String), txIds[0]] },
    ]);
    await client.call("unsubscribe", { VirtualDaaScoreChanged: {} });
    sim.controls.mine();
    await client.call("ping");
    expect(named("virtualDaaScoreChangedNotification")).toHaveLength(1);
    expect(named("sinkBlueScoreChangedNotification")).toHaveLength(2);
  });

  test("UtxosChanged subscriptions add up, and a reorg gives coins back exactly", async () => {
    await client.call("subscribe", { UtxosChanged: { addresses: [ALICE] } });
    await client.call("subscribe", { UtxosChanged: { addresses: [BOB] } });
    const toAlice = sim.controls.pay({ address: ALICE, sompi: 1_000_000_000n }).txIds[0]!;
    const toBob = sim.controls.pay({ address: BOB, sompi: 2_000_000_000n }).txIds[0]!;
    sim.controls.mine();
    sim.controls.reorg({ depth: 1, drop: [toBob] });
    await client.call("ping");
    const [paid, undone] = named("utxosChangedNotification").map(({ params }) => params.UtxosChanged);
    const ids = (entries: Body[]) => entries.map((entry) => entry.outpoint.transactionId).sort();
    expect(ids(paid.added)).toEqual([toAlice, toBob].sort());
    expect(paid.removed).toEqual([]);
    expect(ids(undone.removed)).toContain(toBob);
    expect(ids(undone.added)).not.toContain(toBob);
    await client.call("unsubscribe", { UtxosChanged: { addresses: [ALICE] } });
    sim.controls.pay({ address: ALICE, sompi: 3_000_000_000n, mine: true });
    sim.controls.pay({ address: BOB, sompi: 3_000_000_000n, mine: true });
    await client.call("ping");
    const last = named("utxosChangedNotification").slice(2);
    expect(last.map(({ params }) => params.UtxosChanged.added[0].address)).toEqual([BOB]);
  });

  test("the oracle counts every method and subscription of a connection", async () => {
    await client.call("subscribe", { VirtualDaaScoreChanged: {} });
    const { methods, subscriptions, connections } = sim.controls.truth();
    expect(methods).toMatchObject({ getBlockDagInfo: 1, subscribe: 1 });
    expect(subscriptions).toEqual({ VirtualDaaScoreChanged: 1 });
    expect(subscriptions.UtxosChanged ?? 0).toBe(0);
    expect(connections).toHaveLength(1);
  });
});
