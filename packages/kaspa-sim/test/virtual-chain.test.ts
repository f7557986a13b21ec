import { describe, expect, test } from "vitest";
import { freshNode } from "./support/node.ts";
import type { Body } from "./support/raw-client.ts";
import { someAddress } from "./support/simulation.ts";

const ALICE = someAddress("alice");

const node = freshNode();

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
    node.sim.controls.pay({ address: ALICE, sompi: 500_000_000n });
    node.sim.controls.mine();
    const at = async (level: string) => {
      const page = await node.page(node.genesis, level);
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

  test("parents come as runs, each with the level before which it ends, as the official client decodes them", async () => {
    const { sink: parent } = node.sim.controls.mine();
    node.sim.controls.mine();
    const page = await node.page(parent, "High");
    const [block] = page.chainBlockAcceptedTransactions;
    expect(block.chainBlockHeader.parentsByLevel).toEqual([[1, expect.arrayContaining([parent])]]);
  });

  test("absent values are written as null, not left out", async () => {
    node.sim.controls.pay({ address: ALICE, sompi: 500_000_000n });
    node.sim.controls.mine();
    await node.page(node.genesis);
    const text = node.client.frames[node.client.frames.length - 1]!;
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
    const { txIds } = node.sim.controls.pay({ address: ALICE, sompi: 500_000_000n });
    node.sim.controls.mine(2);
    const page = await node.page(node.genesis);
    const [first, second] = page.chainBlockAcceptedTransactions;
    const [coinbase, payment] = first.acceptedTransactions;
    expect(coinbase.inputs).toEqual([]);
    expect(coinbase.subnetworkId).toBe(`01${"0".repeat(38)}`);
    expect(coinbase.verboseData.blockHash).toBe(node.genesis);
    expect(payment.verboseData.transactionId).toBe(txIds[0]);
    const { block } = await node.client.call("getBlock", {
      hash: first.chainBlockHeader.hash,
      includeTransactions: true,
    });
    const merged = block.verboseData.mergeSetBluesHashes;
    expect(merged[0]).toBe(node.genesis);
    expect(merged).toContain(payment.verboseData.blockHash);
    expect(payment.verboseData.blockHash).not.toBe(first.chainBlockHeader.hash);
    expect(second.acceptedTransactions[0].verboseData.transactionId).toBe(
      block.transactions[0].verboseData.transactionId,
    );
    const holder = await node.client.call("getBlock", {
      hash: payment.verboseData.blockHash,
      includeTransactions: true,
    });
    expect(holder.block.transactions.map((tx: Body) => tx.verboseData.transactionId)).toContain(txIds[0]);
    expect(holder.block.verboseData.isChainBlock).toBe(false);
  });

  test("a page ends when its merged blocks reach 2 480, and pages join without a gap", async () => {
    node.sim.controls.mine(3_000);
    const seen: string[] = [];
    let start = node.genesis;
    for (let pages = 0; ; pages++) {
      const page = await node.page(start);
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
    expect(seen[seen.length - 1]).toBe(node.sim.controls.state().sink);
  });

  const blueScoreOf = async (hash: string): Promise<number> =>
    (await node.client.call("getBlock", { hash, includeTransactions: false })).block.header.blueScore;

  test("minConfirmationCount strips from the page's end, removed stays whole", async () => {
    node.sim.controls.mine(30);
    const old = node.sim.controls.state().sink;
    node.sim.controls.reorg({ depth: 5 });
    const sinkScore = node.sim.controls.state().blueScore;
    const page = await node.page(old, "Low", 6);
    expect(page.removedChainBlockHashes).toHaveLength(5);
    for (const entry of page.chainBlockAcceptedTransactions) {
      expect(sinkScore - entry.chainBlockHeader.blueScore).toBeGreaterThan(6);
    }
    const all = await node.page(old);
    const dropped = all.chainBlockAcceptedTransactions.slice(page.addedChainBlockHashes.length);
    for (const entry of dropped) expect(sinkScore - entry.chainBlockHeader.blueScore).toBeLessThanOrEqual(6);
  });

  test("removed begins with the start block and descends; added ascends from the fork point", async () => {
    node.sim.controls.mine(10);
    const chain: string[] = (await node.page(node.genesis)).addedChainBlockHashes;
    const reorg = node.sim.controls.reorg({ depth: 4 });
    const page = await node.page(chain[9]!);
    expect(page.removedChainBlockHashes).toEqual(chain.slice(6).reverse());
    expect(page.addedChainBlockHashes).toEqual(reorg.added);
    expect(page.addedChainBlockHashes).toHaveLength(5);
    expect((await node.page(chain[7]!)).removedChainBlockHashes).toEqual([chain[7], chain[6]]);
    expect((await node.page(chain[5]!)).removedChainBlockHashes).toEqual([]);
  });

  test.each(["output", "coinbase", "input"] as const)(
    "a non-standard %s fails Low, High and Full as a whole; None, V1 and getBlock survive",
    async (where) => {
      const { txIds } = node.sim.controls.poison({ where });
      for (const level of ["Low", "High", "Full", null]) {
        await expect(node.page(node.genesis, level)).rejects.toThrow(/^The address is invalid$/);
      }
      const none = await node.page(node.genesis, "None");
      const v1 = await node.client.call("getVirtualChainFromBlock", {
        startHash: node.genesis,
        includeAcceptedTransactionIds: true,
        minConfirmationCount: null,
      });
      expect(v1.addedChainBlockHashes).toEqual(none.addedChainBlockHashes);
      const accepted = v1.acceptedTransactionIds.flatMap((entry: Body) => entry.acceptedTransactionIds);
      expect(accepted).toContain(txIds[0]);
      const bodies: string[] = [];
      for (const hash of v1.addedChainBlockHashes) {
        const { block } = await node.client.call("getBlock", { hash, includeTransactions: true });
        for (const merged of block.verboseData.mergeSetBluesHashes) {
          const { block: body } = await node.client.call("getBlock", {
            hash: merged,
            includeTransactions: true,
          });
          bodies.push(...body.transactions.map((tx: Body) => tx.verboseData.transactionId));
        }
      }
      expect(accepted.filter((id: string) => !bodies.includes(id))).toEqual([]);
    },
  );
});
