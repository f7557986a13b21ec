// The server's or the node's clock is wrong: no payer loses time by it, and people are told.
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { type ChainHouse, openHouse, SOLD } from "./chain-house.ts";

const MINUTE_MS = 60_000;
const WINDOW = { expiresInMs: 5 * MINUTE_MS };
const OVER_MS = 6 * MINUTE_MS;

let house: ChainHouse;
afterEach(() => house.close());

interface Clocks {
  /** Milliseconds by which the chain is ahead of server and database. */
  skewMs: number;
  now: number;
}

/** Chain and server each have a clock of their own. */
async function openApart(
  skewMs: number,
): Promise<Clocks & { warnings: { alert?: string; skewSeconds?: number }[] }> {
  const clocks = { skewMs, now: Date.now(), warnings: [] as { alert?: string; skewSeconds?: number }[] };
  const log = pino({ level: "warn" }, { write: (line) => void clocks.warnings.push(JSON.parse(line)) });
  house = await openHouse({
    sim: { now: () => clocks.now + clocks.skewMs },
    parts: () => ({ clock: { now: () => clocks.now }, log }),
  });
  await house.gateway.listen();
  // A first block after the chain was read to its end shows what time it is there.
  await house.mine(1);
  return clocks;
}

const get = async (path: string) => (await fetch(`${house.gateway.url}${path}`)).json();

test.for([
  ["slow: the chain is 7 minutes ahead", 7 * MINUTE_MS],
  ["fast: the chain is 7 minutes behind", -7 * MINUTE_MS],
] as const)(
  "with a server that is %s, who pays at once is confirmed and dated in order",
  async ([, skewMs]) => {
    await openApart(skewMs);
    const sale = await house.sale(WINDOW);
    await house.mine(20);
    expect(await sale.status()).toBe("pending");
    sale.pay();
    await house.mine(12);
    expect((await sale.events()).toSorted()).toEqual(SOLD);
    const { createdAt, confirmedAt, transfers } = await sale.full();
    const [transfer] = transfers;
    expect(transfer).toMatchObject({ late: false, credited: true });
    const times = [createdAt, transfer?.paidAt, transfer?.confirmedAt, confirmedAt];
    expect(times.toSorted()).toEqual(times);
  },
);

test("nothing expires before both clocks have passed the deadline, whichever is ahead", async () => {
  for (const skewMs of [7 * MINUTE_MS, -7 * MINUTE_MS]) {
    const clocks = await openApart(skewMs);
    const sale = await house.sale(WINDOW);
    // The clock that is ahead passes the deadline; for a server that is ahead that takes the whole time.
    if (skewMs < 0) clocks.now += OVER_MS;
    await house.mine(15);
    expect(await sale.status()).toBe("pending");
    clocks.now += skewMs < 0 ? 7 * MINUTE_MS : OVER_MS;
    await house.mine(15);
    await house.mine(1);
    expect(await sale.status()).toBe("expired");
    if (skewMs > 0) await house.close();
  }
});

test("money that one clock still calls in time is in time", async () => {
  const clocks = await openApart(7 * MINUTE_MS);
  const [slow] = [await house.sale(WINDOW)];
  clocks.now += 4 * MINUTE_MS;
  slow?.pay();
  await house.mine(12);
  expect(await slow?.status()).toBe("confirmed");
  await house.close();
  const ahead = await openApart(-7 * MINUTE_MS);
  const fast = await house.sale(WINDOW);
  ahead.now += OVER_MS;
  fast.pay();
  await house.mine(12);
  expect(await fast.status()).toBe("confirmed");
});

test("clocks more than 30 s apart are told in the log, in /readyz, in /network and to the dashboard, until they agree", async () => {
  const clocks = await openApart(420_000);
  const alerts = () =>
    clocks.warnings.filter(({ alert }) => alert === "clock_skew").map((one) => one.skewSeconds);
  expect(alerts()).toEqual([expect.closeTo(420, -1)]);
  expect((await get("/api/v1/network")).clockSkewSeconds).toBeCloseTo(420, -1);
  const entryOf = async () =>
    (await get("/readyz")).entries.find((entry: { name: string }) => entry.name === "clock simnet");
  expect(await entryOf()).toMatchObject({ ok: false });
  // Time of the chain never runs back, so it is the server that catches up.
  clocks.now += 420_000;
  clocks.skewMs = 0;
  await house.mine(1);
  expect(await entryOf()).toMatchObject({ ok: true });
  expect(Math.abs((await get("/api/v1/network")).clockSkewSeconds)).toBeLessThan(30);
  expect(alerts()).toHaveLength(1);
});

test("a chain that stood still, or was read late, says nothing about clocks", async () => {
  const clocks = await openApart(0);
  await house.down();
  clocks.now += 10 * MINUTE_MS;
  await house.up();
  await house.gateway.listen();
  await house.follow();
  await house.follow();
  expect((await get("/api/v1/network")).clockSkewSeconds).toBeNull();
  expect(clocks.warnings.filter(({ alert }) => alert === "clock_skew")).toEqual([]);
});
