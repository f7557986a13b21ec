// docs/spec/payment-lifecycle.md#which-quote-counts
import { describe, expect, test } from "vitest";
import { DEFAULT_POLICY, makeQuote } from "../src/index.ts";
import { QUOTE } from "./support/facts.ts";
import { clock, DEADLINE, EXPIRES, KAS, output, PaymentScenario } from "./support/scenario.ts";

const PRICE = { kind: "fiat", currency: "USD", amountMinor: 1_000n, minorDigits: 2 } as const;
const MINUTE = 60_000;

/** 10.00 USD: 100 KAS from minute 0, then the given amounts at the given minutes. */
function quoted(...later: readonly (readonly [minute: number, kas: bigint])[]): PaymentScenario {
  const scenario = new PaymentScenario({ price: PRICE, quote: QUOTE });
  for (const [minute, kas] of later) {
    const now = minute * MINUTE;
    const quote = { ...QUOTE, amountSompi: kas * KAS, issuedAt: now, expiresAt: now + 5 * MINUTE };
    expect(scenario.apply({ kind: "requote", quote, actor: "payer", now })).toMatchObject({ ok: true });
  }
  return scenario;
}

function pay(
  scenario: PaymentScenario,
  kas: bigint,
  paidAt: number,
  name = "a",
  rate: string | null = "0.1",
): void {
  scenario.chain(paidAt, [output(name, kas * KAS, paidAt, { rate })]);
}

function chosen(scenario: PaymentScenario) {
  return { quote: scenario.payment.chosenQuote, kas: (scenario.payment.amounts.expectedSompi ?? 0n) / KAS };
}

