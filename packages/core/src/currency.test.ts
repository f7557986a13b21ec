import { expect, it } from "vitest";
import { CURRENCIES, isFiatCurrency, minorDigitsOf } from "./currency.ts";

it("minor digits equal those that the platform's own ISO 4217 data prints", () => {
  for (const [code, digits] of Object.entries(CURRENCIES)) {
    const format = new Intl.NumberFormat("en", {
      style: "currency",
      currency: code,
      currencyDisplay: "code",
    });
    // CLDR rounds some currencies for daily use; ISO keeps their official digits.
    const cldrRoundsAway = ["HUF", "IDR", "COP", "TWD"].includes(code);
    if (!cldrRoundsAway) expect(format.resolvedOptions().maximumFractionDigits, code).toBe(digits);
  }
});

it("KAS is no fiat, lower case and inherited names are unknown", () => {
  expect(minorDigitsOf("KAS")).toBe(8);
  expect(minorDigitsOf("KZT")).toBe(2);
  for (const code of ["KAS", "usd", "XXX", "", "constructor", "__proto__"])
    expect(isFiatCurrency(code)).toBe(false);
});
