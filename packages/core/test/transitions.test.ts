// The table docs/spec/payment-lifecycle.md#transitions, row by row: from, guard, to, events in order.
import { describe, expect, test } from "vitest";
import type { Quote } from "../src/index.ts";
import { DEADLINE, HOLD, KAS, output, PRICE, Story } from "./support/story.ts";

const FULL = PRICE;
const PART = 40n * KAS;
const REST = 60n * KAS;
const LATE = DEADLINE + 5_000;

function confirmed(sompi = FULL): Story {
  const story = new Story();
  story.chain(10_000, [output("a", sompi, 10_000)]);
  story.tick(20_000);
  expect(story.payment.status).toBe("confirmed");
  return story;
}

function expired(): Story {
  const story = new Story();
  story.tick(DEADLINE + 1);
  expect(story.payment.status).toBe("expired");
  return story;
}

describe("transitions", () => {
  test("create: opens a pending payment and sends payment.created", () => {
    const story = new Story();
    expect(story.payment.status).toBe("pending");
    expect(story.said()).toEqual(["payment.created", "payment.updated"]);
  });

  test("mempool: a mempool observation, and its loss, never change the status", () => {
    const story = new Story();
    expect(story.seen("a", FULL, 5_000)).toEqual(["transfer.detected", "payment.updated"]);
    expect(story.payment).toMatchObject({
      status: "pending",
      amounts: { seenSompi: FULL, receivedSompi: 0n },
    });
    story.tell({ kind: "gone", outpoint: "a:0", now: 70_000 });
    expect(story.said()).toEqual(["transfer.dropped", "payment.updated"]);
    expect(story.payment).toMatchObject({ status: "pending", amounts: { seenSompi: 0n } });
  });

  test("part: a part makes it underpaid, a second part sends the event again with what is missing", () => {
    const story = new Story();
    expect(story.chain(10_000, [output("a", PART, 10_000)])).toEqual([
      "transfer.accepted",
      "payment.underpaid",
      "payment.updated",
    ]);
    expect(story.payment.status).toBe("underpaid");
    expect(story.chain(10_500, [output("b", PART, 10_500)])).toEqual([
      "transfer.accepted",
      "payment.underpaid",
      "payment.updated",
    ]);
    expect(story.detailOf("payment.underpaid")).toEqual({ missingSompi: 20n * KAS, topUpSompi: 20n * KAS });
  });

  test.each([
    ["pending", []],
    ["underpaid", [output("a", PART, 9_500)]],
  ])("enough: %s becomes confirming when enough is accepted", (from, first) => {
    const story = new Story();
    story.chain(9_500, first);
    expect(story.payment.status).toBe(from);
    expect(story.chain(10_000, [output("b", from === "pending" ? FULL : REST, 10_000)])).toEqual([
      "transfer.accepted",
      "payment.confirming",
      "payment.updated",
    ]);
    expect(story.payment.status).toBe("confirming");
  });

  test("confirm: enough confirmed money confirms, not one confirmation earlier", () => {
    const story = new Story();
    story.chain(10_000, [output("a", FULL, 10_000)]);
    expect(story.tick(10_900)).toEqual([]);
    expect(story.tick(11_000)).toEqual(["transfer.confirmed", "payment.confirmed", "payment.updated"]);
    expect(story.payment).toMatchObject({ status: "confirmed", confirmedAt: 11_000 });
    expect(story.detailOf("payment.confirmed")).toEqual({ late: false, overpaid: false });
  });

  test("confirm: a jump over confirming sends both", () => {
    const story = new Story();
    expect(story.chain(20_000, [output("a", FULL, 10_000)])).toEqual([
      "transfer.accepted",
      "transfer.confirmed",
      "payment.confirming",
      "payment.confirmed",
      "payment.updated",
    ]);
  });

  test("expire: nothing until the deadline expires, one ms after it, not before", () => {
    const story = new Story();
    expect(story.tick(DEADLINE)).toEqual([]);
    expect(story.tick(DEADLINE + 1)).toEqual(["payment.expired", "payment.updated"]);
    expect(story.detailOf("payment.expired")).toEqual({ partiallyPaid: false });
    expect(story.payment.status).toBe("expired");
  });

  test("expire with a part: a part at the deadline expires with attention", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PART, 10_000)]);
    story.tick(20_000);
    expect(story.tick(DEADLINE + 1)).toEqual(["payment.expired", "payment.attention", "payment.updated"]);
    expect(story.detailOf("payment.expired")).toEqual({ partiallyPaid: true, missingSompi: REST });
    expect(story.detailOf("payment.attention")).toEqual({ reason: "underpaid", amountSompi: PART });
  });

  test("time passes: confirming outlives the deadline without an event", () => {
    const story = new Story();
    story.chain(DEADLINE - 100, [output("a", FULL, DEADLINE - 100)]);
    expect(story.tick(DEADLINE + 500)).toEqual([]);
    expect(story.payment.status).toBe("confirming");
  });

  test.each(["expired", "canceled", "invalid"])(
    "late, waiting: money on %s is late and waits for people",
    (from) => {
      const story = new Story();
      if (from === "canceled") story.cancel(5_000);
      else {
        story.chain(4_000, [output("p", PART, 4_000)]);
        story.tick(DEADLINE + 1);
        if (from === "invalid") story.act("markInvalid", DEADLINE + 2);
      }
      expect(story.payment.status).toBe(from);
      expect(story.chain(LATE, [output("a", FULL, LATE)])).toEqual([
        "transfer.accepted",
        "payment.late",
        "payment.attention",
        "payment.updated",
      ]);
      expect(story.payment.status).toBe(from);
      expect(story.attention("late")).toMatchObject({ state: "open", amountSompi: FULL });
    },
  );

  test("late, waiting: money on a canceled payment is late whatever its time", () => {
    const story = new Story();
    story.cancel(5_000);
    expect(story.chain(10_000, [output("a", FULL, 10_000)])).toContain("payment.late");
    expect(story.payment).toMatchObject({
      status: "canceled",
      amounts: { creditedSompi: 0n, receivedSompi: FULL },
    });
  });

  test("late, by policy: late money that the policy accepts confirms, flagged late", () => {
    const story = new Story({ policy: { latePolicy: { kind: "accept" } } });
    story.tick(DEADLINE + 1);
    expect(story.chain(LATE, [output("a", FULL, LATE)])).toEqual([
      "transfer.accepted",
      "payment.late",
      "payment.confirming",
      "payment.updated",
    ]);
    expect(story.detailOf("payment.confirming")).toEqual({});
    expect(story.attention("late")).toMatchObject({ state: "accepted", resolvedBy: "policy" });
    expect(story.tick(LATE + 1_000)).toEqual(["transfer.confirmed", "payment.confirmed", "payment.updated"]);
    expect(story.detailOf("payment.confirmed")).toEqual({ late: true, overpaid: false });
  });

  test("recovered: in-time money learned after the expiry recovers it", () => {
    const story = expired();
    expect(story.chain(LATE, [output("a", FULL, LATE, { blockTime: DEADLINE })])).toEqual([
      "transfer.accepted",
      "payment.confirming",
      "payment.updated",
    ]);
    expect(story.detailOf("payment.confirming")).toEqual({ recovered: true });
    expect(story.tick(LATE + 1_000)).toEqual(["transfer.confirmed", "payment.confirmed", "payment.updated"]);
  });

  test("recovered: in-time money that comes back recovers an automatic invalid", () => {
    const story = new Story();
    story.chain(10_000, [output("a", FULL, 10_000)]);
    story.chain(11_000, [], ["a"]);
    story.tick(DEADLINE + 1);
    expect(story.payment.status).toBe("invalid");
    expect(story.chain(LATE, [output("a", FULL, LATE)])).toEqual([
      "transfer.accepted",
      "payment.confirming",
      "payment.updated",
    ]);
    expect(story.detailOf("payment.confirming")).toEqual({ recovered: true });
  });

  test("part learned later: a part learned after the expiry raises attention", () => {
    const story = expired();
    expect(story.chain(LATE, [output("a", PART, LATE, { blockTime: 10_000 })])).toEqual([
      "transfer.accepted",
      "payment.attention",
      "payment.updated",
    ]);
    expect(story.payment.status).toBe("expired");
    expect(story.attention("underpaid")).toMatchObject({ state: "open", amountSompi: PART });
  });

  test.each([
    ["confirming", 10_500],
    ["confirmed", 20_000],
  ])("surplus: a surplus on %s is announced once, a second full payment is `multiple`", (from, time) => {
    const story = new Story();
    story.chain(10_000, [output("a", FULL, 10_000)]);
    story.tick(time);
    expect(story.payment.status).toBe(from);
    expect(story.chain(time, [output("b", 5n * KAS, time)])).toEqual([
      "transfer.accepted",
      "payment.overpaid",
      "payment.attention",
      "payment.updated",
    ]);
    expect(story.payment.status).toBe(from);
    expect(story.attention("overpaid")).toMatchObject({ state: "open", amountSompi: 5n * KAS });
    story.chain(time, [output("c", FULL, time)]);
    expect(story.attention("overpaid")).toMatchObject({ state: "cleared" });
    expect(story.attention("multiple")).toMatchObject({ state: "open", amountSompi: 105n * KAS });
  });

  test("reverted before confirmation: confirming loses all its money: pending", () => {
    const story = new Story();
    story.chain(10_000, [output("a", FULL, 10_000)]);
    expect(story.chain(10_500, [], ["a"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.updated",
    ]);
    expect(story.payment.status).toBe("pending");
  });

  test("reverted before confirmation: confirming loses a part: underpaid; underpaid loses the rest: pending", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PART, 10_000), output("b", REST, 10_000)]);
    expect(story.chain(10_500, [], ["b"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.underpaid",
      "payment.updated",
    ]);
    expect(story.payment.status).toBe("underpaid");
    expect(story.chain(10_600, [], ["a"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.updated",
    ]);
    expect(story.payment.status).toBe("pending");
  });

  test("reverted after confirmation: a revert takes confirmed back to confirming, severity high, with attention", () => {
    const story = confirmed();
    expect(story.chain(21_000, [], ["a"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.attention",
      "payment.updated",
    ]);
    expect(story.detailOf("payment.reverted")).toEqual({ severity: "high" });
    expect(story.payment.status).toBe("confirming");
    expect(story.attention("reverted")).toMatchObject({ state: "open", amountSompi: FULL });
  });

  test("reverted after confirmation: re-accepted in the batch but short of depth reverts as well", () => {
    const story = confirmed();
    expect(story.chain(21_000, [output("a", FULL, 20_900)], ["a"])).toEqual([
      "transfer.reverted",
      "payment.reverted",
      "payment.attention",
      "payment.updated",
    ]);
    expect(story.detailOf("transfer.reverted")).toEqual({ reaccepted: true });
    expect(story.payment.status).toBe("confirming");
  });

  test("confirmed again: depth again reconfirms and clears the attention", () => {
    const story = confirmed();
    story.chain(21_000, [], ["a"]);
    story.chain(22_000, [output("a", FULL, 22_000)]);
    expect(story.payment.status).toBe("confirming");
    expect(story.tick(23_000)).toEqual(["transfer.confirmed", "payment.confirmed", "payment.updated"]);
    expect(story.detailOf("payment.confirmed")).toMatchObject({ reconfirmed: true });
    expect(story.attention("reverted")).toMatchObject({ state: "cleared" });
    expect(story.payment.confirmedAt).toBe(23_000);
  });

  test("lost for good: after the hold the loss of confirmed money is invalid", () => {
    const story = confirmed();
    story.chain(21_000, [], ["a"]);
    expect(story.tick(21_000 + HOLD - 1)).toEqual([]);
    expect(story.tick(21_000 + HOLD)).toEqual(["payment.invalid", "payment.updated"]);
    expect(story.detailOf("payment.invalid")).toEqual({ reason: "reverted" });
  });

  test.each(["pending", "underpaid", "expired"])(
    "lost at the deadline: %s whose in-time money is gone is invalid",
    (from) => {
      const story = new Story();
      story.chain(10_000, [output("a", PART, 10_000)]);
      if (from === "pending") {
        story.chain(11_000, [], ["a"]);
        expect(story.payment.status).toBe("pending");
        expect(story.tick(DEADLINE + 1)).toEqual(["payment.invalid", "payment.updated"]);
      } else if (from === "underpaid") {
        // Reverted at the very deadline: the hold keeps it open, its end decides.
        story.chain(DEADLINE, [output("b", PART, DEADLINE)], ["a"]);
        expect(story.payment.status).toBe("underpaid");
        story.chain(DEADLINE + 10, [], ["b"]);
        expect(story.payment.status).toBe("pending");
        expect(story.tick(DEADLINE + 10 + HOLD)).toEqual(["payment.invalid", "payment.updated"]);
      } else {
        story.tick(DEADLINE + 1);
        expect(story.payment.status).toBe("expired");
        expect(story.chain(LATE, [], ["a"])).toEqual([
          "transfer.reverted",
          "payment.reverted",
          "payment.invalid",
          "payment.updated",
        ]);
      }
      expect(story.payment.status).toBe("invalid");
      expect(story.detailOf("payment.invalid")).toEqual({ reason: "reverted" });
    },
  );

  test("cancel", () => {
    const story = new Story();
    expect(story.cancel(5_000)).toEqual(["payment.canceled", "payment.updated"]);
    expect(story.payment.status).toBe("canceled");
  });

  test.each(["pending", "underpaid", "confirming", "expired", "canceled", "invalid"])(
    "mark paid: markPaid confirms %s by hand",
    (from) => {
      const story = new Story();
      if (from === "underpaid") story.chain(10_000, [output("a", PART, 10_000)]);
      if (from === "confirming") story.chain(10_000, [output("a", FULL, 10_000)]);
      if (from === "expired") story.tick(DEADLINE + 1);
      if (from === "canceled") story.cancel(5_000);
      if (from === "invalid") {
        story.chain(10_000, [output("a", PART, 10_000)]);
        story.act("markInvalid", 10_100);
      }
      expect(story.payment.status).toBe(from);
      expect(story.act("markPaid", DEADLINE + 2)).toEqual(["payment.confirmed", "payment.updated"]);
      expect(story.detailOf("payment.confirmed")).toEqual({ manual: true });
      expect(story.payment).toMatchObject({ status: "confirmed", confirmedAt: DEADLINE + 2 });
      expect(story.attention("manual")).toMatchObject({ state: "accepted", resolvedBy: "user:usr_1" });
    },
  );

  test.each(["underpaid", "confirming", "confirmed", "expired"])(
    "mark invalid: markInvalid closes %s",
    (from) => {
      const story = new Story();
      if (from === "underpaid") story.chain(10_000, [output("a", PART, 10_000)]);
      if (from === "confirming" || from === "confirmed") story.chain(10_000, [output("a", FULL, 10_000)]);
      if (from === "confirmed") story.tick(11_000);
      if (from === "expired") story.tick(DEADLINE + 1);
      expect(story.payment.status).toBe(from);
      expect(story.act("markInvalid", DEADLINE + 2)).toEqual(["payment.invalid", "payment.updated"]);
      expect(story.detailOf("payment.invalid")).toEqual({ manual: true });
      expect(story.payment.amounts.creditedSompi).toBe(0n);
    },
  );

  test("clear mark: money and time decide again", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PART, 10_000)]);
    story.act("markInvalid", 10_100);
    expect(story.act("clearMark", 10_200)).toEqual(["payment.underpaid", "payment.updated"]);
    story.act("markPaid", 10_300);
    expect(story.act("clearMark", DEADLINE + 1)).toEqual([
      "payment.expired",
      "payment.attention",
      "payment.updated",
    ]);
    const canceled = new Story();
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
    const story = new Story({ price, quote });
    const next = { ...quote, amountSompi: 151n * KAS, issuedAt: 300_000, expiresAt: 600_000 };
    story.tell({ kind: "requote", quote: next, actor: "payer", now: 300_000 });
    expect(story.said()).toEqual(["payment.updated"]);
    expect(story.payment).toMatchObject({ chosenQuote: 1, amounts: { expectedSompi: 151n * KAS } });
    expect(story.payment.quotes[0]).toMatchObject({ replacedAt: 300_000 });
  });

  test("resolve: accepting a shortage, late money or a loss moves the status and sends the resolution", () => {
    const short = new Story();
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

    const late = new Story();
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
    const story = expired();
    story.chain(LATE, [output("a", FULL, LATE)]);
    expect(story.resolve("late", "ignore", LATE + 1)).toEqual(["payment.attention", "payment.updated"]);
    expect(story.payment).toMatchObject({ status: "expired", amounts: { creditedSompi: 0n } });
  });

  test("refunds: refunds send their own event, and payment.refunded when the refund status changes", () => {
    const story = confirmed(110n * KAS);
    expect(story.refund("refund.created", 0n)).toEqual(["refund.created", "payment.updated"]);
    expect(story.refund("refund.confirmed", 10n * KAS)).toEqual([
      "refund.confirmed",
      "payment.refunded",
      "payment.updated",
    ]);
    expect(story.payment).toMatchObject({ status: "confirmed", refundStatus: "partial" });
    expect(story.attention("overpaid")).toMatchObject({ state: "refunded" });
    expect(story.refund("refund.confirmed", 110n * KAS, "rfd_2")).toEqual([
      "refund.confirmed",
      "payment.refunded",
      "payment.updated",
    ]);
    expect(story.payment.refundStatus).toBe("full");
  });
});