describe("quotes", () => {
  test("without money the newest quote counts", () => {
    expect(chosen(quoted([5, 105n], [10, 95n]))).toEqual({ quote: 2, kas: 95n });
  });

  test("the quote that stood when the money was paid counts, not a later one", () => {
    const scenario = quoted();
    pay(scenario, 100n, 4 * MINUTE);
    expect(chosen(scenario)).toEqual({ quote: 0, kas: 100n });
    expect(scenario.payment.status).toBe("confirming");
  });

  test("a replaced quote is honoured for money paid 30 s after, not 30.001 s after", () => {
    const inside = quoted([5, 105n]);
    pay(inside, 100n, 5 * MINUTE + 30_000);
    expect(chosen(inside)).toEqual({ quote: 0, kas: 100n });
    const outside = quoted([5, 105n]);
    pay(outside, 100n, 5 * MINUTE + 30_001);
    expect(chosen(outside)).toEqual({ quote: 1, kas: 105n });
    expect(outside.payment.status).toBe("underpaid");
  });

  test("a quote issued at the very moment of the payment is a candidate", () => {
    const scenario = quoted([5, 98n]);
    pay(scenario, 98n, 5 * MINUTE);
    expect(chosen(scenario)).toEqual({ quote: 1, kas: 98n });
  });

  test("of several candidates the lowest that is met counts; if none is met, the newest", () => {
    const lowest = quoted([5, 98n]);
    pay(lowest, 100n, 5 * MINUTE + 1_000);
    expect(chosen(lowest)).toEqual({ quote: 1, kas: 98n });
    const none = quoted([5, 105n]);
    pay(none, 90n, 5 * MINUTE + 1_000);
    expect(chosen(none)).toEqual({ quote: 1, kas: 105n });
    pay(none, 10n, 6 * MINUTE, "b");
    expect(chosen(none)).toEqual({ quote: 0, kas: 100n });
    expect(none.payment.status).toBe("confirming");
  });

  test("met within tolerance is met", () => {
    const scenario = quoted([5, 105n]);
    const paidAt = 5 * MINUTE + 1_000;
    scenario.chain(paidAt, [output("a", 100n * KAS - 10_000_000n, paidAt, { rate: "0.1" })]);
    expect(chosen(scenario)).toEqual({ quote: 0, kas: 100n });
  });

  test("B-05: paid 15 min after an unreplaced quote it is honoured, 1 ms later the money is revalued", () => {
    const inside = quoted();
    pay(inside, 100n, 15 * MINUTE, "a", "0.08");
    expect(chosen(inside)).toEqual({ quote: 0, kas: 100n });
    const outside = quoted();
    pay(outside, 100n, 15 * MINUTE + 1, "a", "0.08");
    expect(chosen(outside)).toEqual({ quote: null, kas: 125n });
    expect(outside.payment.status).toBe("underpaid");
  });

  test("a spread lowers the rate of a quote and of a revaluation alike, and the quote keeps the source's rate", () => {
    const policy = { ...DEFAULT_POLICY, spreadBps: 2_000 };
    const quote = makeQuote({ price: PRICE, rate: "0.1", source: "a", now: 0, policy, expiresAt: EXPIRES });
    expect(quote).toMatchObject({
      amountSompi: 125n * KAS,
      rate: "0.08",
      spread: { bps: 2_000, marketRate: "0.1" },
    });
    const scenario = new PaymentScenario({ price: PRICE, quote, policy });
    pay(scenario, 100n, 15 * MINUTE + 1, "a", "0.05");
    expect(chosen(scenario)).toEqual({ quote: null, kas: 250n });
    const without = makeQuote({
      price: PRICE,
      rate: "0.1",
      source: "a",
      now: 0,
      policy: DEFAULT_POLICY,
      expiresAt: 1,
    });
    expect(without).not.toHaveProperty("spread");
  });

  test("a quote for the whole window (fixed rate) is valid to the deadline, however old", () => {
    const scenario = new PaymentScenario({ price: PRICE, quote: { ...QUOTE, expiresAt: EXPIRES } });
    pay(scenario, 100n, DEADLINE, "a", "0.08");
    expect(chosen(scenario)).toEqual({ quote: 0, kas: 100n });
    const late = new PaymentScenario({ price: PRICE, quote: { ...QUOTE, expiresAt: EXPIRES } });
    pay(late, 100n, DEADLINE + 1, "a", "0.08");
    expect(chosen(late)).toEqual({ quote: null, kas: 125n });
  });

  test.each([null, "0", "-1", "NaN", "1e-1", ""])(
    "no usable rate at receipt (%j): the newest quote counts",
    (rate) => {
      const scenario = quoted();
      pay(scenario, 100n, 16 * MINUTE, "a", rate);
      expect(chosen(scenario)).toEqual({ quote: 0, kas: 100n });
    },
  );

  test("later transfers add no candidates: the earliest paidAt decides, whichever is learned first", () => {
    const scenario = quoted([5, 98n]);
    scenario.chain(6 * MINUTE, [output("b", 50n * KAS, 6 * MINUTE, { rate: "0.1" })]);
    expect(chosen(scenario)).toEqual({ quote: 1, kas: 98n });
    scenario.chain(6 * MINUTE + 10, [
      output("a", 50n * KAS, 6 * MINUTE + 10, { blockTime: 4 * MINUTE, rate: "0.1" }),
    ]);
    expect(chosen(scenario)).toEqual({ quote: 0, kas: 100n });
  });

  test("a confirmation that was sent is not taken back because an older transfer picks a dearer quote", () => {
    const scenario = quoted([5, 98n]);
    pay(scenario, 98n, 6 * MINUTE);
    scenario.tick(7 * MINUTE);
    expect(scenario.payment.status).toBe("confirmed");
    const after = 7 * MINUTE + 10;
    scenario.chain(after, [output("z", KAS, after, { blockTime: 4 * MINUTE, rate: "0.1" })]);
    expect(scenario.payment).toMatchObject({ status: "confirmed", chosenQuote: 1 });
    scenario.tick(DEADLINE + MINUTE);
    expect(scenario.payment).toMatchObject({ status: "confirmed", chosenQuote: 1 });
  });

  test("a new quote is refused once money was seen, and allowed again when the mempool transfer is gone", () => {
    const scenario = quoted();
    const quote = { ...QUOTE, amountSompi: 99n * KAS, issuedAt: 6 * MINUTE, expiresAt: 11 * MINUTE };
    scenario.seen("a", 100n * KAS, 5 * MINUTE);
    scenario.apply({ kind: "requote", quote, actor: "payer", now: 6 * MINUTE });
    expect(scenario.eventNames()).toEqual(["payment_has_transfers"]);
    scenario.apply({ kind: "gone", outpoint: "a:0", now: 6 * MINUTE });
    scenario.apply({ kind: "requote", quote, actor: "payer", now: 6 * MINUTE });
    expect(scenario.eventNames()).toEqual(["payment.updated"]);
    expect(scenario.payment.quotes).toHaveLength(2);
  });

  test("a payer renews 499 times, and no row grows beyond", () => {
    const scenario = quoted();
    const renew = (now: number) => {
      const quote = { ...QUOTE, issuedAt: now, expiresAt: now + 5 * MINUTE };
      scenario.apply({ kind: "requote", quote, actor: "payer", now });
      return scenario.eventNames();
    };
    for (let time = 1; time < 500; time += 1) expect(renew(time)).toEqual(["payment.updated"]);
    expect(scenario.payment.quotes).toHaveLength(500);
    expect(renew(500)).toEqual(["conflict"]);
  });

  test("a KAS price and an open amount get no new quote", () => {
    for (const price of [{ kind: "kas", amountSompi: KAS }, { kind: "open" }] as const) {
      const scenario = new PaymentScenario({ price });
      scenario.apply({ kind: "requote", quote: QUOTE, actor: "payer", now: 1_000 });
      expect(scenario.eventNames()).toEqual(["conflict"]);
    }
  });

  test("a KAS price asks for its one quote: with the suffix of single-address mode", () => {
    const exact = 100n * KAS + 17n;
    const scenario = new PaymentScenario({
      price: { kind: "kas", amountSompi: 100n * KAS },
      quote: { ...QUOTE, amountSompi: exact },
    });
    expect(scenario.payment).toMatchObject({ chosenQuote: 0, amounts: { expectedSompi: exact } });
    scenario.chain(10_000, [output("a", exact, 10_000)]);
    expect(scenario.payment.amounts.overpaidSompi).toBe(0n);
  });

  test("acceptWithin accepts late money by its value at receipt, and lowers the threshold to what came", () => {
    const policy = { latePolicy: { kind: "acceptWithin", withinBps: 200 } } as const;
    const late = DEADLINE + 1_000;
    const withRate = (rate: string | null) => {
      const scenario = new PaymentScenario({ price: PRICE, quote: { ...QUOTE, issuedAt: DEADLINE }, policy });
      scenario.tick(DEADLINE + 1);
      scenario.chain(late, [output("a", 100n * KAS - 2n * KAS, late, { rate })]);
      return scenario.payment;
    };
    expect(withRate("0.1")).toMatchObject({ status: "confirming", amounts: { thresholdSompi: 98n * KAS } });
    expect(withRate("0.0999")).toMatchObject({ status: "expired", amounts: { creditedSompi: 0n } });
    expect(withRate(null)).toMatchObject({ status: "expired" });
  });

  test("acceptWithin: what was enough stays enough when more late money comes", () => {
    const policy = { latePolicy: { kind: "acceptWithin", withinBps: 200 } } as const;
    const late = DEADLINE + 1_000;
    const scenario = new PaymentScenario({ price: PRICE, quote: { ...QUOTE, issuedAt: DEADLINE }, policy });
    scenario.tick(DEADLINE + 1);
    scenario.chain(late, [output("a", 98n * KAS, late, { rate: "0.1" })]);
    expect(scenario.payment).toMatchObject({ status: "confirming", amounts: { thresholdSompi: 98n * KAS } });
    scenario.chain(late + 100, [output("b", 100n * KAS, late + 100, { rate: "0.1" })]);
    expect(scenario.payment).toMatchObject({ status: "confirming", amounts: { thresholdSompi: 98n * KAS } });
  });

  test("acceptWithin values late money at a rate less the store's spread, as a quote does", () => {
    const policy = { latePolicy: { kind: "acceptWithin", withinBps: 200 }, spreadBps: 1_000 } as const;
    const late = DEADLINE + 1_000;
    const statusOf = (sompi: bigint) => {
      const scenario = new PaymentScenario({ price: PRICE, quote: { ...QUOTE, issuedAt: DEADLINE }, policy });
      scenario.tick(DEADLINE + 1);
      scenario.chain(late, [output("a", sompi, late, { rate: "0.1" })]);
      return scenario.payment.status;
    };
    // 10 USD at 0.09 are 111.1 KAS; 98 % of it are 108.9 KAS.
    expect(statusOf(108n * KAS)).toBe("expired");
    expect(statusOf(109n * KAS)).toBe("confirming");
  });

  test("policies never change a canceled payment", () => {
    const scenario = new PaymentScenario({ policy: { latePolicy: { kind: "accept" } } });
    scenario.cancel(1_000);
    scenario.chain(10_000, [output("a", 100n * KAS, 10_000)]);
    expect(scenario.payment).toMatchObject({ status: "canceled", amounts: { creditedSompi: 0n } });
    expect(scenario.attention("late")).toMatchObject({ state: "open" });
  });
});

