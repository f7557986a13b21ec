import { scriptPublicKeyOf } from "@kaspa-pay/kaspa";
import { parseLossless, schemas, stringifyLossless } from "@kaspa-pay/kaspa/wrpc";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Chain } from "../src/chain/chain.ts";
import { spentKeys } from "../src/chain/transaction.ts";
import { paymentControls } from "../src/control/payments.ts";
import { virtualChain, virtualChainV2 } from "../src/rpc/chain-replies.ts";
import type { Simulator } from "../src/simulator.ts";
import { START, simulation, someAddress } from "./support/simulation.ts";

type Command =
  | { kind: "mine"; n: number }
  | { kind: "pay"; to: number; sompi: number; parts: number }
  | { kind: "sweep"; to: number }
  | { kind: "reorg"; depth: number; drop: number; conflict: boolean; pool: boolean }
  | { kind: "prune"; keep: number };

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("mine" as const), n: fc.integer({ min: 1, max: 8 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("pay" as const),
      to: fc.integer({ min: 0, max: 5 }),
      sompi: fc.integer({ min: 1, max: 2 ** 50 }),
      parts: fc.constantFrom(1, 1, 2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("sweep" as const), to: fc.integer({ min: 0, max: 5 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("reorg" as const),
      depth: fc.integer({ min: 1, max: 12 }),
      drop: fc.integer({ min: 0, max: 3 }),
      conflict: fc.boolean(),
      pool: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("prune" as const), keep: fc.integer({ min: 20, max: 60 }) }),
  },
);

const commands = fc.array(command, { minLength: 1, maxLength: 25 });
const unprunedCommands = fc.array(
  command.filter(({ kind }) => kind !== "prune"),
  { minLength: 1, maxLength: 25 },
);

function run(simulator: Simulator, command: Command): void {
  const { chain } = simulator;
  const controls = paymentControls(
    simulator,
    () => ({}) as never,
    () => 100,
  );
  switch (command.kind) {
    case "mine":
      simulator.mine(command.n);
      break;
    case "pay":
      controls.pay({
        address: someAddress(command.to),
        sompi: Math.max(command.sompi, command.parts),
        parts: command.parts,
      });
      break;
    case "sweep": {
      const script = scriptPublicKeyOf(someAddress(command.to));
      const key = [...chain.utxos.keysOf(script)].find((coin) => !chain.mempool.spenderOf(coin));
      if (key) controls.spend({ outpoint: key });
      break;
    }
    case "reorg": {
      const depth = Math.min(command.depth, chain.store.selectedChain().length - 2);
      if (depth < 1) break;
      const ids = chain.store
        .selectedChain()
        .slice(-depth)
        .flatMap((block) => block.accepted.map(({ tx }) => tx.id));
      const chosen = ids.slice(0, command.drop);
      simulator.reorg({
        depth,
        ...(command.conflict ? { doubleSpend: chosen } : { drop: chosen }),
        ...(command.pool && { reaccept: ids.slice(command.drop, command.drop + 2) }),
      });
      break;
    }
    case "prune":
      chain.pruneTo(command.keep);
      break;
  }
}

function coins(chain: Chain): string[] {
  return [...chain.utxos.entries()]
    .map(([key, entry]) => `${key} ${entry.amount} ${entry.blockDaaScore} ${entry.isCoinbase}`)
    .sort();
}

describe("invariants under random payments, blocks, reorgs and pruning", () => {
  test("the coin set after any reorg equals the set rebuilt from genesis, and supply is conserved", () => {
    fc.assert(
      fc.property(unprunedCommands, (list) => {
        const { simulator, chain } = simulation();
        const genesisSompi = chain.utxos.totalSompi;
        for (const item of list) run(simulator, item);
        const rebuilt = new Chain({ ...chain.settings, now: () => START });
        let expected = genesisSompi;
        for (const block of chain.store.selectedChain().slice(2)) {
          const parent = rebuilt.store.sink;
          expected += parent.reward.reduce((sum, output) => sum + output.value, 0n);
          const copy = rebuilt.replay(block);
          expect(copy.accepted.map(({ tx }) => tx.id)).toEqual(block.accepted.map(({ tx }) => tx.id));
          for (const { tx, spent } of block.accepted) {
            const paidIn = spent.reduce((sum, entry) => sum + entry.amount, 0n);
            const paidOut = tx.outputs.reduce((sum, output) => sum + output.value, 0n);
            expect(paidIn).toBeGreaterThanOrEqual(paidOut);
            expected -= paidIn - paidOut;
          }
        }
        expect(coins(chain)).toEqual(coins(rebuilt));
        expect(chain.utxos.totalSompi).toBe(expected);
        expect(
          [...chain.ledger.outputs()]
            .map((o) => JSON.stringify(o, (_, v) => (typeof v === "bigint" ? `${v}` : v)))
            .sort(),
        ).toEqual(
          [...rebuilt.ledger.outputs()]
            .map((o) => JSON.stringify(o, (_, v) => (typeof v === "bigint" ? `${v}` : v)))
            .sort(),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("undo is the exact inverse of apply", () => {
    fc.assert(
      fc.property(unprunedCommands, fc.integer({ min: 1, max: 6 }), (list, depth) => {
        const { simulator, chain } = simulation();
        for (const item of list) run(simulator, item);
        const before = coins(chain);
        const ledger = [...chain.ledger.outputs()].length;
        simulator.mine(depth);
        for (let left = depth; left > 0; left--) chain.pop();
        expect(coins(chain)).toEqual(before);
        expect([...chain.ledger.outputs()].length).toBe(ledger);
      }),
      { numRuns: 40 },
    );
  });

  test("scores strictly grow along the chain, and no outpoint is spent twice", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const { simulator, chain } = simulation();
        for (const item of list) run(simulator, item);
        const blocks = chain.store.selectedChain();
        const spent = new Set<string>();
        for (const [index, block] of blocks.entries()) {
          const parent = blocks[index - 1];
          if (parent) {
            expect(block.parents[0]).toBe(parent.hash);
            expect(block.daaScore).toBeGreaterThan(parent.daaScore);
            expect(block.blueScore).toBeGreaterThan(parent.blueScore);
            expect(block.timestamp).toBeGreaterThan(parent.timestamp);
          }
          for (const { tx } of block.accepted) {
            for (const key of spentKeys(tx)) {
              expect(spent.has(key)).toBe(false);
              spent.add(key);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("a naive client that follows pages has the sink's history, V1 and V2 agree, and every frame passes the schemas", () => {
    fc.assert(
      fc.property(commands, fc.integer({ min: 1, max: 40 }), (list, pageLimit) => {
        const { simulator, chain, view } = simulation();
        view.faults.pageLimit = pageLimit;
        const followed: string[] = chain.store.selectedChain().map((block) => block.hash);
        const accepted = new Map<string, string[]>();
        const follow = () => {
          for (;;) {
            const params = { startHash: followed[followed.length - 1]!, minConfirmationCount: null };
            const wire = stringifyLossless(virtualChainV2(view, { ...params, dataVerbosityLevel: "Low" }));
            const page = schemas.getVirtualChainFromBlockV2.reply.parse(parseLossless(wire));
            const ids = schemas.getVirtualChainFromBlock.reply.parse(
              parseLossless(
                stringifyLossless(virtualChain(view, { ...params, includeAcceptedTransactionIds: true })),
              ),
            );
            expect(ids.addedChainBlockHashes).toEqual(page.addedChainBlockHashes);
            expect(ids.removedChainBlockHashes).toEqual(page.removedChainBlockHashes);
            for (const hash of page.removedChainBlockHashes) expect(followed.pop()).toBe(hash);
            page.chainBlockAcceptedTransactions.forEach((entry, index) => {
              const hash = page.addedChainBlockHashes[index]!;
              expect(entry.chainBlockHeader.hash).toBe(hash);
              const txIds = entry.acceptedTransactions.map((tx) => tx.verboseData?.transactionId ?? "");
              expect(ids.acceptedTransactionIds[index]).toEqual({
                acceptingBlockHash: hash,
                acceptedTransactionIds: txIds,
              });
              accepted.set(hash, txIds);
              followed.push(hash);
            });
            if (page.addedChainBlockHashes.length === 0) return;
          }
        };
        for (const item of list) {
          // This client keeps up, so pruning never reaches its cursor.
          if (item.kind === "prune") follow();
          run(simulator, item);
        }
        follow();
        const kept = chain.store.selectedChain();
        expect(followed.slice(-kept.length)).toEqual(kept.map((block) => block.hash));
        for (const block of kept.slice(2)) {
          if (!accepted.has(block.hash)) continue;
          expect(accepted.get(block.hash)!.slice(1)).toEqual(block.accepted.map(({ tx }) => tx.id));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("equal seed and commands give equal hashes, another seed gives others", () => {
    fc.assert(
      fc.property(unprunedCommands, (list) => {
        const hashes = ["one", "one", "two"].map((seed) => {
          const { simulator, chain } = simulation(seed);
          for (const item of list) run(simulator, item);
          simulator.mine(1);
          return chain.store.sink.hash;
        });
        expect(hashes[0]).toBe(hashes[1]);
        expect(hashes[0]).not.toBe(hashes[2]);
      }),
      { numRuns: 20 },
    );
  });
});
