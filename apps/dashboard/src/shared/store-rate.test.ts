import { expect, test } from "vitest";
import { storeRateOf } from "./store-rate.ts";

const market = { rate: "0.1", source: "kraken" };
const own = { fixedRate: { USD: "0.05" } };
const used = (network: "mainnet" | "simnet", answered: typeof market | null, currency = "USD") =>
  storeRateOf({ network }, own, currency, answered);

test("a market comes before the store's own rate, which prices where no source answers, and on the simulated network", () => {
  expect(used("mainnet", market)).toEqual(market);
  expect(used("mainnet", null)).toEqual({ rate: "0.05", source: "fixed" });
  expect(used("simnet", market)).toEqual({ rate: "0.05", source: "fixed" });
});

test("a currency without a rate of the store has that of the network, or none", () => {
  expect(used("simnet", market, "EUR")).toEqual(market);
  expect(used("mainnet", null, "EUR")).toBeNull();
});
