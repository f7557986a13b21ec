// What counts, what is missing, what is too much (docs/spec/payment-lifecycle.md#amounts).
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allowedActions,
  amountDue,
  DEFAULT_POLICY,
  makeQuote,
  requiredConfirmationsFor,
  uncreditedSompi,
} from "../src/index.ts";
import {
  clock,
  DEADLINE,
  daaAt,
  EXPIRES,
  HOLD,
  KAS,
  output,
  PaymentScenario,
  PRICE,
  type ScenarioOptions,
} from "./support/scenario.ts";

const TOLERANCE = 10_000_000n;

/** One payment of `sompi` by the end of the window. */
function paid(sompi: bigint, options: ScenarioOptions = {}): PaymentScenario {
  const scenario = new PaymentScenario(options);
  if (sompi > 0n) scenario.chain(10_000, [output("a", sompi, 10_000)]);
  return scenario;
}

// price, tolerance (bps, absolute), paid, status when accepted, status at the end, missing, overpaid, surplus
const M08 = [
  ["100 KAS exactly", PRICE, 100, TOLERANCE, PRICE, "confirmed", 0n, 0n, false],
  [
    "1 sompi below the price, inside the tolerance",
    PRICE,
    100,
    TOLERANCE,
    PRICE - 1n,
    "confirmed",
    0n,
    0n,
    false,
  ],
  ["1 sompi above the price", PRICE, 100, TOLERANCE, PRICE + 1n, "confirmed", 0n, 1n, false],
  [
    "the tolerance edge (absolute limit)",
    PRICE,
    100,
    TOLERANCE,
    PRICE - TOLERANCE,
    "confirmed",
    0n,
    0n,
    false,
  ],
  ["1 sompi inside the edge", PRICE, 100, TOLERANCE, PRICE - TOLERANCE + 1n, "confirmed", 0n, 0n, false],
  [
    "1 sompi below the edge",
    PRICE,
    100,
    TOLERANCE,
    PRICE - TOLERANCE - 1n,
    "expired",
    TOLERANCE + 1n,
    0n,
    false,
  ],
  ["the edge by share: 1 % of 5 KAS", 5n * KAS, 100, TOLERANCE, 495_000_000n, "confirmed", 0n, 0n, false],
  ["1 sompi below 1 % of 5 KAS", 5n * KAS, 100, TOLERANCE, 494_999_999n, "expired", 5_000_001n, 0n, false],
  ["1 % of 10 KAS meets the limit", 10n * KAS, 100, TOLERANCE, 990_000_000n, "confirmed", 0n, 0n, false],
  [
    "1 sompi below where both limits meet",
    10n * KAS,
    100,
    TOLERANCE,
    989_999_999n,
    "expired",
    10_000_001n,
    0n,
    false,
  ],
  [
    "a share with a fraction is rounded down",
    20_000_199n,
    100,
    TOLERANCE,
    19_800_198n,
    "confirmed",
    0n,
    0n,
    false,
  ],
  ["1 sompi below that", 20_000_199n, 100, TOLERANCE, 19_800_197n, "expired", 200_002n, 0n, false],
  ["no tolerance, exact", PRICE, 0, TOLERANCE, PRICE, "confirmed", 0n, 0n, false],
  ["no tolerance, 1 sompi short", PRICE, 0, TOLERANCE, PRICE - 1n, "expired", 1n, 0n, false],
  ["no absolute tolerance, 1 sompi short", PRICE, 100, 0n, PRICE - 1n, "expired", 1n, 0n, false],
  ["5 %, 10 KAS: the edge of 100 KAS", PRICE, 500, 10n * KAS, 95n * KAS, "confirmed", 0n, 0n, false],
  ["5 %, 10 KAS: 1 sompi below", PRICE, 500, 10n * KAS, 95n * KAS - 1n, "expired", 5n * KAS + 1n, 0n, false],
  [
    "5 %, 10 KAS: the limit rules 1000 KAS",
    1_000n * KAS,
    500,
    10n * KAS,
    990n * KAS,
    "confirmed",
    0n,
    0n,
    false,
  ],
  [
    "0.2 KAS above 10 KAS is shown only",
    10n * KAS,
    100,
    TOLERANCE,
    1_020_000_000n,
    "confirmed",
    0n,
    20_000_000n,
    false,
  ],
  [
    "1 sompi more is a surplus",
    10n * KAS,
    100,
    TOLERANCE,
    1_020_000_001n,
    "confirmed",
    0n,
    20_000_001n,
    true,
  ],
  [
    "0.5 % above 100 KAS is shown only",
    PRICE,
    100,
    TOLERANCE,
    PRICE + 50_000_000n,
    "confirmed",
    0n,
    50_000_000n,
    false,
  ],
  ["1 sompi above 0.5 %", PRICE, 100, TOLERANCE, PRICE + 50_000_001n, "confirmed", 0n, 50_000_001n, true],
  ["nothing", PRICE, 100, TOLERANCE, 0n, "expired", PRICE, 0n, false],
  ["0.1 KAS", PRICE, 100, TOLERANCE, 10_000_000n, "expired", PRICE - 10_000_000n, 0n, false],
] as const;

