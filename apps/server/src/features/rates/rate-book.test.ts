import { describe, expect, it } from "vitest";
import { createRateBook, type Rate, type RateAnswer } from "./rate-book.ts";

const start = 1_795_000_000_000;
const seconds = (n: number) => start + n * 1000;

function book() {
  const market = ["a", "b", "c"];
  return createRateBook({
    mainnet: { market, own: ["fixed"] },
    "testnet-10": { market, own: [] },
    simnet: { market: [], own: ["sim"] },
  });
}
const usd = (answer: RateAnswer) =>
  "rate" in answer ? `${answer.rate}${answer.stale ? " stale" : ""}` : answer.unavailable;

describe("the rate in force", () => {
  it("is the exact median of the fresh sources, in the order of the list, with the oldest time", () => {
    const rates = book();
    rates.record("c", { USD: "0.1010" }, seconds(2));
    expect(rates.getRate("mainnet", "USD", seconds(3))).toMatchObject({ rate: "0.101", corroborated: false });
    rates.record("a", { USD: "0.1" }, seconds(0));
    expect(rates.getRate("mainnet", "USD", seconds(3))).toEqual({
      rate: "0.1005",
      source: "a+c",
      at: seconds(0),
      stale: false,
      corroborated: true,
    });
    rates.record("b", { USD: "0.100300000000000001" }, seconds(2));
    expect(usd(rates.getRate("mainnet", "USD", seconds(3)))).toBe("0.100300000000000001");
  });

  it("B-04 a source that stopped answering counts for 120 s; 121 s old prices nothing and is shown as stale up to 10 min", () => {
    const rates = book();
    rates.record("a", { USD: "0.1" }, seconds(0));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(120)))).toBe("0.1");
    expect(usd(rates.getRate("testnet-10", "USD", seconds(121)))).toBe("0.1 stale");
    expect(usd(rates.getRate("testnet-10", "USD", seconds(600)))).toBe("0.1 stale");
    expect(usd(rates.getRate("testnet-10", "USD", seconds(601)))).toBe("no_fresh_rate");
  });

  it("B-04 zero, negative, NaN, infinite, exponent and absurd values price nothing, and set their source aside", () => {
    const rates = book();
    for (const bad of [
      "0",
      "0.0",
      "-0.1",
      "NaN",
      "Infinity",
      "1e30",
      "1e-3",
      "",
      "0,1",
      "1000000000000",
      "0x1",
    ])
      rates.record("a", { USD: bad }, seconds(0));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(1)))).toBe("no_fresh_rate");
    rates.record("a", { USD: "0.1" }, seconds(1));
    rates.record("a", { USD: "0" }, seconds(31));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(31)))).toBe("0.1 stale");
    expect(rates.sources("testnet-10", "USD", seconds(31))).toEqual([
      {
        source: "a",
        rate: "0.1",
        at: seconds(1),
        state: "aside",
        message: "said something that is no price",
      },
    ]);
    rates.record("a", { USD: "0.101" }, seconds(61));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(61)))).toBe("0.101");
  });

  it("B-04 a jump of 11 % within 60 s, up or down, is set aside until three in a row agree", () => {
    for (const [jump, other] of [
      ["0.1111", "0.1112"],
      ["0.0889", "0.0888"],
    ] as const) {
      const rates = book();
      rates.record("a", { USD: "0.1" }, seconds(0));
      rates.record("a", { USD: jump }, seconds(30));
      expect(usd(rates.getRate("testnet-10", "USD", seconds(30)))).toBe("0.1 stale");
      rates.record("a", { USD: other }, seconds(60));
      expect(usd(rates.getRate("testnet-10", "USD", seconds(60)))).toBe("0.1 stale");
      rates.record("a", { USD: jump }, seconds(90));
      expect(usd(rates.getRate("testnet-10", "USD", seconds(90)))).toBe(jump);
    }
  });

  it("a jump that comes back, or disagrees with itself, does not become the rate; 10 % exactly is no jump", () => {
    const rates = book();
    rates.record("a", { USD: "0.1" }, seconds(0));
    rates.record("a", { USD: "0.2" }, seconds(30));
    rates.record("a", { USD: "0.4" }, seconds(60));
    rates.record("a", { USD: "0.2" }, seconds(90));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(90)))).toBe("0.1 stale");
    rates.record("a", { USD: "0.101" }, seconds(100));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(100)))).toBe("0.101");
    rates.record("b", { USD: "0.1" }, seconds(100));
    rates.record("b", { USD: "0.11" }, seconds(120));
    expect(rates.sources("testnet-10", "USD", seconds(120))[1]).toEqual({
      source: "b",
      rate: "0.11",
      at: seconds(120),
      state: "fresh",
      message: null,
    });
  });

  it("B-04 the same value three times counts as one, and an older value is ignored", () => {
    const rates = book();
    rates.record("a", { USD: "0.1" }, seconds(0));
    for (let i = 0; i < 3; i += 1) rates.record("a", { USD: "0.2" }, seconds(30));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(31)))).toBe("0.1 stale");
    rates.record("a", { USD: "0.1" }, seconds(32));
    rates.record("a", { USD: "0.105" }, seconds(20));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(33)))).toBe("0.1");
  });

  it("a store may ask for more: its own greatest age and distance", () => {
    const rates = book();
    rates.record("a", { USD: "0.1" }, seconds(0));
    rates.record("b", { USD: "0.1015" }, seconds(10));
    const strict = (maxAgeMs: number, maxSpreadBps: bigint, at: number) =>
      usd(rates.getRate("mainnet", "USD", seconds(at), { maxAgeMs, maxSpreadBps, storeRate: null }));
    expect(strict(30_000, 200n, 20)).toBe("0.10075");
    expect(strict(30_000, 100n, 20)).toBe("0.10075 stale");
    expect(strict(30_000, 200n, 31)).toBe("0.1015");
    expect(strict(600_000, 200n, 500)).toBe("0.10075");
  });

  it("one jumping source of three leaves the other two in force", () => {
    const rates = book();
    for (const source of ["a", "b", "c"]) rates.record(source, { USD: "0.1" }, seconds(0));
    rates.record("b", { USD: "0.5" }, seconds(30));
    expect(rates.getRate("mainnet", "USD", seconds(30))).toMatchObject({
      rate: "0.1",
      source: "a+c",
      stale: false,
    });
  });

  it("a slow move of more than 10 % is believed at once", () => {
    const rates = book();
    rates.record("a", { USD: "0.1" }, seconds(0));
    rates.record("a", { USD: "0.13" }, seconds(61));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(61)))).toBe("0.13");
  });

  it("B-04 sources more than 2 % apart price nothing; the last agreed rate stays for display", () => {
    const rates = book();
    rates.record("a", { USD: "0.1" }, seconds(0));
    rates.record("b", { USD: "0.102" }, seconds(0));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(1)))).toBe("0.101");
    rates.record("b", { USD: "0.103" }, seconds(30));
    expect(usd(rates.getRate("testnet-10", "USD", seconds(31)))).toBe("0.101 stale");
  });
});

