import { expect, it } from "vitest";
import { createRateBook } from "./rate-book.ts";
import { createRateRefresher } from "./rate-refresher.ts";
import { type RateSource, SourceBusy } from "./rate-source.ts";

function setUp(sources: RateSource[], timeoutMs = 5000, clock = { now: () => 1000 }) {
  const names = sources.map(({ name }) => name);
  const networks = { market: names, own: [] };
  const book = createRateBook({ mainnet: networks, "testnet-10": networks, simnet: networks });
  const asked: string[] = [];
  const refresher = createRateRefresher({
    sources,
    book,
    currencies: ["USD"],
    clock,
    onSource: ({ source, ok }) => asked.push(`${source} ${ok}`),
    timeoutMs,
  });
  return { book, refresher, asked };
}

it("one tick asks all sources, and one that fails does not keep the others' rates away", async () => {
  const broken: RateSource = { name: "broken", fetch: () => Promise.reject(new Error("offline")) };
  const good: RateSource = { name: "good", fetch: async () => ({ rates: { USD: "0.1" }, madeAt: null }) };
  const { book, refresher, asked } = setUp([broken, good]);
  await refresher.tick();
  expect(book.getRate("mainnet", "USD", 1000)).toMatchObject({ rate: "0.1", source: "good", at: 1000 });
  expect(asked).toEqual(["broken false"]);
});

it("a source that never answers is given up at its time limit and nothing waits for it before", async () => {
  let aborted = false;
  const silent: RateSource = {
    name: "silent",
    fetch: (_currencies, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          aborted = true;
          reject(signal.reason);
        });
      }),
  };
  const { refresher, asked } = setUp([silent], 30);
  await refresher.tick();
  expect(aborted).toBe(true);
  expect(asked).toEqual(["silent false"]);
});

it("stop aborts what is running and resolves; ticks are single flight", async () => {
  let calls = 0;
  const silent: RateSource = {
    name: "silent",
    fetch: (_currencies, signal) => {
      calls += 1;
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    },
  };
  const { refresher, asked } = setUp([silent]);
  refresher.start();
  expect(refresher.tick()).toBe(refresher.tick());
  await refresher.stop();
  expect(calls).toBe(1);
  expect(asked).toEqual([]);
});

it("an offline source is reported once, asked less and less, and used again when it answers", async () => {
  let calls = 0;
  let online = false;
  const flaky: RateSource = {
    name: "flaky",
    fetch: async () => {
      calls += 1;
      if (!online) throw new Error("offline");
      return { rates: { USD: "0.1" }, madeAt: null };
    },
  };
  const { book, refresher, asked } = setUp([flaky]);
  const counts: number[] = [];
  for (let i = 0; i < 30; i += 1) {
    await refresher.tick();
    counts.push(calls);
  }
  expect(counts.slice(0, 8)).toEqual([1, 2, 2, 3, 3, 3, 3, 4]);
  expect(calls).toBe(9);
  online = true;
  for (let i = 0; i < 10; i += 1) await refresher.tick();
  expect(asked).toEqual(["flaky false", "flaky true"]);
  expect(book.getRate("mainnet", "USD", 1000)).toMatchObject({ rate: "0.1" });
});

it("a source that asks to be left alone is not asked before its time", async () => {
  let calls = 0;
  let now = 0;
  const busy: RateSource = {
    name: "busy",
    fetch: async () => {
      calls += 1;
      if (calls === 1) throw new SourceBusy("answered 429", 90_000);
      return { rates: { USD: "0.1" }, madeAt: null };
    },
  };
  const { book, refresher } = setUp([busy], 5000, { now: () => now });
  for (; now < 90_000; now += 30_000) await refresher.tick();
  expect(calls).toBe(1);
  expect(book.sources("mainnet", "USD", now)).toEqual([
    { source: "busy", rate: null, at: null, state: "failing", message: "answered 429" },
  ]);
  await refresher.tick();
  expect(calls).toBe(2);
  expect(book.sources("mainnet", "USD", now)).toMatchObject([{ state: "fresh", message: null }]);
});

it("B-04 a price is as old as its source says, and never younger than its arrival", async () => {
  const now = 1_000_000;
  const sourceOf = (name: string, madeAt: number): RateSource => ({
    name,
    fetch: async () => ({ rates: { USD: "0.1" }, madeAt }),
  });
  const old = setUp([sourceOf("old", now - 121_000)], 5000, { now: () => now });
  await old.refresher.tick();
  expect(old.book.getRate("mainnet", "USD", now)).toEqual({ unavailable: "no_fresh_rate" });
  expect(old.book.sources("mainnet", "USD", now)).toMatchObject([{ state: "stale", at: now - 121_000 }]);
  const early = setUp([sourceOf("early", now + 60_000)], 5000, { now: () => now });
  await early.refresher.tick();
  expect(early.book.getRate("mainnet", "USD", now)).toMatchObject({ stale: false, at: now });
});