describe("M-08: exact, 1 sompi around it, the edges of tolerance and surplus", () => {
  test.each(M08)(
    "%s",
    (_name, price, toleranceBps, toleranceMaxSompi, sompi, end, missing, over, surplus) => {
      const scenario = paid(sompi, {
        price: { kind: "kas", amountSompi: price },
        policy: { toleranceBps, toleranceMaxSompi },
      });
      const arrived = end === "confirmed" ? "confirming" : sompi > 0n ? "underpaid" : "pending";
      expect(scenario.payment.status).toBe(arrived);
      scenario.tick(20_000);
      scenario.tick(DEADLINE + 1);
      expect(scenario.payment.status).toBe(end);
      expect(scenario.payment.amounts).toMatchObject({ missingSompi: missing, overpaidSompi: over });
      expect(scenario.attention("overpaid") !== undefined).toBe(surplus);
      expect(M08).toHaveLength(24);
    },
  );
});

describe("amounts", () => {
  test("the top-up is what is missing, but at least what a wallet can send; 0 when nothing is missing", () => {
    expect(paid(40n * KAS).payment.amounts.topUpSompi).toBe(60n * KAS);
    expect(paid(PRICE - 11_000_000n).payment.amounts).toMatchObject({
      missingSompi: 11_000_000n,
      topUpSompi: 20_000_000n,
    });
    expect(paid(PRICE).payment.amounts.topUpSompi).toBe(0n);
  });

  test("several transfers add up, two outputs of one transaction are two, each needs its own depth", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [
      output("a", 40n * KAS, 10_000),
      output("a", 30n * KAS, 10_000, { outputIndex: 1 }),
    ]);
    scenario.chain(10_500, [output("b", 30n * KAS, 10_500)]);
    expect(scenario.payment.status).toBe("confirming");
    scenario.tick(11_000);
    expect(scenario.payment).toMatchObject({ status: "confirming", amounts: { confirmedSompi: 70n * KAS } });
    scenario.tick(11_500);
    expect(scenario.payment.status).toBe("confirmed");
  });

  test("an output accepted at or before the creation never counts and gets no row", () => {
    const scenario = new PaymentScenario();
    expect(scenario.chain(10_000, [output("a", PRICE, 10_000, { daa: 1_000n })])).toEqual([]);
    expect(scenario.transfers).toEqual([]);
    scenario.apply({
      kind: "attach",
      output: output("a", PRICE, 10_000, { daa: 1_000n }),
      actor: "user:usr_1",
      reason: "old",
      now: 11_000,
      ...clock(11_000),
    });
    expect(scenario.eventNames()).toEqual(["conflict"]);
  });

  test("a covenant-bound output is recorded, never credited, and raises manual attention", () => {
    const scenario = new PaymentScenario();
    scenario.seen("a", PRICE, 9_000);
    expect(scenario.chain(10_000, [output("a", PRICE, 10_000, { covenantId: "c0" })])).toEqual([
      "transfer.accepted",
      "payment.attention",
      "payment.updated",
    ]);
    expect(scenario.payment).toMatchObject({
      status: "pending",
      amounts: { onChainSompi: PRICE, creditedSompi: 0n },
    });
    expect(scenario.attention("manual")).toMatchObject({
      state: "open",
      cause: "covenant",
      amountSompi: PRICE,
    });
  });

  test("coinbase money counts at 1 000 DAA, whatever the tier", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PRICE, 10_000, { coinbase: true })]);
    scenario.tick(109_900);
    expect(scenario.payment.status).toBe("confirming");
    scenario.tick(110_000);
    expect(scenario.payment.status).toBe("confirmed");
  });

  test("money known only from a snapshot needs 600 DAA and a second look", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PRICE, 10_000, { blockHash: null })]);
    expect(scenario.transfers[0]).toMatchObject({ source: "snapshot" });
    scenario.tick(69_900, { rechecked: ["a:0"] });
    scenario.tick(70_000);
    expect(scenario.payment.status).toBe("confirming");
    scenario.tick(70_000, { rechecked: ["a:0"] });
    expect(scenario.payment.status).toBe("confirmed");
  });

  test("plain surplus: late money on top of enough in-time money counts and is not late", () => {
    const scenario = paid(PRICE);
    scenario.tick(20_000);
    const late = DEADLINE + 1_000;
    expect(scenario.chain(late, [output("b", 5n * KAS, late)])).toEqual([
      "transfer.accepted",
      "payment.overpaid",
      "payment.attention",
      "payment.updated",
    ]);
    expect(scenario.payment.amounts.creditedSompi).toBe(105n * KAS);
    expect(scenario.attention("late")).toBeUndefined();
  });

  test("M-09: three parts, the last one late: recorded, late once, the flag stays on the confirmation", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", 40n * KAS, 10_000)]);
    scenario.chain(20_000, [output("b", 40n * KAS, 20_000)]);
    scenario.tick(DEADLINE + 1);
    const late = DEADLINE + 1_000;
    scenario.chain(late, [output("c", 20n * KAS, late)]);
    expect(scenario.payment).toMatchObject({
      status: "expired",
      amounts: { onChainSompi: PRICE, creditedSompi: 80n * KAS },
    });
    scenario.resolve("late", "accept", late + 100);
    scenario.tick(late + 2_000);
    expect(scenario.payment.status).toBe("confirmed");
    expect(scenario.detailOf("payment.confirmed")).toMatchObject({ late: true });
    expect(scenario.events.filter((each) => each.name === "payment.late")).toHaveLength(1);
  });

  test("M-10: a second full payment after confirmed is recorded, confirmed, and announced once", () => {
    const scenario = paid(PRICE);
    scenario.tick(20_000);
    scenario.chain(30_000, [output("b", PRICE, 30_000)]);
    for (let time = 31_000; time < 40_000; time += 100) scenario.tick(time);
    expect(scenario.transfers.map((each) => each.status)).toEqual(["confirmed", "confirmed"]);
    expect(scenario.events.filter((each) => each.name === "payment.overpaid")).toHaveLength(1);
    expect(scenario.events.filter((each) => each.name === "payment.attention")).toHaveLength(1);
    expect(scenario.attention("multiple")).toMatchObject({ state: "open", amountSompi: PRICE });
  });

  test("M-11: late and overpaid payments left for an hour send nothing more", () => {
    const scenario = paid(205n * KAS);
    scenario.tick(20_000);
    scenario.chain(DEADLINE + 1_000, [output("b", 7n * KAS, DEADLINE + 1_000)]);
    scenario.tick(DEADLINE + 3_000);
    const before = scenario.events.length;
    for (let second = 0; second < 3_600; second += 1) scenario.tick(DEADLINE + 4_000 + second * 1_000);
    expect(scenario.events).toHaveLength(before);
  });

  test("B-06: a thousand dust transfers are recorded, count nothing, and none of them sends transfer.*", () => {
    const scenario = new PaymentScenario();
    const dust = Array.from({ length: 1_000 }, (_, index) => output(`d${index}`, 9_989_999n, 10_000));
    expect(scenario.chain(10_000, dust)).toEqual(["payment.updated"]);
    expect(scenario.payment).toMatchObject({
      status: "pending",
      amounts: { creditedSompi: 0n, missingSompi: PRICE },
    });
    expect(amountDue(scenario.payment)).toBe(PRICE);
    expect(uncreditedSompi(scenario.transfers, { dust: true })).toBe(9_989_999_000n);
    expect(uncreditedSompi(scenario.transfers, { dust: false })).toBe(0n);
    expect(scenario.transfers).toHaveLength(1_000);
  });

  test("dust on a paid payment changes no sum, and none before it makes it underpaid, late or priced anew", () => {
    const scenario = paid(PRICE);
    scenario.tick(20_000);
    const { amounts } = scenario.payment;
    scenario.chain(30_000, [output("dust", 1_000n, 30_000)]);
    expect(scenario.payment.amounts).toEqual({ ...amounts, onChainSompi: PRICE + 1_000n });
    const open = new PaymentScenario();
    open.chain(10_000, [output("dust", 9_999_999n, 10_000)]);
    expect(allowedActions(open.payment, open.transfers).actions).toContain("cancel");
    open.chain(10_100, [], ["dust"]);
    open.tick(DEADLINE + HOLD + 1);
    expect(open.payment.status).toBe("expired");
    open.chain(DEADLINE + HOLD + 100, [output("more", 9_999_999n, DEADLINE + HOLD + 100)]);
    expect(open.payment.attention).toEqual([]);
  });

  test("beyond the 100th transfer the rows go on, the transfer.* events stop", () => {
    const scenario = new PaymentScenario();
    const many = Array.from({ length: 120 }, (_, index) => output(`m${index}`, 20_000_000n, 10_000));
    const reduction = scenario.chain(10_000, many);
    expect(reduction.filter((each) => each === "transfer.accepted")).toHaveLength(100);
    expect(scenario.tick(20_000).filter((each) => each === "transfer.confirmed")).toHaveLength(100);
  });

  test("a share of 0.1 % of the price is the dust limit of large payments", () => {
    const scenario = new PaymentScenario({ price: { kind: "kas", amountSompi: 1_000n * KAS } });
    expect(scenario.chain(10_000, [output("a", KAS - 1n, 10_000)])).not.toContain("transfer.accepted");
    expect(scenario.chain(10_100, [output("b", KAS, 10_100)])).toContain("transfer.accepted");
  });
});

