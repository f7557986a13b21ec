// Commands of payers, miners, the merchant's wallet and time. None of them calls the gateway.
import fc from "fast-check";
import { type Command, command } from "./command.ts";
import { thresholdOf } from "./model.ts";
import type { StoreRun } from "./store-run.ts";
import { pick } from "./store-run.ts";

const SHARES = {
  exact: (price: bigint) => price,
  enough: (_: bigint, threshold: bigint) => threshold,
  short: (_: bigint, threshold: bigint) => threshold - 1n,
  half: (price: bigint) => price / 2n,
  over: (price: bigint) => price * 2n,
  dust: () => 1_000_000n,
} as const;

const choice = fc.nat(3);

/** One or two transactions to one payment, some kept out of blocks for now. */
const pay = fc
  .record({
    who: choice,
    share: fc.constantFrom(...(Object.keys(SHARES) as (keyof typeof SHARES)[])),
    parts: fc.constantFrom(1, 1, 1, 2),
    held: fc.constantFrom(false, false, false, true),
    blocks: fc.constantFrom(0, 1, 1),
  })
  .map(({ who, share, parts, held, blocks }) =>
    command(
      `pay(${who}, ${share}${parts > 1 ? " in two" : ""}${held ? ", held" : ""}, +${blocks})`,
      async (model, run) => {
        const payment = pick(model.payments, who);
        if (payment === undefined) return;
        const sompi = SHARES[share](payment.price, thresholdOf(payment));
        const { chain } = run.tested.gateway;
        const { txIds } = chain.pay({
          address: payment.address,
          sompi,
          parts,
          mempoolOnly: held,
          mine: false,
        });
        const part = sompi / BigInt(parts);
        for (const txId of txIds) run.sent.set(txId, { payment, sompi: part });
        if (held) run.held.push(...txIds);
        mine(run, blocks);
      },
    ),
  );

export function mine(run: StoreRun, blocks: number): void {
  if (blocks === 0) return;
  run.tested.gateway.chain.mine(blocks);
  run.unread += blocks;
}

export const mining = fc
  .constantFrom(1, 2, 4, 8, 11)
  .map((blocks) => command(`mine(${blocks})`, async (_, run) => mine(run, blocks)));

/** Some of this run's transactions vanish or are spent twice; all else is accepted again, no earlier than it was. */
export const reorg = fc
  .record({
    depth: fc.constantFrom(1, 3, 9, 12, 14),
    fate: fc.constantFrom("keep", "drop", "double"),
    of: fc.nat(7),
  })
  .map(({ depth, fate, of }) =>
    command(`reorg(${depth}, ${fate} ${of})`, async (_, run) => {
      const lost = pick([...run.sent.keys(), ...run.sentOut], of);
      const ids = lost === undefined ? [] : [lost];
      run.tested.gateway.chain.reorg({
        depth,
        drop: fate === "drop" ? ids : [],
        doubleSpend: fate === "double" ? ids : [],
        reacceptAt: depth,
      });
      run.unread += depth + 1;
      run.reorganised = true;
    }),
  );

/** Held transactions are mined, replaced by a double spend, or dropped. */
const settle = fc.constantFrom("release", "doubleSpend", "dropTx").map((how) =>
  command(how, async (_, run) => {
    const txId = run.held.shift();
    if (txId === undefined) return;
    const { chain } = run.tested.gateway;
    // A reorganisation or another double spend may have removed it already.
    if (!chain.truth("").mempool.some((tx) => tx.txId === txId)) return;
    if (how === "release") chain.release({ txId });
    else chain[how as "dropTx"]({ txId });
    if (how === "doubleSpend") run.unread += 1;
  }),
);

/** The merchant moves money away: never a revert. */
const sweep = choice.map((who) =>
  command(`sweep(${who})`, async (model, run) => {
    const payment = pick(model.payments, who);
    if (payment === undefined) return;
    const { chain } = run.tested.gateway;
    const coin = run.tested.gateway.chain
      .truth(payment.address)
      .outputs.find((output) => output.spent === null);
    if (coin === undefined || isSpentAlready(run, coin)) return;
    chain.spend({ outpoint: { transactionId: coin.txId, index: coin.index } });
    run.swept.add(`${coin.txId}:${coin.index}`);
    mine(run, 1);
  }),
);

function isSpentAlready(run: StoreRun, coin: { txId: string; index: number }): boolean {
  return run.swept.has(`${coin.txId}:${coin.index}`);
}

/** Never near a deadline or the end of a revert hold: level 0 proves those to the millisecond. */
const clock = fc.constantFrom(1_000, 61_000, 425_000, 1_500_000).map((ms) =>
  command(`clock(+${ms / 1_000} s)`, async (_, run) => {
    await run.tested.advance(ms);
    run.unread += 12;
  }),
);

const price = fc.constantFrom("0.1", "0.08", "0.125").map((usd) =>
  command(`price(${usd})`, async (_, run) => {
    run.rate = usd;
  }),
);

const KEPT_BLOCKS = 60;

/** The node prunes old blocks, never ones that were not read yet. */
const prune = fc.constant(
  command("prune", async (_, run) => {
    if (run.unread < KEPT_BLOCKS - 10) run.tested.gateway.chain.prune({ keep: KEPT_BLOCKS });
  }),
);

export const chainCommands: fc.Arbitrary<Command>[] = [
  ...[pay, pay, pay, mining, mining, reorg, reorg, settle, sweep, clock, price, prune],
];