describe("makeQuote", () => {
  const base = { source: "test", now: 1_000, policy: DEFAULT_POLICY, expiresAt: EXPIRES };

  test("a fiat quote lives 5 min, never beyond the payment", () => {
    const quote = makeQuote({ ...base, price: PRICE, rate: "0.07" });
    expect(quote).toMatchObject({ amountSompi: 14_285_714_286n, issuedAt: 1_000, expiresAt: 301_000 });
    expect(makeQuote({ ...base, price: PRICE, rate: "0.07", now: EXPIRES - 1 }).expiresAt).toBe(EXPIRES);
  });

  test("a KAS price is its own quote for the whole window", () => {
    const price = { kind: "kas", amountSompi: 5n } as const;
    expect(makeQuote({ ...base, price, rate: null })).toMatchObject({
      amountSompi: 5n,
      rate: null,
      expiresAt: EXPIRES,
    });
  });

  test.each([null, "0", "0.0", "-0.1", "NaN", "1e30", "Infinity", ""])(
    "the rate %j never prices a payment",
    (rate) => {
      expect(() => makeQuote({ ...base, price: PRICE, rate })).toThrow(/rate/i);
      expect(() => makeQuote({ ...base, price: { kind: "open" }, rate: "0.1" })).toThrow(RangeError);
    },
  );
});

test("a fact without a clock never moves the status by time", () => {
  const scenario = quoted();
  scenario.seen("a", KAS, DEADLINE + 10 * MINUTE);
  expect(scenario.payment.status).toBe("pending");
  scenario.apply({ kind: "tick", ...clock(DEADLINE + 1), canConfirm: false });
  expect(scenario.payment.status).toBe("pending");
});
