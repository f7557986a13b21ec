// The server's or the node's clock is wrong: no payer loses time by it, and staff are notified.
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import { CONFIRMED_EVENTS } from "../support/payment.ts";

const MINUTE_MS = 60_000;
const WINDOW = { expiryMinutes: 5 };
const OVER_MS = 6 * MINUTE_MS;

interface Clocks {
  /** Milliseconds by which the chain is ahead of server and database. */
  skewMs: number;
  now: number;
}

interface Apart {
  readonly gateway: TestGateway;
  readonly merchant: Merchant;
  readonly clocks: Clocks;
  readonly warnings: { alert?: string; skewSeconds?: number }[];
}

/** Chain and server each have a clock of their own. */
async function openApart(skewMs: number): Promise<Apart> {
  const clocks: Clocks = { skewMs, now: Date.now() };
  const warnings: Apart["warnings"] = [];
  const log = pino({ level: "warn" }, { write: (line) => void warnings.push(JSON.parse(line)) });
  const gateway = await startGateway({
    chain: { now: () => clocks.now + clocks.skewMs },
    parts: { clock: { now: () => clocks.now }, log },
  });
  onTestFinished(() => gateway.close());
  const merchant = await gateway.signUp("merchant");
  // A first block after the chain was read to its end shows what time it is there.
  await gateway.mine(1);
  return { gateway, merchant, clocks, warnings };
}

const get = async (gateway: TestGateway, path: string) => (await fetch(`${gateway.url}${path}`)).json();

test.for([
  ["slow: the chain is 7 minutes ahead", 7 * MINUTE_MS],
  ["fast: the chain is 7 minutes behind", -7 * MINUTE_MS],
] as const)(
  "with a server that is %s, who pays at once is confirmed and dated in order",
  async ([, skewMs]) => {
    const { gateway, merchant } = await openApart(skewMs);
    const payment = await merchant.createPayment(WINDOW);
    await gateway.mine(20);
    expect(await payment.status()).toBe("pending");
    payment.pay();
    await gateway.mine(12);
    expect((await payment.eventTypes()).toSorted()).toEqual(CONFIRMED_EVENTS);
    const { createdAt, confirmedAt, transfers } = await payment.full();
    const [transfer] = transfers;
    expect(transfer).toMatchObject({ late: false, credited: true });
    const times = [createdAt, transfer?.paidAt, transfer?.confirmedAt, confirmedAt];
    expect(times.toSorted()).toEqual(times);
  },
);

test("nothing expires before both clocks have passed the deadline, whichever is ahead", async () => {
  for (const skewMs of [7 * MINUTE_MS, -7 * MINUTE_MS]) {
    const { gateway, merchant, clocks } = await openApart(skewMs);
    const payment = await merchant.createPayment(WINDOW);
    // The clock that is ahead passes the deadline; for a server that is ahead that takes the whole time.
    if (skewMs < 0) clocks.now += OVER_MS;
    await gateway.mine(15);
    expect(await payment.status()).toBe("pending");
    clocks.now += skewMs < 0 ? 7 * MINUTE_MS : OVER_MS;
    await gateway.mine(15);
    await gateway.mine(1);
    expect(await payment.status()).toBe("expired");
  }
});

test("money that one clock still calls in time is in time", async () => {
  const slow = await openApart(7 * MINUTE_MS);
  const toSlow = await slow.merchant.createPayment(WINDOW);
  slow.clocks.now += 4 * MINUTE_MS;
  toSlow.pay();
  await slow.gateway.mine(12);
  expect(await toSlow.status()).toBe("confirmed");
  const fast = await openApart(-7 * MINUTE_MS);
  const toFast = await fast.merchant.createPayment(WINDOW);
  fast.clocks.now += OVER_MS;
  toFast.pay();
  await fast.gateway.mine(12);
  expect(await toFast.status()).toBe("confirmed");
});

test("clocks more than 30 s apart are reported in the log, in /readyz, in /network and to the dashboard, until they agree", async () => {
  const { gateway, clocks, warnings } = await openApart(420_000);
  const alerts = () =>
    warnings.filter(({ alert }) => alert === "clock_skew").map((warning) => warning.skewSeconds);
  expect(alerts()).toEqual([expect.closeTo(420, -1)]);
  expect((await get(gateway, "/api/v1/network")).clockSkewSeconds).toBeCloseTo(420, -1);
  const entryOf = async () =>
    (await get(gateway, "/readyz")).entries.find((entry: { name: string }) => entry.name === "clock simnet");
  expect(await entryOf()).toMatchObject({ ok: false });
  // Time of the chain never runs back, so it is the server that catches up.
  clocks.now += 420_000;
  clocks.skewMs = 0;
  await gateway.mine(1);
  expect(await entryOf()).toMatchObject({ ok: true });
  expect(Math.abs((await get(gateway, "/api/v1/network")).clockSkewSeconds)).toBeLessThan(30);
  expect(alerts()).toHaveLength(1);
});

test("a chain that did not grow, or was read late, reports no clock difference", async () => {
  const { gateway, clocks, warnings } = await openApart(0);
  await gateway.stop();
  clocks.now += 10 * MINUTE_MS;
  await gateway.restart();
  await gateway.follow();
  await gateway.follow();
  expect((await get(gateway, "/api/v1/network")).clockSkewSeconds).toBeNull();
  expect(warnings.filter(({ alert }) => alert === "clock_skew")).toEqual([]);
});
