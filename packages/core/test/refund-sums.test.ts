import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  type FiatCurrency,
  minorDigitsOf,
  parseDecimal,
  type RefundRequest,
  refundSums,
  SOMPI_PER_KAS,
} from "../src/index.ts";
import { KAS } from "./support/scenario.ts";

type RefundMoney = Parameters<typeof refundSums>[1];

const RUNS = { numRuns: 10_000 };
vi.setConfig({ testTimeout: 60_000 });

const MONEY: RefundMoney = {
  receivedSompi: 30n * KAS,
  reservedSompi: 0n,
  overpaidSompi: 5n * KAS,
  currency: "USD",
  rateThen: "0.1",
  rateNow: "0.08",
};

describe("what a request for a refund means", () => {
  test.each<[string, RefundRequest, Partial<RefundMoney>, (bigint | null)[], bigint | null]>([
    ["everything", { kind: "full" }, {}, [30n * KAS, 30n * KAS, 3_750_000_000n], 300n],
    ["the rest", { kind: "full" }, { reservedSompi: 10n * KAS }, [20n * KAS, 20n * KAS, 25n * KAS], 200n],
    ["the surplus", { kind: "overpaid" }, {}, [5n * KAS, 5n * KAS, 625_000_000n], 50n],
    ["a surplus that was asked back", { kind: "overpaid" }, { reservedSompi: 6n * KAS }, [0n, 0n, 0n], 0n],
    ["a third", { kind: "share", bps: 3_333n }, {}, [999_900_000n, 999_900_000n, 1_249_875_000n], 100n],
    ["KAS", { kind: "kas", sompi: 7n * KAS }, {}, [7n * KAS, 7n * KAS, 875_000_000n], 70n],
    ["fiat", { kind: "fiat", minor: 100n }, {}, [10n * KAS, 10n * KAS, 1_250_000_000n], 100n],
    [
      "fiat, rounded down",
      { kind: "fiat", minor: 1n },
      { rateNow: "0.3" },
      [KAS / 10n, KAS / 10n, 3_333_333n],
      1n,
    ],
    ["KAS without a rate of then", { kind: "kas", sompi: KAS }, { rateThen: null }, [KAS, null, null], null],
    ["KAS without a rate of now", { kind: "kas", sompi: KAS }, { rateNow: null }, [KAS, KAS, null], 10n],
    [
      "fiat without a rate of then",
      { kind: "fiat", minor: 100n },
      { rateThen: null },
      [null, null, 1_250_000_000n],
      100n,
    ],
  ])("%s", (_name, request, money, [kas, fiatAtPayment, fiatNow], fiatMinor) => {
    const sums = refundSums(request, { ...MONEY, ...money });
    expect(sums.sompi).toEqual({ kas, fiatAtPayment, fiatNow });
    expect(sums.fiatMinor).toBe(fiatMinor);
  });

  test("at an unchanged rate a full refund is the same KAS on each basis, also between two minor units", () => {
    for (const receivedSompi of [3_050_000_001n, 3_059_000_000n]) {
      const { sompi } = refundSums({ kind: "full" }, { ...MONEY, receivedSompi, rateNow: "0.1" });
      expect(sompi).toEqual({ kas: receivedSompi, fiatAtPayment: receivedSompi, fiatNow: receivedSompi });
    }
  });
});

const sompi = fc.bigInt({ min: 0n, max: 50_000n * KAS });
const rate = fc.constantFrom("0.1", "0.0837", "12.5", "0.000000000000000001", "163.37", null);

const money: fc.Arbitrary<RefundMoney> = fc
  .record({
    received: sompi,
    reserved: fc.bigInt({ min: 0n, max: 11_000n }),
    over: fc.bigInt({ min: 0n, max: 10_000n }),
    currency: fc.constantFrom<FiatCurrency>("USD", "JPY", "EUR"),
    rateThen: rate,
    rateNow: rate,
  })
  .map(({ received, reserved, over, ...rest }) => ({
    ...rest,
    receivedSompi: received,
    // A reorganisation may leave more reserved than received.
    reservedSompi: (received * reserved) / 10_000n,
    overpaidSompi: (received * over) / 10_000n,
  }));

