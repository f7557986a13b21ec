// Credited money and the status rules (docs/spec/payment-lifecycle.md) written a second time, as plainly as possible, to
// check `reduce` against them.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { ChainClock, Payment, PaymentStatus, Transfer } from "../src/index.ts";
import { amountDue, confirmationsOf, payable, transferConfirmations } from "../src/index.ts";
import { life, options } from "./support/facts.ts";
import { DEADLINE, daaAt, EXPIRES, HOLD, KAS, output, PaymentScenario, PRICE } from "./support/scenario.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Smaller transfers never count. */
const DUST = 10_000_000n;

interface Book {
  readonly status: PaymentStatus;
  readonly credited: bigint;
  readonly confirmed: bigint;
}

/** For a KAS price; `before` is the payment as stored before the fact. */
function byTheBook(
  payment: Payment,
  before: Payment,
  transfers: readonly Transfer[],
  clock: ChainClock,
): Book {
  const { policy, mark } = payment;
  const deadline = payment.expiresAt + policy.graceMs;
  const expected = payment.price.kind === "kas" ? payment.price.amountSompi : 0n;
  const share = (expected * BigInt(policy.toleranceBps)) / 10_000n;
  const tolerance = share < policy.toleranceMaxSompi ? share : policy.toleranceMaxSompi;
  const threshold = payment.acceptedShortSompi ?? expected - tolerance;
  const total = (list: readonly Transfer[]) => list.reduce((sum, each) => sum + each.sompi, 0n);
  const money = transfers.filter(
    (each) => ["accepted", "confirmed"].includes(each.status) && !each.covenantId && each.sompi >= DUST,
  );
  const inTime = money.filter((each) => (each.paidAt ?? 0) <= deadline);
  const everything =
    total(inTime) >= threshold ||
    payment.lateAdmitted ||
    (policy.latePolicy.kind !== "review" && total(money) >= threshold);
  const closed = mark?.kind === "canceled" || mark?.kind === "invalid";
  const credited = closed ? [] : everything ? money : inTime;
  const creditedSompi = total(credited);
  const confirmedSompi = total(credited.filter((each) => each.status === "confirmed"));
  const hold = payment.lastRevertAt !== null && clock.chainTime - payment.lastRevertAt < policy.revertHoldMs;
  const over = clock.chainTime > deadline;
  const status = (): PaymentStatus => {
    if (mark?.kind === "paid") return "confirmed";
    if (mark?.kind === "invalid") return "invalid";
    if (mark?.kind === "canceled") return "canceled";
    if (confirmedSompi >= threshold) return "confirmed";
    if (creditedSompi >= threshold) return "confirming";
    if (before.wasConfirmed) {
      const failedBefore = before.status === "invalid" && before.mark === null;
      return (hold || !clock.canConfirm) && !failedBefore ? "confirming" : "invalid";
    }
    if (!over || (!before.wasExpired && (hold || !clock.canConfirm)))
      return creditedSompi > 0n ? "underpaid" : "pending";
    const lost = transfers.filter((each) => each.status === "reverted" && each.sompi >= DUST);
    if (creditedSompi === 0n && lost.some((each) => (each.paidAt ?? 0) <= deadline)) return "invalid";
    return "expired";
  };
  return { status: status(), credited: creditedSompi, confirmed: confirmedSompi };
}

