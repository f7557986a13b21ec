// Conformance tests of the port RateSource, for every price source.
import { expect, it } from "vitest";
import type { RateSource } from "../../src/features/rates/rate-source.ts";

export interface RateSourceUnderTest {
  source: RateSource;
  /** What it must answer for USD at least. */
  usd: string;
}

export function rateSourceConformance(open: () => Promise<RateSourceUnderTest>): void {
  const signal = () => AbortSignal.timeout(10_000);

  it("answers plain decimals for asked and known currencies only", async () => {
    const { source, usd } = await open();
    const { rates } = await source.fetch(["EUR", "USD", "XXX"], signal());
    expect(rates.USD).toBe(usd);
    expect(Object.keys(rates).every((currency) => ["EUR", "USD"].includes(currency))).toBe(true);
    for (const rate of Object.values(rates)) expect(rate).toMatch(/^\d+(\.\d{1,18})?$/);
  });

  it("answers nothing for currencies that it does not know", async () => {
    const { source } = await open();
    expect((await source.fetch(["XXX"], signal())).rates).toEqual({});
  });
}