describe("confirmations", () => {
  test.each([
    [4_999n, 10],
    [5_000n, 100],
    [99_999n, 100],
    [100_000n, 600],
    [null, 600],
  ])("%s US cents need %s", (cents, expected) => {
    expect(requiredConfirmationsFor(cents, DEFAULT_POLICY)).toBe(expected);
    expect(requiredConfirmationsFor(cents, { ...DEFAULT_POLICY, confirmationsOverride: 3 })).toBe(3);
  });

  test("an open amount learns its tier from the money, only upwards, and what is confirmed stays so", () => {
    const scenario = new PaymentScenario({ price: { kind: "open" } });
    expect(scenario.payment).toMatchObject({ requiredConfirmations: 10, amounts: { expectedSompi: null } });
    scenario.chain(10_000, [output("a", 100n * KAS, 10_000, { rate: "0.1" })]);
    scenario.tick(11_000);
    expect(scenario.payment).toMatchObject({ status: "confirmed", requiredConfirmations: 10 });
    scenario.chain(12_000, [output("b", 1_000n * KAS, 12_000, { rate: "0.1" })]);
    expect(scenario.payment).toMatchObject({ status: "confirmed", requiredConfirmations: 100 });
    expect(scenario.transfers[0]?.status).toBe("confirmed");
    expect(scenario.transfers[1]?.confirmDueDaa).toBe(daaAt(12_000) + 100n);
    scenario.chain(12_500, [], ["b"]);
    expect(scenario.payment.requiredConfirmations).toBe(100);
    scenario.chain(13_000, [output("c", KAS, 13_000)]);
    expect(scenario.payment.requiredConfirmations).toBe(600);
  });

  test("an open amount has no surplus, and counts from the store's minimum on", () => {
    const scenario = new PaymentScenario({ price: { kind: "open" } });
    scenario.chain(10_000, [output("a", 19_999_999n, 10_000, { rate: "0.1" })]);
    expect(scenario.payment).toMatchObject({ status: "underpaid", amounts: { missingSompi: 1n } });
    scenario.chain(10_100, [output("b", 500n * KAS, 10_100, { rate: "0.1" })]);
    expect(scenario.payment).toMatchObject({ status: "confirming", amounts: { overpaidSompi: 0n } });
    expect(scenario.payment.attention).toEqual([]);
  });
});

