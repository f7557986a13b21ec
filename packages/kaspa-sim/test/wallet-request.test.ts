import { describe, expect, test } from "vitest";
import {
  accountFromLocation,
  readAmount,
  readTarget,
  requestFromLocation,
  secondsToExpiry,
} from "../src/pages/wallet/request.ts";
import { someAddress } from "./support/simulation.ts";

const SHOP = someAddress("shop");
const at = (search: string, hash = "") => ({ search, hash });

describe("what the demo wallet is asked to pay", () => {
  test("comes from ?uri= or #uri=, whole", () => {
    const uri = `${SHOP}?amount=100.5&label=Caf%C3%A9%20%26%20Bar`;
    const request = { address: SHOP, amountSompi: 10_050_000_000n, label: "Café & Bar" };
    expect(requestFromLocation(at(`?uri=${encodeURIComponent(uri)}`))).toEqual(request);
    expect(requestFromLocation(at("", `#uri=${encodeURIComponent(uri)}`))).toEqual(request);
    expect(requestFromLocation(at(""))).toBeNull();
  });

  test("is refused with a reason for real networks and broken links", () => {
    for (const uri of ["kaspa:qqqq", "https://example.com", `${SHOP}x`, `${SHOP}?amount=1e3`]) {
      expect(requestFromLocation(at(`?uri=${encodeURIComponent(uri)}`))).toMatch(
        /^The payment link cannot be used\. ./,
      );
    }
  });

  test("a pasted address or link, and amounts by the exact grammar", () => {
    expect(readTarget(` ${SHOP} `)).toEqual({ address: SHOP });
    expect(readTarget(`${SHOP}?amount=3`)).toEqual({ address: SHOP, amountSompi: 300_000_000n });
    expect(() => readTarget("")).toThrow("Paste an address");
    expect(() => readTarget("kaspa:qypjqk6t5w6h5rh3e8u9")).toThrow("real network");
    expect(readAmount(" 0.1 ")).toBe(10_000_000n);
    for (const bad of ["", "0.09", "1e3", "1,5", "-1", "0x10", "1.123456789"])
      expect(() => readAmount(bad)).toThrow();
  });

  test("a store pays when the address names its account key", () => {
    expect(accountFromLocation(at("", "#uri=x&from=ktub123"))).toBe("ktub123");
    expect(accountFromLocation(at("?from=ktub123"))).toBe("ktub123");
    expect(accountFromLocation(at("?uri=x"))).toBeNull();
  });

  test("a checkout's deadline sets the wait of a late payment", () => {
    const now = Date.parse("2026-11-21T10:00:00Z");
    expect(secondsToExpiry(at("?expires=2026-11-21T10:01:30Z"), now)).toBe(90);
    expect(secondsToExpiry(at("?expires=2026-11-21T09:00:00Z"), now)).toBe(0);
    expect(secondsToExpiry(at("?expires=soon"), now)).toBeUndefined();
  });
});
