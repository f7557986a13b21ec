// W7: the gateway was down for an hour. How long until it has read the 36 000 blocks it missed, was any of the payments
// among them lost, and does its API answer meanwhile?
import { setTimeout as delay } from "node:timers/promises";
import type { SimNode } from "@kaspa-pay/kaspa-sim";
import { reached } from "../gateway/cursor.ts";
import { type BenchPayment, type Merchant, registerMerchant, repeat } from "../gateway/merchant.ts";
import { type Setup, withSetup } from "../gateway/setup.ts";
import { percentile } from "../measure/figures.ts";
import { readsUntil } from "../measure/reads.ts";
import type { Outcome } from "../report.ts";

const CHAIN_BLOCKS = 36_000;
const PAYMENTS = 100;
const STRANGERS_PER_BLOCK = 3;
const IDLE_MS = 6_000;
const READ_EVERY_MS = 10;
const PATIENCE_MS = 300_000;

export const catchUp = (): Promise<Outcome> => withSetup({ blocksPerSecond: 0, mergePerBlock: 1 }, measure);

async function measure(setup: Setup): Promise<Outcome> {
  const { sim, database } = setup;
  const before = await setup.startGateway();
  const merchant = await registerMerchant(before.url);
  const payments = await repeat(PAYMENTS, 5, () => merchant.createPayment());
  await reached(database, sim.controls.mine(2).sink, PATIENCE_MS);
  await before.kill();
  sim.controls.fill({ txsPerBlock: STRANGERS_PER_BLOCK });
  const sink = mineAnHour(sim, payments);

  const reader = await setup.startBareReader();
  const { rows } = await database.query<{ hash: string }>("SELECT hash FROM cursors");
  const bare = await reader.read(rows[0]?.hash ?? "");

  const started = performance.now();
  const gateway = await setup.startGateway();
  const listening = performance.now();
  const caughtUp = reached(database, sink, PATIENCE_MS);
  const busy = await readsUntil(caughtUp, `${gateway.url}/api/v1/price`, READ_EVERY_MS);
  const done = await caughtUp;
  const idle = await readsUntil(delay(IDLE_MS), `${gateway.url}/api/v1/price`, READ_EVERY_MS);
  const missed = await missing(merchant, payments);
  return outcomeOf({
    startMs: listening - started,
    catchUpMs: done - listening,
    bareMs: bare.ms,
    busy,
    idle,
    missed,
  });
}

/** Payments are spread evenly over the blocks. */
function mineAnHour(sim: SimNode, payments: readonly BenchPayment[]): string {
  const between = CHAIN_BLOCKS / payments.length;
  for (const { kaspaAddress: address, amountSompi: sompi } of payments) {
    sim.controls.pay({ address, sompi });
    sim.controls.mine(between);
  }
  return sim.controls.state().sink;
}

async function missing(merchant: Merchant, payments: readonly BenchPayment[]): Promise<number> {
  const states = await Promise.all(payments.map(({ id }) => merchant.statusOf(id)));
  return states.filter((status) => status !== "confirmed").length;
}

interface Figures {
  startMs: number;
  catchUpMs: number;
  bareMs: number;
  busy: readonly number[];
  idle: readonly number[];
  missed: number;
}

function outcomeOf({ startMs, catchUpMs, bareMs, busy, idle, missed }: Figures): Outcome {
  const slower = percentile(busy, 0.95) / percentile(idle, 0.95);
  return {
    rows: [
      { what: "start until it listens", value: startMs, unit: "ms" },
      { what: `${CHAIN_BLOCKS} blocks, from listening to caught up`, value: catchUpMs / 1000, unit: "s" },
      { what: "the same by P1", value: bareMs / 1000, unit: "s" },
      { what: "P1 / gateway", value: bareMs / catchUpMs, unit: "" },
      { what: `reads answered meanwhile: ${busy.length}, p95`, value: percentile(busy, 0.95), unit: "ms" },
      { what: "the slowest", value: Math.max(...busy), unit: "ms" },
      { what: "reads when idle, p95", value: percentile(idle, 0.95), unit: "ms" },
    ],
    goals: [
      { what: "caught up after", value: (startMs + catchUpMs) / 1000, unit: "s", limit: 30, rule: "atMost" },
      { what: `payments missed, of ${PAYMENTS}`, value: missed, unit: "", limit: 0, rule: "atMost" },
      { what: "reads while catching up / idle, p95", value: slower, unit: "", limit: 2, rule: "atMost" },
    ],
    notes: [
      `The gateway was killed, ${CHAIN_BLOCKS} blocks with ${STRANGERS_PER_BLOCK} unrelated transactions each and ${PAYMENTS} payments among them were mined, and it was started again.`,
      "P1 read the same blocks from the same node just before. The node shares the machine's cores and writes its pages meanwhile.",
    ],
  };
}