describe("M-12: amounts beyond 2^53", () => {
  test("100 million KAS and sums of 2.9e18 sompi stay exact to the sompi", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 10n ** 16n, max: 29n * 10n ** 17n }),
        fc.array(fc.bigInt({ min: 10n ** 7n, max: 10n ** 17n }), { minLength: 1, maxLength: 20 }),
        (price, parts) => {
          const total = parts.reduce((sum, each) => sum + each, 0n);
          const scenario = new PaymentScenario({ price: { kind: "kas", amountSompi: price } });
          scenario.chain(
            10_000,
            parts.map((each, index) => output(`t${index}`, each, 10_000)),
          );
          const { amounts } = scenario.payment;
          expect(amounts.onChainSompi).toBe(total);
          expect(amounts.overpaidSompi).toBe(total > price ? total - price : 0n);
          expect(amounts.missingSompi).toBe(total < price - TOLERANCE ? price - total : 0n);
          const text = JSON.stringify(amounts, (_, value) =>
            typeof value === "bigint" ? `${value}` : value,
          );
          expect(JSON.parse(text).onChainSompi).toBe(total.toString());
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("M-13: fiat to KAS", () => {
  test("100 000 prices round up by less than the value of one sompi", () => {
    let wrong = 0;
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 7n }),
        fc.constantFrom(0, 2, 3),
        fc.bigInt({ min: 10n ** 5n, max: 10n ** 12n }),
        (amountMinor, minorDigits, rateDigits) => {
          const digits = rateDigits.toString().padStart(9, "0");
          const rate = `${digits.slice(0, -8)}.${digits.slice(-8)}`;
          const quote = makeQuote({
            price: { kind: "fiat", currency: "USD", amountMinor, minorDigits },
            rate,
            source: "test",
            now: 0,
            policy: DEFAULT_POLICY,
            expiresAt: EXPIRES,
          });
          // worth = sompi * rate, in units of 10^-16 fiat; the price in the same units.
          const price = amountMinor * 10n ** BigInt(16 - minorDigits);
          const worth = quote.amountSompi * rateDigits;
          if (worth < price || worth - price >= rateDigits) wrong += 1;
        },
      ),
      { numRuns: 100_000 },
    );
    expect(wrong).toBe(0);
  });
});
