// W3: a block with a payment leaves the node's socket; how long until the merchant's server has the signed webhook?
// One after another, then a burst, then a burst with a kill -9 in its middle.
import type { SimNode } from "@kaspa-pay/kaspa-sim";
import type { WebhookReceiver } from "../../apps/server/test/support/webhook-receiver.ts";
import { type BenchPayment, type Merchant, registerMerchant, repeat } from "../gateway/merchant.ts";
import { type Setup, withSetup } from "../gateway/setup.ts";
import { percentile } from "../measure/figures.ts";
import { verifiedPayment } from "../measure/verified-payment.ts";
import type { Outcome } from "../report.ts";

const ONE_BY_ONE = 300;
const BURST = 1_000;
const KILLED_BURST = 300;
const PATIENCE_MS = 10_000;
/** A killed process's deliveries are leased for a while before another may take them. */
const AFTER_KILL_PATIENCE_MS = 90_000;

export const webhooks = (): Promise<Outcome> => withSetup({ blocksPerSecond: 0 }, measure);

async function measure(setup: Setup): Promise<Outcome> {
  const { sim } = setup;
  const receiver = await setup.startReceiver();
  const bareUrl = await setup.startBareExpress();
  const gateway = await setup.startGateway();
  const merchant = await registerMerchant(gateway.url);
  const secret = await merchant.createWebhook(receiver.url, ["payment.confirming"]);
  const single = await oneByOne(sim, merchant, receiver, bareUrl);
  const burst = await burstOf(BURST, sim, merchant, receiver);
  const killed = await prepare(KILLED_BURST, sim, merchant);
  const before = receiver.received.length;
  sim.controls.mine();
  await receiver.hasAll(before + KILLED_BURST / 5, PATIENCE_MS);
  await gateway.kill();
  const killedAt = receiver.received.length - before;
  await setup.startGateway();
  const lost = await lostOf(killed, receiver, secret, before);
  return outcomeOf({ ...single, ...burst, killedAt, ...lost });
}

interface Figures {
  ours: number[];
  bare: number[];
  burstMs: number;
  killedAt: number;
  lost: number;
  repeated: number;
}

async function oneByOne(sim: SimNode, merchant: Merchant, receiver: WebhookReceiver, bareUrl: string) {
  const payments = await repeat(ONE_BY_ONE, 5, () => merchant.createPayment());
  // Payments count outputs younger than themselves, so their birth block has to be over.
  sim.controls.mine(2);
  const ours: number[] = [];
  const bare: number[] = [];
  const to = encodeURIComponent(receiver.url);
  for (const { kaspaAddress: address, amountSompi: sompi } of payments) {
    const webhook = receiver.next();
    sim.controls.pay({ address, sompi, mine: true });
    const mined = performance.now();
    ours.push((await webhook).at - mined);
    const posted = receiver.next();
    const asked = performance.now();
    const headers = { "content-type": "application/json" };
    await fetch(`${bareUrl}/send?to=${to}`, { method: "POST", headers, body: '{"paid":true}' });
    bare.push((await posted).at - asked);
  }
  return { ours, bare };
}

/** Payments whose money waits in the mempool. */
async function prepare(count: number, sim: SimNode, merchant: Merchant): Promise<BenchPayment[]> {
  const payments = await repeat(count, 5, () => merchant.createPayment());
  sim.controls.mine(2);
  sim.controls.holdTxs({ on: true });
  for (const { kaspaAddress: address, amountSompi: sompi } of payments) sim.controls.pay({ address, sompi });
  sim.controls.holdTxs({ on: false });
  return payments;
}

async function burstOf(count: number, sim: SimNode, merchant: Merchant, receiver: WebhookReceiver) {
  await prepare(count, sim, merchant);
  const before = receiver.received.length;
  sim.controls.mine();
  const mined = performance.now();
  const complete = await receiver.hasAll(before + count, PATIENCE_MS);
  if (!complete) throw new Error(`Only ${receiver.received.length - before} of ${count} webhooks came`);
  return { burstMs: (receiver.received[before + count - 1]?.at ?? Number.NaN) - mined };
}

async function lostOf(
  payments: readonly BenchPayment[],
  receiver: WebhookReceiver,
  secret: string,
  before: number,
) {
  const missing = new Set(payments.map(({ id }) => id));
  let read = before;
  let repeated = 0;
  while (missing.size > 0) {
    if (!(await receiver.hasAll(read + 1, AFTER_KILL_PATIENCE_MS))) break;
    for (; read < receiver.received.length; read += 1) {
      const webhook = receiver.received[read];
      if (webhook !== undefined && !missing.delete(await verifiedPayment(webhook, secret))) repeated += 1;
    }
  }
  return { lost: missing.size, repeated };
}

function outcomeOf({ ours, bare, burstMs, killedAt, lost, repeated }: Figures): Outcome {
  const p50 = percentile(ours, 0.5);
  const p99 = percentile(ours, 0.99);
  const row = (what: string, value: number, unit: string) => ({ what, value, unit });
  const atMost = (what: string, value: number, unit: string, limit: number) =>
    ({ what, value, unit, limit, rule: "atMost" }) as const;
  return {
    rows: [
      row(`block to webhook, ${ONE_BY_ONE} one after another, p50`, p50, "ms"),
      row("the same, p95", percentile(ours, 0.95), "ms"),
      row("the same, p99", p99, "ms"),
      row("P0 request to signed POST, p50", percentile(bare, 0.5), "ms"),
      row("P0, p99", percentile(bare, 0.99), "ms"),
      row("ours / P0, p50", p50 / percentile(bare, 0.5), ""),
      row(`burst of ${BURST}: last webhook after`, burstMs, "ms"),
      row(`kill -9 after ${killedAt} of ${KILLED_BURST}: sent twice`, repeated, ""),
    ],
    goals: [
      atMost("block to webhook, p50", p50, "ms", 10),
      atMost("block to webhook, p99", p99, "ms", 40),
      atMost(`burst of ${BURST}`, burstMs, "ms", 5_000),
      atMost("lost under kill -9", lost, "", 0),
    ],
    notes: [
      "From the moment the block's notification was written to the node's socket to the last byte of payment.confirming at the receiver; P0 interleaved with each.",
      "The node is stepped by hand: each block is mined when the one before has been told of.",
      `Every webhook of the killed burst was verified; ${repeated} came twice with the same id, as at-least-once allows.`,
    ],
  };
}