describe("the operator's own rates", () => {
  it("a fixed rate answers only where the market has nothing fresh", () => {
    const rates = book();
    rates.record("fixed", { USD: "0.5" }, seconds(0));
    expect(rates.getRate("mainnet", "USD", seconds(1))).toMatchObject({ rate: "0.5", corroborated: true });
    rates.record("a", { USD: "0.1" }, seconds(1));
    expect(usd(rates.getRate("mainnet", "USD", seconds(2)))).toBe("0.1");
    expect(usd(rates.getRate("mainnet", "USD", seconds(121)))).toBe("0.1");
  });

  it("a rate that people set is for outages: a market that is only too old for a strict store prices nothing else", () => {
    const rates = book();
    rates.record("fixed", { USD: "0.5" }, seconds(0));
    rates.record("a", { USD: "0.1" }, seconds(0));
    const strict = (at: number) =>
      usd(
        rates.getRate("mainnet", "USD", seconds(at), {
          ...{ maxAgeMs: 30_000, maxSpreadBps: 200n, storeRate: "0.05" },
        }),
      );
    expect(strict(30)).toBe("0.1");
    expect(strict(31)).toBe("0.1 stale");
    expect(strict(121)).toBe("0.05");
  });

  it("the simulated network has its own rate and no other network sees it", () => {
    const rates = book();
    rates.record("sim", { USD: "0.1", JPY: "15" }, seconds(0));
    expect(usd(rates.getRate("simnet", "JPY", seconds(1)))).toBe("15");
    expect(usd(rates.getRate("mainnet", "JPY", seconds(1)))).toBe("no_fresh_rate");
  });
});

it("a past moment gets the rate that was in force then, and none when nothing was known near it", () => {
  const rates = book();
  for (let i = 0; i <= 20; i += 1)
    rates.record("a", { USD: `0.1${String(i).padStart(2, "0")}` }, seconds(30 * i));
  const near = (at: number) => (rates.rateNear("mainnet", "USD", at) as Rate).rate;
  expect(near(seconds(0))).toBe("0.1");
  expect(near(seconds(304))).toBe("0.11");
  expect(near(seconds(10_000 / 10))).toBe("0.12");
  expect(rates.rateNear("mainnet", "USD", seconds(1201))).toBeNull();
  expect(rates.rateNear("mainnet", "EUR", seconds(0))).toBeNull();
  expect(rates.lastGood("mainnet", "USD", seconds(5000), 86_400_000)?.rate).toBe("0.12");
  expect(rates.lastGood("mainnet", "USD", seconds(5000), 1000)).toBeNull();
});
