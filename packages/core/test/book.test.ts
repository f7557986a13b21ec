// Credited money and the status rules (docs/spec/payment-lifecycle.md) written a second time, as plainly as possible, to
// check `reduce` against them.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { ChainClock, Payment, PaymentStatus, Transfer } from "../src/index.ts";
import { amountDue, confirmationsOf, payable, transferConfirmations } from "../src/index.ts";
import { life, options } from "./support/facts.ts";
import { DEADLINE, daaAt, EXPIRES, HOLD, KAS, output, PRICE, Story } from "./support/story.ts";

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
        const story = new Story(option);
        for (const fact of facts) {
          const before = story.payment;
          const result = story.tell(fact);
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
        const story = new Story(option);
        for (const fact of facts) {
          story.tell(fact);
          const { status, amounts } = story.payment;
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
    const story = new Story();
    expect([0, EXPIRES - 1, EXPIRES].map((now) => payable(story.payment, now))).toEqual([true, true, false]);
    story.chain(10_000, [output("a", 40n * KAS, 10_000)]);
    expect(payable(story.payment, 10_000)).toBe(true);
    story.chain(10_100, [output("b", 60n * KAS, 10_100)]);
    expect(payable(story.payment, 10_100)).toBe(false);
  });

  test("the amount due: all while pending, the top-up while underpaid, then nothing", () => {
    const story = new Story();
    expect(amountDue(story.payment)).toBe(PRICE);
    story.chain(10_000, [output("a", 40n * KAS, 10_000)]);
    expect(amountDue(story.payment)).toBe(60n * KAS);
    story.chain(10_100, [output("b", 60n * KAS, 10_100)]);
    expect(amountDue(story.payment)).toBeNull();
    expect(amountDue(new Story({ price: { kind: "open" } }).payment)).toBeNull();
  });

  test("confirmations of a payment are the fewest of its credited transfers, never below 0", () => {
    const story = new Story();
    expect(confirmationsOf(story.transfers, daaAt(10_000))).toBe(0);
    story.chain(10_000, [output("a", 60n * KAS, 10_000), output("c", KAS, 10_000, { covenantId: "c0" })]);
    story.chain(10_500, [output("b", 40n * KAS, 10_500)]);
    expect(confirmationsOf(story.transfers, daaAt(10_800))).toBe(3);
    expect(confirmationsOf(story.transfers, 0n)).toBe(0);
    story.chain(10_900, [], ["b"]);
    expect(confirmationsOf(story.transfers, daaAt(11_000))).toBe(10);
    const [first, , third] = story.transfers;
    expect(first && transferConfirmations(first, daaAt(11_000))).toBe(10);
    expect(third && transferConfirmations(third, daaAt(11_000))).toBe(0);
  });

  test("dueAt and dueDaa name the first moment at which a tick changes something", () => {
    const story = new Story();
    const due = () => (story.last.ok ? [story.last.dueAt, story.last.dueDaa] : []);
    expect(due()).toEqual([DEADLINE + 1, null]);
    story.chain(10_000, [output("a", 40n * KAS, 10_000), output("b", 60n * KAS, 10_000)]);
    expect(due()).toEqual([null, daaAt(10_000) + 10n]);
    story.tick(11_000);
    expect(due()).toEqual([null, null]);
    story.chain(12_000, [], ["a"]);
    expect(due()).toEqual([12_000 + HOLD, null]);
    story.tick(12_000 + HOLD);
    expect([story.payment.status, ...due()]).toEqual(["invalid", null, null]);
  });

  test("a tick before both due times changes nothing, whatever happened before", () => {
    fc.assert(
      fc.property(options, life(12), fc.nat(2_000_000), (option, facts, later) => {
        const story = new Story(option);
        for (const fact of facts) story.tell(fact);
        const last = facts.at(-1);
        if (!story.last.ok || !last || !("chainTime" in last) || !last.canConfirm) return;
        const time = last.chainTime + later;
        const { dueAt, dueDaa } = story.last;
        if ((dueAt !== null && dueAt <= time) || (dueDaa !== null && dueDaa <= daaAt(time))) return;
        if (story.tick(time).length > 0) throw new Error(`a tick at ${time} was due, not ${dueAt}/${dueDaa}`);
      }),
      { numRuns: 5_000 },
    );
  });
});
