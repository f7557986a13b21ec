// Notifications only wake the follower: doubled, late, overtaking each other or lost, they change nothing but when.
import type { NetInput, SimControls } from "@kaspa-pay/kaspa-sim";
import { expect } from "vitest";
import { connected, health } from "../conformance/chain-source.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import { CONFIRMED_EVENTS, type TestPayment } from "../support/payment.ts";

const commits: (() => void)[] = [];
const test = gatewayTest({
  per: "test",
  parts: {
    faults: {
      reach(point) {
        if (point === "follower.after-commit") for (const done of commits.splice(0)) done();
      },
    },
  },
});
test.beforeEach(() => {
  commits.length = 0;
});
test.afterEach(({ gateway }) => gateway.workers.followers[0]?.stop());

const pulls = (chain: SimControls): number => chain.truth().methods.getVirtualChainFromBlockV2 ?? 0;

/** Looks again after each page that the follower, running by itself, has written. */
async function until(met: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const written = new Promise<void>((done) => commits.push(done));
    if (await met()) return;
    await written;
  }
}

async function readToTip(gateway: TestGateway): Promise<void> {
  const { sink } = gateway.chain.state();
  await until(async () => (await gateway.cursor()).hash === sink);
}

/** Ten payments, each paid, with a reorganisation among them. */
async function shopping(merchant: Merchant): Promise<TestPayment[]> {
  const payments: TestPayment[] = [];
  for (let i = 0; i < 10; i++) payments.push(await merchant.createPayment());
  for (const [at, payment] of payments.entries()) {
    payment.pay();
    merchant.gateway.chain.mine(1);
    if (at === 5) merchant.gateway.chain.reorg({ depth: 3 });
  }
  merchant.gateway.chain.mine(12);
  return payments;
}

async function expectSold(payments: readonly TestPayment[]): Promise<void> {
  for (const payment of payments) {
    await until(async () => (await payment.status()) === "confirmed");
    expect(await payment.differencesFromChain()).toEqual([]);
    const events = (await payment.eventTypes()).toSorted();
    expect([...new Set(events)]).toEqual(CONFIRMED_EVENTS);
    expect(events.filter((type) => type === "payment.confirmed")).toHaveLength(1);
    expect((await payment.full()).transfers).toHaveLength(1);
  }
}

const NETWORKS: readonly { id: string; how: string; net: NetInput }[] = [
  { id: "N-02", how: "each come twice", net: { dupP: 1 } },
  { id: "N-03", how: "come up to 2,000 ms late and overtake each other", net: { reorderMs: 2_000 } },
  { id: "N-04", how: "are lost, 15 in 100", net: { dropP: 0.15 } },
  { id: "N-04", how: "are all lost", net: { dropP: 1 } },
];

test.for(NETWORKS)(
  "F9 $id: notifications that $how: every payment is found, once, and pulls are coalesced",
  async ({ net }, { gateway, chain, merchant }) => {
    chain.net(net);
    gateway.workers.followers[0]?.start();
    const before = pulls(chain);
    const payments = await shopping(merchant);
    await readToTip(gateway);
    // Far fewer than the notifications of some fifty chain changes, doubled or not.
    expect(pulls(chain) - before).toBeLessThan(60);
    await readToTip(gateway);
    await expectSold(payments);
  },
);

test("F9 N-04: without any notification the next look is the timer's: at most one pull finds nothing before the payment is found", async ({
  gateway,
  chain,
  merchant,
}) => {
  chain.net({ dropP: 1 });
  gateway.workers.followers[0]?.start();
  const payment = await merchant.createPayment();
  payment.pay();
  const before = pulls(chain);
  const found = new Promise<void>((done) => {
    gateway.useCases.bus.subscribe(({ paymentIds }) => {
      if (paymentIds?.includes(payment.id)) done();
    });
  });
  await found;
  expect(pulls(chain) - before).toBeLessThanOrEqual(3);
  expect(await payment.status()).toBe("confirming");
});

test("F9 N-01: cut again and again, the same payments are found after each reconnect, none twice", async ({
  gateway,
  chain,
  merchant,
}) => {
  const [source] = gateway.sources;
  if (source === undefined) throw new Error("no source");
  gateway.workers.followers[0]?.start();
  const payments: TestPayment[] = [];
  for (let cuts = 0; cuts < 5; cuts++) {
    const payment = await merchant.createPayment();
    payments.push(payment);
    const gone = health(source, ({ state }) => state !== "connected");
    chain.disconnect();
    payment.pay();
    await gone;
    chain.mine(3);
    await connected(source);
    await readToTip(gateway);
    expect(await payment.status()).toBe("confirming");
  }
  chain.mine(12);
  await readToTip(gateway);
  await expectSold(payments);
});
