import { describe, expect, it } from "vitest";
import { change, count, fiat, groupDecimal, kas, kasExact, moneyLine, typedAmount } from "./money-text.ts";

describe("amounts on the screen", () => {
  it("groups decimal text without passing through a float", () => {
    expect(groupDecimal("28999999999.12345678", 8)).toBe("28,999,999,999.12345678");
    expect(groupDecimal("9007199254740993", 0)).toBe("9,007,199,254,740,993");
  });

  it("shows up to four places in lists and all eight in detail", () => {
    expect(kas("150.12345678").text).toBe("150.1235");
    expect(kasExact("150.12345678").text).toBe("150.12345678");
    expect(kas("100.00000000").text).toBe("100");
  });

  it("never shows a sum that is there as zero", () => {
    expect(kas("0.00001000").text).toBe("0.00001");
    expect(kas("0.00000001").text).toBe("0.00000001");
    expect(kas("0.00000000").text).toBe("0");
  });

  it("keeps the digits of the currency", () => {
    expect(moneyLine(fiat("15.00", "USD"))).toBe("15.00 USD");
    expect(moneyLine(fiat("1500", "JPY"))).toBe("1,500 JPY");
  });

  it("leaves text that is no amount as it is", () => {
    expect(groupDecimal("abc", 8)).toBe("abc");
    expect(groupDecimal("1e5", 8)).toBe("1e5");
  });
});

describe("typing an amount", () => {
  it.each([
    ["12,5", "12.5"],
    [" 1 250.5 ", "1250.5"],
    ["1'250", "1250"],
    ["1,2,3", "1,2,3"],
    ["1.250,50", "1.250,50"],
    ["12.5", "12.5"],
  ])("%s becomes %s", (typed, text) => {
    expect(typedAmount(typed)).toBe(text);
  });
});

describe("figures", () => {
  it("caps counters at ten thousand", () => {
    expect(count(10_000)).toBe("10,000");
    expect(count(10_001)).toBe("10,000+");
  });

  it("compares with the period before", () => {
    expect(change(112, 100)).toEqual({ text: "+12 %", good: true });
    expect(change(88, 100)).toEqual({ text: "−12 %", good: false });
    expect(change(100, 100)).toEqual({ text: "±0 %", good: null });
    expect(change(0, 0)).toBeNull();
    expect(change(5, 0)).toBeNull();
  });
});