describe("rules written a second time", () => {
  test("after every fact with a clock, status and credited sums are those of these rules", () => {
    const kasOnly = options.filter((option) => option.price?.kind === "kas");
    fc.assert(
      fc.property(kasOnly, life(12), (option, facts) => {
        const scenario = new PaymentScenario(option);
        for (const fact of facts) {
          const before = scenario.payment;
          const result = scenario.apply(fact);
          if (!result.ok || !("chainTime" in fact)) continue;
          const book = byTheBook(result.payment, before, result.transfers, fact);
          const { status, amounts } = result.payment;
          const same = status === book.status && amounts.creditedSompi === book.credited;
          if (!same || amounts.confirmedSompi !== book.confirmed) {
            throw new Error(`${before.status}, ${fact.kind}: ${status}, by the book ${book.status}`);
          }
        }
      }),
      { numRuns: 10_000 },
    );
  });

  test("I9: nothing expires whose in-time money reaches the threshold", () => {
    fc.assert(
      fc.property(options, life(12), (option, facts) => {
        const scenario = new PaymentScenario(option);
        for (const fact of facts) {
          scenario.apply(fact);
          const { status, amounts } = scenario.payment;
          if (status === "expired" && amounts.creditedSompi >= amounts.thresholdSompi)
            throw new Error("expired");
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("what readers derive", () => {
  test("payable while pending or underpaid and before expiresAt, whatever the chain's clock says", () => {
    const scenario = new PaymentScenario();
    expect([0, EXPIRES - 1, EXPIRES].map((now) => payable(scenario.payment, now))).toEqual([
      true,
      true,
      false,
    ]);
    scenario.chain(10_000, [output("a", 40n * KAS, 10_000)]);
    expect(payable(scenario.payment, 10_000)).toBe(true);
    scenario.chain(10_100, [output("b", 60n * KAS, 10_100)]);
    expect(payable(scenario.payment, 10_100)).toBe(false);
  });

  test("the amount due: all while pending, the top-up while underpaid, then nothing", () => {
    const scenario = new PaymentScenario();
    expect(amountDue(scenario.payment)).toBe(PRICE);
    scenario.chain(10_000, [output("a", 40n * KAS, 10_000)]);
    expect(amountDue(scenario.payment)).toBe(60n * KAS);
    scenario.chain(10_100, [output("b", 60n * KAS, 10_100)]);
    expect(amountDue(scenario.payment)).toBeNull();
    expect(amountDue(new PaymentScenario({ price: { kind: "open" } }).payment)).toBeNull();
  });

  test("confirmations of a payment are the fewest of its credited transfers, never below 0", () => {
    const scenario = new PaymentScenario();
    expect(confirmationsOf(scenario.transfers, daaAt(10_000))).toBe(0);
    scenario.chain(10_000, [output("a", 60n * KAS, 10_000), output("c", KAS, 10_000, { covenantId: "c0" })]);
    scenario.chain(10_500, [output("b", 40n * KAS, 10_500)]);
    expect(confirmationsOf(scenario.transfers, daaAt(10_800))).toBe(3);
    expect(confirmationsOf(scenario.transfers, 0n)).toBe(0);
    scenario.chain(10_900, [], ["b"]);
    expect(confirmationsOf(scenario.transfers, daaAt(11_000))).toBe(10);
    const [first, , third] = scenario.transfers;
    expect(first && transferConfirmations(first, daaAt(11_000))).toBe(10);
    expect(third && transferConfirmations(third, daaAt(11_000))).toBe(0);
  });

  test("dueAt and dueDaa name the first moment at which a tick changes something", () => {
    const scenario = new PaymentScenario();
    const due = () => (scenario.last.ok ? [scenario.last.dueAt, scenario.last.dueDaa] : []);
    expect(due()).toEqual([DEADLINE + 1, null]);
    scenario.chain(10_000, [output("a", 40n * KAS, 10_000), output("b", 60n * KAS, 10_000)]);
    expect(due()).toEqual([null, daaAt(10_000) + 10n]);
    scenario.tick(11_000);
    expect(due()).toEqual([null, null]);
    scenario.chain(12_000, [], ["a"]);
    expect(due()).toEqual([12_000 + HOLD, null]);
    scenario.tick(12_000 + HOLD);
    expect([scenario.payment.status, ...due()]).toEqual(["invalid", null, null]);
  });

  test("a tick before both due times changes nothing, whatever happened before", () => {
    fc.assert(
      fc.property(options, life(12), fc.nat(2_000_000), (option, facts, later) => {
        const scenario = new PaymentScenario(option);
        for (const fact of facts) scenario.apply(fact);
        const last = facts.at(-1);
        if (!scenario.last.ok || !last || !("chainTime" in last) || !last.canConfirm) return;
        const time = last.chainTime + later;
        const { dueAt, dueDaa } = scenario.last;
        if ((dueAt !== null && dueAt <= time) || (dueDaa !== null && dueDaa <= daaAt(time))) return;
        if (scenario.tick(time).length > 0)
          throw new Error(`a tick at ${time} was due, not ${dueAt}/${dueDaa}`);
      }),
      { numRuns: 5_000 },
    );
  });
});
