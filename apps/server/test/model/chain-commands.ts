// Commands of payers, miners, the merchant's wallet and time. None of them calls the gateway.
import fc from "fast-check";
import { type Command, command } from "./command.ts";
import type { Life } from "./life.ts";
import { pick } from "./life.ts";
import { thresholdOf } from "./model.ts";

const SHARES = {
  exact: (price: bigint) => price,
  enough: (_: bigint, threshold: bigint) => threshold,
  short: (_: bigint, threshold: bigint) => threshold - 1n,
  half: (price: bigint) => price / 2n,
  over: (price: bigint) => price * 2n,
  dust: () => 1_000_000n,
} as const;

const place = fc.nat(3);

/** One or two transactions to one payment, some kept out of blocks for now. */
const pay = fc
  .record({
    who: place,
    share: fc.constantFrom(...(Object.keys(SHARES) as (keyof typeof SHARES)[])),
    parts: fc.constantFrom(1, 1, 1, 2),
    held: fc.constantFrom(false, false, false, true),
    blocks: fc.constantFrom(0, 1, 1),
  })
  .map(({ who, share, parts, held, blocks }) =>
    command(
      `pay(${who}, ${share}${parts > 1 ? " in two" : ""}${held ? ", held" : ""}, +${blocks})`,
      async (model, life) => {
        const payment = pick(model.payments, who);
        if (payment === undefined) return;
        const sompi = SHARES[share](payment.price, thresholdOf(payment));
        const { controls } = life.house.sim;
        const { txIds } = controls.pay({
          address: payment.address,
          sompi,
          parts,
          mempoolOnly: held,
          mine: false,
        });
        const part = sompi / BigInt(parts);
        for (const txId of txIds) life.sent.set(txId, { payment, sompi: part });
        if (held) life.held.push(...txIds);
        mine(life, blocks);
      },
    ),
  );

function mine(life: Life, blocks: number): void {
  if (blocks === 0) return;
  life.house.mine(blocks);
  life.unread += blocks;
}

const mining = fc
  .constantFrom(1, 2, 4, 8, 11)
  .map((blocks) => command(`mine(${blocks})`, async (_, life) => mine(life, blocks)));

/** Some of this life's transactions vanish or are spent twice; all else is accepted again, no earlier than it was. */
const reorg = fc
  .record({
    depth: fc.constantFrom(1, 3, 9, 12, 14),
    fate: fc.constantFrom("keep", "drop", "double"),
    of: fc.nat(7),
  })
  .map(({ depth, fate, of }) =>
    command(`reorg(${depth}, ${fate} ${of})`, async (_, life) => {
      const lost = pick([...life.sent.keys()], of);
      const ids = lost === undefined ? [] : [lost];
      life.house.sim.controls.reorg({
        depth,
        drop: fate === "drop" ? ids : [],
        doubleSpend: fate === "double" ? ids : [],
        reacceptAt: depth,
      });
      life.unread += depth + 1;
      life.turned = true;
    }),
  );

/** Held transactions are mined, replaced by a double spend, or dropped. */
const settle = fc.constantFrom("release", "doubleSpend", "dropTx").map((how) =>
  command(how, async (_, life) => {
    const txId = life.held.shift();
    if (txId === undefined) return;
    const { controls } = life.house.sim;
    // A reorganisation or another double spend may have removed it already.
    if (!controls.truth("").mempool.some((one) => one.txId === txId)) return;
    if (how === "release") controls.release({ txId });
    else controls[how as "dropTx"]({ txId });
    if (how === "doubleSpend") life.unread += 1;
  }),
);

/** The merchant moves money away: never a revert. */
const sweep = place.map((who) =>
  command(`sweep(${who})`, async (model, life) => {
    const payment = pick(model.payments, who);
    if (payment === undefined) return;
    const { controls } = life.house.sim;
    const coin = life.house.outputs(payment.address).find((one) => one.spent === null);
    if (coin === undefined || isSpentAlready(life, coin)) return;
    controls.spend({ outpoint: { transactionId: coin.txId, index: coin.index } });
    life.swept.add(`${coin.txId}:${coin.index}`);
    mine(life, 1);
  }),
);

function isSpentAlready(life: Life, coin: { txId: string; index: number }): boolean {
  return life.swept.has(`${coin.txId}:${coin.index}`);
}

/** Never near a deadline or the end of a revert hold: level 0 proves those to the millisecond. */
const clock = fc.constantFrom(1_000, 61_000, 425_000, 1_500_000).map((ms) =>
  command(`clock(+${ms / 1_000} s)`, async (_, life) => {
    await life.house.pass(ms);
    life.unread += 12;
  }),
);

const price = fc.constantFrom("0.1", "0.08", "0.125").map((usd) =>
  command(`price(${usd})`, async (_, life) => {
    life.rate = usd;
  }),
);

const KEPT_BLOCKS = 60;

/** The node prunes old blocks, never ones that were not read yet. */
const prune = fc.constant(
  command("prune", async (_, life) => {
    if (life.unread < KEPT_BLOCKS - 10) life.house.sim.controls.prune({ keep: KEPT_BLOCKS });
  }),
);

export const chainCommands: fc.Arbitrary<Command>[] = [
  ...[pay, pay, pay, mining, mining, reorg, reorg, settle, sweep, clock, price, prune],
];
