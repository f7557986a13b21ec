// The table docs/spec/payment-lifecycle.md#transitions, row by row: from, guard, to, events in order.
import { describe, expect, test } from "vitest";
import type { Quote } from "../src/index.ts";
import { DEADLINE, HOLD, KAS, output, PaymentScenario, PRICE } from "./support/scenario.ts";

const FULL = PRICE;
const PART = 40n * KAS;
const REST = 60n * KAS;
const LATE = DEADLINE + 5_000;

function confirmed(sompi = FULL): PaymentScenario {
  const scenario = new PaymentScenario();
  scenario.chain(10_000, [output("a", sompi, 10_000)]);
  scenario.tick(20_000);
  expect(scenario.payment.status).toBe("confirmed");
  return scenario;
}

function expired(): PaymentScenario {
  const scenario = new PaymentScenario();
  scenario.tick(DEADLINE + 1);
  expect(scenario.payment.status).toBe("expired");
  return scenario;
}

describe("transitions", () => {
  test("create: opens a pending payment and sends payment.created", () => {
    const scenario = new PaymentScenario();
    expect(scenario.payment.status).toBe("pending");
    expect(scenario.eventNames()).toEqual(["payment.created", "payment.updated"]);
  });

  test("mempool: a mempool observation, and its loss, never change the status", () => {
    const scenario = new PaymentScenario();
    expect(scenario.seen("a", FULL, 5_000)).toEqual(["transfer.detected", "payment.updated"]);
    expect(scenario.payment).toMatchObject({
      status: "pending",
      amounts: { seenSompi: FULL, onChainSompi: 0n },
    });
    scenario.apply({ kind: "gone", outpoint: "a:0", now: 70_000 });
    expect(scenario.eventNames()).toEqual(["transfer.dropped", "payment.updated"]);
    expect(scenario.payment).toMatchObject({ status: "pending", amounts: { seenSompi: 0n } });
  });

  test("part: a part makes it underpaid, a second part sends the event again with what is missing", () => {
    const scenario = new PaymentScenario();
    expect(scenario.chain(10_000, [output("a", PART, 10_000)])).toEqual([
      "transfer.accepted",
      "payment.underpaid",
      "payment.updated",
    ]);
    expect(scenario.payment.status).toBe("underpaid");
    expect(scenario.chain(10_500, [output("b", PART, 10_500)])).toEqual([
      "transfer.accepted",
      "payment.underpaid",
      "payment.updated",
    ]);
    expect(scenario.detailOf("payment.underpaid")).toEqual({
      missingSompi: 20n * KAS,
      topUpSompi: 20n * KAS,
    });
  });

  test.each([
    ["pending", []],
    ["underpaid", [output("a", PART, 9_500)]],
  ])("enough: %s becomes confirming when enough is accepted", (from, first) => {
    const scenario = new PaymentScenario();
    scenario.chain(9_500, first);
    expect(scenario.payment.status).toBe(from);
    expect(scenario.chain(10_000, [output("b", from === "pending" ? FULL : REST, 10_000)])).toEqual([
      "transfer.accepted",
      "payment.confirming",
      "payment.updated",
    ]);
    expect(scenario.payment.status).toBe("confirming");
  });

  test("confirm: enough confirmed money confirms, not one confirmation earlier", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", FULL, 10_000)]);
    expect(scenario.tick(10_900)).toEqual([]);
    expect(scenario.tick(11_000)).toEqual(["transfer.confirmed", "payment.confirmed", "payment.updated"]);
    expect(scenario.payment).toMatchObject({ status: "confirmed", confirmedAt: 11_000 });
    expect(scenario.detailOf("payment.confirmed")).toEqual({ late: false, overpaid: false });
  });

  test("confirm: a jump over confirming sends both", () => {
    const scenario = new PaymentScenario();
    expect(scenario.chain(20_000, [output("a", FULL, 10_000)])).toEqual([
      "transfer.accepted",
      "transfer.confirmed",
      "payment.confirming",
      "payment.confirmed",
      "payment.updated",
    ]);
  });

  test("expire: nothing until the deadline expires, one ms after it, not before", () => {
    const scenario = new PaymentScenario();
    expect(scenario.tick(DEADLINE)).toEqual([]);
    expect(scenario.tick(DEADLINE + 1)).toEqual(["payment.expired", "payment.updated"]);
    expect(scenario.detailOf("payment.expired")).toEqual({ partiallyPaid: false });
    expect(scenario.payment.status).toBe("expired");
  });

  test("expire with a part: a part at the deadline expires with attention", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PART, 10_000)]);
    scenario.tick(20_000);
    expect(scenario.tick(DEADLINE + 1)).toEqual(["payment.expired", "payment.attention", "payment.updated"]);
    expect(scenario.detailOf("payment.expired")).toEqual({ partiallyPaid: true, missingSompi: REST });
    expect(scenario.detailOf("payment.attention")).toEqual({ reason: "underpaid", amountSompi: PART });
  });

  test("time passes: confirming outlives the deadline without an event", () => {
    const scenario = new PaymentScenario();
    scenario.chain(DEADLINE - 100, [output("a", FULL, DEADLINE - 100)]);
    expect(scenario.tick(DEADLINE + 500)).toEqual([]);
    expect(scenario.payment.status).toBe("confirming");
  });

  test.each(["expired", "canceled", "invalid"])(
    "late, waiting: money on %s is late and waits for people",
    (from) => {
      const scenario = new PaymentScenario();
      if (from === "canceled") scenario.cancel(5_000);
      else {
        scenario.chain(4_000, [output("p", PART, 4_000)]);
        scenario.tick(DEADLINE + 1);
        if (from === "invalid") scenario.act("markInvalid", DEADLINE + 2);
      }
      expect(scenario.payment.status).toBe(from);
      expect(scenario.chain(LATE, [output("a", FULL, LATE)])).toEqual([
        "transfer.accepted",
        "payment.late",
        "payment.attention",
        "payment.updated",
      ]);
      expect(scenario.payment.status).toBe(from);
      expect(scenario.attention("late")).toMatchObject({ state: "open", amountSompi: FULL });
    },
  );

  test("late, waiting: money on a canceled payment is late whatever its time", () => {
    const scenario = new PaymentScenario();
    scenario.cancel(5_000);
    expect(scenario.chain(10_000, [output("a", FULL, 10_000)])).toContain("payment.late");
    expect(scenario.payment).toMatchObject({
      status: "canceled",
      amounts: { creditedSompi: 0n, onChainSompi: FULL },
    });
  });

  test("late, by policy: late money that the policy accepts confirms, flagged late", () => {
    const scenario = new PaymentScenario({ policy: { latePolicy: { kind: "accept" } } });
    scenario.tick(DEADLINE + 1);
    expect(scenario.chain(LATE, [output("a", FULL, LATE)])).toEqual([
      "transfer.accepted",
      "payment.late",
      "payment.confirming",
      "payment.updated",
    ]);
    expect(scenario.detailOf("payment.confirming")).toEqual({});
    expect(scenario.attention("late")).toMatchObject({ state: "accepted", resolvedBy: "policy" });
    expect(scenario.tick(LATE + 1_000)).toEqual([
      "transfer.confirmed",
      "payment.confirmed",
      "payment.updated",
    ]);
    expect(scenario.detailOf("payment.confirmed")).toEqual({ late: true, overpaid: false });
  });

  test("recovered: in-time money learned after the expiry recovers it", () => {
    const scenario = expired();
    expect(scenario.chain(LATE, [output("a", FULL, LATE, { blockTime: DEADLINE })])).toEqual([
      "transfer.accepted",
      "payment.confirming",
      "payment.updated",
    ]);
    expect(scenario.detailOf("payment.confirming")).toEqual({ recovered: true });
    expect(scenario.tick(LATE + 1_000)).toEqual([
      "transfer.confirmed",
      "payment.confirmed",
      "payment.updated",
    ]);
  });

  test("recovered: in-time money that comes back recovers an automatic invalid", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", FULL, 10_000)]);
    scenario.chain(11_000, [], ["a"]);
    scenario.tick(DEADLINE + 1);
    expect(scenario.payment.status).toBe("invalid");
    expect(scenario.chain(LATE, [output("a", FULL, LATE)])).toEqual([
      "transfer.accepted",
      "payment.confirming",
      "payment.updated",
    ]);
    expect(scenario.detailOf("payment.confirming")).toEqual({ recovered: true });
  });

  test("part learned later: a part learned after the expiry raises attention", () => {
    const scenario = expired();
    expect(scenario.chain(LATE, [output("a", PART, LATE, { blockTime: 10_000 })])).toEqual([
      "transfer.accepted",
      "payment.attention",
      "payment.updated",
    ]);
    expect(scenario.payment.status).toBe("expired");
    expect(scenario.attention("underpaid")).toMatchObject({ state: "open", amountSompi: PART });
  });

  test.each([
    ["confirming", 10_500],
    ["confirmed", 20_000],
  ])("surplus: a surplus on %s is announced once, a second full payment is `multiple`", (from, time) => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", FULL, 10_000)]);
    scenario.tick(time);
    expect(scenario.payment.status).toBe(from);
    expect(scenario.chain(time, [output("b", 5n * KAS, time)])).toEqual([
      "transfer.accepted",
      "payment.overpaid",
      "payment.attention",
      "payment.updated",
    ]);
    expect(scenario.payment.status).toBe(from);
    expect(scenario.attention("overpaid")).toMatchObject({ state: "open", amountSompi: 5n * KAS });
    scenario.chain(time, [output("c", FULL, time)]);
    expect(scenario.attention("overpaid")).toMatchObject({ state: "cleared" });
    expect(scenario.attention("multiple")).toMatchObject({ state: "open", amountSompi: 105n * KAS });
  });

  test("reverted before confirmation: confirming loses all its money: pending", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", FULL, 10_000)]);
    expect(scenario.chain(10_500, [], ["a"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.updated",
    ]);
    expect(scenario.payment.status).toBe("pending");
  });

  test("reverted before confirmation: confirming loses a part: underpaid; underpaid loses the rest: pending", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PART, 10_000), output("b", REST, 10_000)]);
    expect(scenario.chain(10_500, [], ["b"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.underpaid",
      "payment.updated",
    ]);
    expect(scenario.payment.status).toBe("underpaid");
    expect(scenario.chain(10_600, [], ["a"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.updated",
    ]);
    expect(scenario.payment.status).toBe("pending");
  });

  test("reverted after confirmation: a revert takes confirmed back to confirming, severity high, with attention", () => {
    const scenario = confirmed();
    expect(scenario.chain(21_000, [], ["a"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.attention",
      "payment.updated",
    ]);
    expect(scenario.detailOf("payment.reverted")).toEqual({ severity: "high" });
    expect(scenario.payment.status).toBe("confirming");
    expect(scenario.attention("reverted")).toMatchObject({ state: "open", amountSompi: FULL });
  });

  test("reverted after confirmation: re-accepted in the batch but short of depth reverts as well", () => {
    const scenario = confirmed();
    expect(scenario.chain(21_000, [output("a", FULL, 20_900)], ["a"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.attention",
      "payment.updated",
    ]);
    expect(scenario.detailOf("transfer.reverted")).toEqual({ reaccepted: true });
    expect(scenario.payment.status).toBe("confirming");
  });

  test("confirmed again: depth again reconfirms and clears the attention", () => {
    const scenario = confirmed();
    scenario.chain(21_000, [], ["a"]);
    scenario.chain(22_000, [output("a", FULL, 22_000)]);
    expect(scenario.payment.status).toBe("confirming");
    expect(scenario.tick(23_000)).toEqual(["transfer.confirmed", "payment.confirmed", "payment.updated"]);
    expect(scenario.detailOf("payment.confirmed")).toMatchObject({ reconfirmed: true });
    expect(scenario.attention("reverted")).toMatchObject({ state: "cleared" });
    expect(scenario.payment.confirmedAt).toBe(23_000);
  });

  test("lost for good: after the hold the loss of confirmed money is invalid", () => {
    const scenario = confirmed();
    scenario.chain(21_000, [], ["a"]);
    expect(scenario.tick(21_000 + HOLD - 1)).toEqual([]);
    expect(scenario.tick(21_000 + HOLD)).toEqual(["payment.invalid", "payment.updated"]);
    expect(scenario.detailOf("payment.invalid")).toEqual({ reason: "reverted" });
  });

  test.each(["pending", "underpaid", "expired"])(
    "lost at the deadline: %s whose in-time money is gone is invalid",
    (from) => {
      const scenario = new PaymentScenario();
      scenario.chain(10_000, [output("a", PART, 10_000)]);
      if (from === "pending") {
        scenario.chain(11_000, [], ["a"]);
        expect(scenario.payment.status).toBe("pending");
        expect(scenario.tick(DEADLINE + 1)).toEqual(["payment.invalid", "payment.updated"]);
      } else if (from === "underpaid") {
        // Reverted at the very deadline: the hold keeps it open, its end decides.
        scenario.chain(DEADLINE, [output("b", PART, DEADLINE)], ["a"]);
        expect(scenario.payment.status).toBe("underpaid");
        scenario.chain(DEADLINE + 10, [], ["b"]);
        expect(scenario.payment.status).toBe("pending");
        expect(scenario.tick(DEADLINE + 10 + HOLD)).toEqual(["payment.invalid", "payment.updated"]);
      } else {
        scenario.tick(DEADLINE + 1);
        expect(scenario.payment.status).toBe("expired");
        expect(scenario.chain(LATE, [], ["a"])).toEqual([
          "transfer.reverted",
          "payment.reverted",
          "payment.invalid",
          "payment.updated",
        ]);
      }
      expect(scenario.payment.status).toBe("invalid");
      expect(scenario.detailOf("payment.invalid")).toEqual({ reason: "reverted" });
    },
  );

  test("cancel", () => {
    const scenario = new PaymentScenario();
    expect(scenario.cancel(5_000)).toEqual(["payment.canceled", "payment.updated"]);
    expect(scenario.payment.status).toBe("canceled");
  });

  test.each(["pending", "underpaid", "confirming", "expired", "canceled", "invalid"])(
    "mark paid: markPaid confirms %s by hand",
    (from) => {
      const scenario = new PaymentScenario();
      if (from === "underpaid") scenario.chain(10_000, [output("a", PART, 10_000)]);
      if (from === "confirming") scenario.chain(10_000, [output("a", FULL, 10_000)]);
      if (from === "expired") scenario.tick(DEADLINE + 1);
      if (from === "canceled") scenario.cancel(5_000);
      if (from === "invalid") {
        scenario.chain(10_000, [output("a", PART, 10_000)]);
        scenario.act("markInvalid", 10_100);
      }
      expect(scenario.payment.status).toBe(from);
      expect(scenario.act("markPaid", DEADLINE + 2)).toEqual(["payment.confirmed", "payment.updated"]);
      expect(scenario.detailOf("payment.confirmed")).toEqual({ manual: true });
      expect(scenario.payment).toMatchObject({ status: "confirmed", confirmedAt: DEADLINE + 2 });
      expect(scenario.attention("manual")).toMatchObject({ state: "accepted", resolvedBy: "user:usr_1" });
    },
  );

  test.each(["underpaid", "confirming", "confirmed", "expired"])(
    "mark invalid: markInvalid closes %s",
    (from) => {
      const scenario = new PaymentScenario();
      if (from === "underpaid") scenario.chain(10_000, [output("a", PART, 10_000)]);
      if (from === "confirming" || from === "confirmed") scenario.chain(10_000, [output("a", FULL, 10_000)]);
      if (from === "confirmed") scenario.tick(11_000);
      if (from === "expired") scenario.tick(DEADLINE + 1);
      expect(scenario.payment.status).toBe(from);
      expect(scenario.act("markInvalid", DEADLINE + 2)).toEqual(["payment.invalid", "payment.updated"]);
      expect(scenario.detailOf("payment.invalid")).toEqual({ manual: true });
      expect(scenario.payment.amounts.creditedSompi).toBe(0n);
    },
  );

  test("clear mark: money and time decide again", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PART, 10_000)]);
    scenario.act("markInvalid", 10_100);
    expect(scenario.act("clearMark", 10_200)).toEqual(["payment.underpaid", "payment.updated"]);
    scenario.act("markPaid", 10_300);
    expect(scenario.act("clearMark", DEADLINE + 1)).toEqual([
      "payment.expired",
      "payment.attention",
      "payment.updated",
    ]);
    const canceled = new PaymentScenario();
    canceled.cancel(5_000);
    expect(canceled.act("clearMark", 6_000)).toEqual(["payment.updated"]);
    expect(canceled.payment.status).toBe("pending");
  });

  test("requote: a new quote sends payment.updated only", () => {
    const quote: Quote = {
      amountSompi: 150n * KAS,
      rate: "0.1",
      source: "fixed",
      issuedAt: 0,
      expiresAt: 300_000,
      replacedAt: null,
    };
    const price = { kind: "fiat", currency: "USD", amountMinor: 1_500n, minorDigits: 2 } as const;
    const scenario = new PaymentScenario({ price, quote });
    const next = { ...quote, amountSompi: 151n * KAS, issuedAt: 300_000, expiresAt: 600_000 };
    scenario.apply({ kind: "requote", quote: next, actor: "payer", now: 300_000 });
    expect(scenario.eventNames()).toEqual(["payment.updated"]);
    expect(scenario.payment).toMatchObject({ chosenQuote: 1, amounts: { expectedSompi: 151n * KAS } });
    expect(scenario.payment.quotes[0]).toMatchObject({ replacedAt: 300_000 });
  });

  test("resolve: accepting a shortage, late money or a loss moves the status and sends the resolution", () => {
    const short = new PaymentScenario();
    short.chain(10_000, [output("a", PART, 10_000)]);
    short.tick(DEADLINE + 1);
    expect(short.resolve("underpaid", "accept", LATE)).toEqual([
      "payment.confirming",
      "payment.confirmed",
      "payment.attention",
      "payment.updated",
    ]);
    expect(short.detailOf("payment.attention")).toEqual({
      reason: "underpaid",
      resolution: "accepted",
      amountSompi: PART,
    });
    expect(short.payment).toMatchObject({ status: "confirmed", acceptedShortSompi: PART });

    const late = new PaymentScenario();
    late.cancel(5_000);
    late.chain(LATE, [output("a", FULL, LATE)]);
    expect(late.resolve("late", "accept", LATE)).toEqual([
      "payment.confirming",
      "payment.attention",
      "payment.updated",
    ]);
    expect(late.payment).toMatchObject({ status: "confirming", mark: null, lateAdmitted: true });

    const lost = confirmed();
    lost.chain(21_000, [], ["a"]);
    expect(lost.resolve("reverted", "accept", 22_000)).toEqual([
      "payment.confirmed",
      "payment.attention",
      "payment.updated",
    ]);
    expect(lost.payment.mark).toMatchObject({ kind: "paid" });
  });

  test("resolve: ignoring changes no status", () => {
    const scenario = expired();
    scenario.chain(LATE, [output("a", FULL, LATE)]);
    expect(scenario.resolve("late", "ignore", LATE + 1)).toEqual(["payment.attention", "payment.updated"]);
    expect(scenario.payment).toMatchObject({ status: "expired", amounts: { creditedSompi: 0n } });
  });

  test("refunds: refunds send their own event, and payment.refunded when the refund status changes", () => {
    const scenario = confirmed(110n * KAS);
    expect(scenario.refund("refund.created", 0n)).toEqual(["refund.created", "payment.updated"]);
    expect(scenario.refund("refund.confirmed", 10n * KAS)).toEqual([
      "refund.confirmed",
      "payment.refunded",
      "payment.updated",
    ]);
    expect(scenario.payment).toMatchObject({ status: "confirmed", refundStatus: "partial" });
    expect(scenario.attention("overpaid")).toMatchObject({ state: "refunded" });
    expect(scenario.refund("refund.confirmed", 110n * KAS, "rfd_2")).toEqual([
      "refund.confirmed",
      "payment.refunded",
      "payment.updated",
    ]);
    expect(scenario.payment.refundStatus).toBe("full");
  });
});