const request: fc.Arbitrary<RefundRequest> = fc.oneof(
  fc.constant<RefundRequest>({ kind: "full" }),
  fc.constant<RefundRequest>({ kind: "overpaid" }),
  fc.bigInt({ min: 1n, max: 10_000n }).map((bps): RefundRequest => ({ kind: "share", bps })),
  sompi.map((each): RefundRequest => ({ kind: "kas", sompi: each })),
  fc.bigInt({ min: 1n, max: 1_000_000n }).map((minor): RefundRequest => ({ kind: "fiat", minor })),
);

function assertHolds(holds: boolean, what: () => string): void {
  if (!holds) throw new Error(what());
}

/** Exact: value at the rate in units of 10^-18 minor units times sompi. */
const worth = (amount: bigint, at: string, currency: FiatCurrency): bigint =>
  amount * parseDecimal(at, 18) * 10n ** BigInt(minorDigitsOf(currency));
const fiat = (minor: bigint): bigint => minor * SOMPI_PER_KAS * 10n ** 18n;

describe("any request", () => {
  test("a sum that is known is never negative; the rest, the surplus and a share never exceed what they are part of", () => {
    fc.assert(
      fc.property(request, money, (asked, state) => {
        const { sompi: sums, restSompi } = refundSums(asked, state);
        for (const each of Object.values(sums)) assertHolds(each === null || each >= 0n, () => `${each}`);
        assertHolds(restSompi >= 0n && restSompi <= state.receivedSompi, () => `rest ${restSompi}`);
        const { kas } = sums;
        if (asked.kind === "full") assertHolds(kas === restSompi, () => `full is ${kas}`);
        if (asked.kind === "overpaid") assertHolds((kas ?? 0n) <= restSompi, () => `overpaid is ${kas}`);
        if (asked.kind === "share") {
          const exact = state.receivedSompi * asked.bps;
          assertHolds((kas ?? 0n) * 10_000n <= exact, () => `${kas} for ${asked.bps}`);
          assertHolds(((kas ?? 0n) + 1n) * 10_000n > exact, () => `${kas} is too little`);
        }
      }),
      RUNS,
    );
  });

  test("no rounding gives back more than it was worth, nor a whole sompi less", () => {
    fc.assert(
      fc.property(request, money, (asked, state) => {
        const { sompi: sums, fiatMinor } = refundSums(asked, state);
        const { rateNow, rateThen, currency } = state;
        const value =
          asked.kind === "fiat"
            ? fiat(asked.minor)
            : worth(sums.kas ?? 0n, rateThen ?? "0.000000000000000001", currency);
        const exact = [
          [sums.fiatNow, rateNow],
          [sums.fiatAtPayment, rateThen],
        ] as const;
        for (const [sum, at] of exact) {
          if (sum === null || at === null) continue;
          assertHolds(worth(sum, at, currency) <= value, () => `${sum} is more than ${value}`);
          assertHolds(worth(sum + 1n, at, currency) > value, () => `${sum} is too little`);
        }
        if (asked.kind === "fiat") return assertHolds(fiatMinor === asked.minor, () => `${fiatMinor}`);
        assertHolds(rateThen === null || sums.kas === sums.fiatAtPayment, () => "the same KAS then");
        if (fiatMinor === null) return;
        const off = fiat(fiatMinor) - value;
        assertHolds(2n * (off < 0n ? -off : off) <= fiat(1n), () => `${fiatMinor} is not the nearest`);
      }),
      RUNS,
    );
  });

  test("a missing rate leaves out what needs it and nothing else", () => {
    fc.assert(
      fc.property(request, money, (asked, state) => {
        const { sompi: sums, fiatMinor } = refundSums(asked, state);
        const then = state.rateThen !== null;
        const isFiat = asked.kind === "fiat";
        assertHolds((sums.kas !== null) === (!isFiat || then), () => "kas");
        assertHolds((sums.fiatAtPayment !== null) === then, () => "fiatAtPayment");
        assertHolds((fiatMinor !== null) === (isFiat || then), () => "fiatMinor");
        const now = fiatMinor !== null && state.rateNow !== null;
        assertHolds((sums.fiatNow !== null) === now, () => "fiatNow");
      }),
      RUNS,
    );
  });
});
