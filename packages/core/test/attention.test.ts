// What people must look at, and what they may do (docs/spec/payment-lifecycle.md#attention).
import { describe, expect, test } from "vitest";
import { allowedActions, isLate, type Transfer } from "../src/index.ts";
import { clock, DEADLINE, HOLD, KAS, output, PRICE, Story } from "./support/story.ts";

const LATE = DEADLINE + 5_000;
const PART = 40n * KAS;

function confirmed(): Story {
  const story = new Story();
  story.chain(10_000, [output("a", PRICE, 10_000)]);
  story.tick(20_000);
  return story;
}

describe("attention", () => {
  test("an ignored entry is raised again only when its amount changes", () => {
    const story = new Story();
    story.tick(DEADLINE + 1);
    story.chain(LATE, [output("a", PART, LATE)]);
    story.resolve("late", "ignore", LATE + 10);
    expect(story.tick(LATE + 2_000)).not.toContain("payment.attention");
    expect(story.attention("late")).toMatchObject({ state: "ignored", resolvedBy: "user:usr_1" });
    expect(story.chain(LATE + 3_000, [output("b", PART, LATE + 3_000)])).toContain("payment.attention");
    expect(story.payment.attention.map((each) => each.state)).toEqual(["ignored", "open"]);
    expect(story.attention("late")).toMatchObject({ amountSompi: 80n * KAS });
  });

  test("an open entry follows its sum: one entry, announced again with the new sum", () => {
    const story = new Story();
    story.tick(DEADLINE + 1);
    story.chain(LATE, [output("a", PART, LATE)]);
    expect(story.chain(LATE + 100, [output("b", PART, LATE + 100)])).toContain("payment.attention");
    expect(story.payment.attention).toHaveLength(1);
    expect(story.attention("late")).toMatchObject({ state: "open", amountSompi: 80n * KAS });
  });

  test("an entry whose cause is gone is cleared, and comes back with its cause", () => {
    const story = new Story();
    story.tick(DEADLINE + 1);
    story.chain(LATE, [output("a", PART, LATE)]);
    story.chain(LATE + 100, [], ["a"]);
    expect(story.attention("late")).toMatchObject({ state: "cleared", resolvedBy: null });
    story.chain(LATE + 200, [output("a", PART, LATE + 200)]);
    expect(story.attention("late")).toMatchObject({ state: "open", amountSompi: PART });
  });

  test("late money that staff accepted stays accepted, also what comes after", () => {
    const story = new Story();
    story.tick(DEADLINE + 1);
    story.chain(LATE, [output("a", PART, LATE)]);
    story.resolve("late", "accept", LATE + 10);
    expect(story.payment).toMatchObject({ status: "expired", amounts: { creditedSompi: PART } });
    expect(story.attention("underpaid")).toMatchObject({ state: "open", amountSompi: PART });
    const said = story.chain(LATE + 100, [output("b", 60n * KAS, LATE + 100)]);
    expect(said).toEqual(["transfer.accepted", "payment.late", "payment.confirming", "payment.updated"]);
    expect(story.attention("late")).toMatchObject({ state: "accepted", resolvedBy: "user:usr_1" });
    expect(story.attention("underpaid")).toMatchObject({ state: "cleared" });
  });

  test("accepting late money under a mark `invalid` is a conflict; ignoring it is not", () => {
    const story = new Story();
    story.tick(DEADLINE + 1);
    story.act("markInvalid", LATE);
    story.chain(LATE, [output("a", PRICE, LATE)]);
    expect(allowedActions(story.payment, story.transfers).resolve).toEqual([
      { attention: "late", actions: ["ignore"] },
    ]);
    expect(story.resolve("late", "accept", LATE + 10)).toEqual(["conflict"]);
    expect(story.resolve("late", "ignore", LATE + 20)).toEqual(["payment.attention", "payment.updated"]);
  });

  test("resolving what is not open is a conflict", () => {
    expect(confirmed().resolve("late", "accept", 30_000)).toEqual(["conflict"]);
  });

  test("an accepted shortage sets the threshold to what was there, so a later loss of it counts again", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PART, 10_000)]);
    story.tick(DEADLINE + 1);
    story.resolve("underpaid", "accept", LATE);
    expect(story.payment).toMatchObject({
      status: "confirmed",
      amounts: { thresholdSompi: PART, missingSompi: 0n, topUpSompi: 0n },
    });
    story.chain(LATE + 100, [], ["a"]);
    expect(story.payment.status).toBe("confirming");
    story.tick(LATE + 100 + HOLD);
    expect(story.payment.status).toBe("invalid");
  });

  test("a revert under mark paid raises `reverted` and leaves the status alone", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PART, 10_000)]);
    story.act("markPaid", 10_100);
    expect(story.chain(10_500, [], ["a"])).toEqual([
      "transfer.reverted",
      "payment.attention",
      "payment.updated",
    ]);
    expect(story.payment.status).toBe("confirmed");
    expect(story.attention("reverted")).toMatchObject({ state: "open", amountSompi: PART });
  });

  test("a sync gap over an empty window raises `manual` once, and money clears it", () => {
    const story = new Story();
    expect(story.chain(10_000, [], [], { gap: true })).toEqual(["payment.attention", "payment.updated"]);
    expect(story.chain(10_100, [], [], { gap: true })).toEqual([]);
    story.chain(10_200, [output("a", PRICE, 10_200)]);
    expect(story.attention("manual")).toMatchObject({ state: "cleared", cause: "gap" });
  });

  test("a sync gap over money raises nothing; an unconfirmed output that vanished in it does, and is no revert", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PRICE, 10_000)]);
    expect(story.chain(10_100, [], [], { gap: true })).toEqual([]);
    expect(story.chain(10_200, [], [], { vanished: ["a:0"] })).toEqual([
      "payment.attention",
      "payment.updated",
    ]);
    expect(story.transfers[0]).toMatchObject({ status: "accepted" });
    expect(story.chain(10_300, [], [], { vanished: ["a:0"] })).toEqual([]);
  });

  test("a sum that fits only a past owner of the address raises `manual`, the money counts", () => {
    const story = new Story();
    story.chain(10_000, [output("a", 70n * KAS, 10_000, { fitsPastOwner: true })]);
    expect(story.attention("manual")).toMatchObject({ cause: "pastOwner", amountSompi: 70n * KAS });
    expect(story.payment.amounts.creditedSompi).toBe(70n * KAS);
  });

  test("a confirmed refund of at least the amount resolves the entry as refunded", () => {
    const story = confirmed();
    story.chain(21_000, [output("b", 7n * KAS, 21_000)]);
    story.refund("refund.confirmed", 6n * KAS, "rfd_1");
    expect(story.attention("overpaid")).toMatchObject({ state: "open" });
    story.refund("refund.confirmed", 7n * KAS, "rfd_2");
    expect(story.attention("overpaid")).toMatchObject({ state: "refunded" });
    expect(story.payment.refundStatus).toBe("partial");
  });
});

describe("late under a mark", () => {
  function paidWhileCanceled(): Story {
    const story = new Story();
    story.cancel(5_000);
    story.chain(10_000, [output("a", PRICE, 10_000)]);
    return story;
  }

  test("accepted by staff it counts, and its confirmation is flagged late though it came before the deadline", () => {
    const story = paidWhileCanceled();
    story.resolve("late", "accept", 11_000);
    expect(story.payment).toMatchObject({ status: "confirming", mark: null });
    expect(isLate(story.payment, story.transfers[0] as Transfer)).toBe(true);
    story.tick(20_000);
    expect(story.detailOf("payment.confirmed")).toEqual({ late: true, overpaid: false });
    expect(story.payment.attention.map(({ reason, state }) => [reason, state])).toEqual([
      ["late", "accepted"],
    ]);
  });

  test("with the mark cleared the time alone decides again", () => {
    const story = paidWhileCanceled();
    expect(isLate(story.payment, story.transfers[0] as Transfer)).toBe(true);
    story.act("clearMark", 11_000);
    expect(isLate(story.payment, story.transfers[0] as Transfer)).toBe(false);
    story.tick(20_000);
    expect(story.detailOf("payment.confirmed")).toEqual({ late: false, overpaid: false });
  });
});

describe("actions", () => {
  test.each(["seen", "accepted"])("cancel is refused once money was %s", (how) => {
    const story = new Story();
    if (how === "seen") story.seen("a", PRICE, 5_000);
    else story.chain(5_000, [output("a", PART, 5_000)]);
    expect(story.cancel(6_000)).toEqual(["payment_has_transfers"]);
    expect(allowedActions(story.payment, story.transfers).actions).not.toContain("cancel");
  });

  test("cancel is allowed again when the mempool transfer was dropped or the money reverted", () => {
    const story = new Story();
    story.chain(5_000, [output("a", PART, 5_000)]);
    story.chain(5_100, [], ["a"]);
    expect(story.cancel(6_000)).toEqual(["payment.canceled", "payment.updated"]);
    expect(story.chain(7_000, [output("a", PART, 7_000)])).toContain("payment.late");
  });

  const forbidden = {
    pending: ["markInvalid", "clearMark"],
    underpaid: ["cancel", "clearMark", "requote"],
    confirming: ["cancel", "clearMark", "requote"],
    confirmed: ["cancel", "markPaid", "clearMark", "requote"],
    expired: ["cancel", "clearMark", "requote"],
    canceled: ["cancel", "markInvalid", "requote"],
    invalid: ["cancel", "markInvalid", "clearMark", "requote"],
  };

  test.each(Object.entries(forbidden))(
    "%s forbids %j, says so beforehand and answers 409",
    (status, actions) => {
      const story = new Story();
      if (status === "underpaid") story.chain(10_000, [output("a", PART, 10_000)]);
      if (status === "confirming" || status === "confirmed")
        story.chain(10_000, [output("a", PRICE, 10_000)]);
      if (status === "confirmed") story.tick(20_000);
      if (status === "expired") story.tick(DEADLINE + 1);
      if (status === "canceled") story.cancel(5_000);
      if (status === "invalid") {
        story.chain(10_000, [output("a", PART, 10_000)]);
        story.chain(10_100, [], ["a"]);
        story.tick(DEADLINE + 1);
      }
      expect(story.payment.status).toBe(status);
      const allowed: readonly string[] = allowedActions(story.payment, story.transfers).actions;
      for (const action of actions) {
        expect(allowed).not.toContain(action);
        const before = story.payment;
        if (action === "cancel") story.cancel(LATE);
        else if (action !== "requote") story.act(action as "markPaid", LATE);
        else continue;
        expect(story.last.ok).toBe(false);
        expect(story.payment).toBe(before);
      }
    },
  );

  test("marking invalid makes the money there known to staff: only what comes after is late", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PART, 10_000)]);
    story.act("markInvalid", 10_100);
    expect(story.attention("late")).toBeUndefined();
    expect(story.chain(10_200, [output("b", KAS, 10_200)])).toContain("payment.late");
    expect(story.attention("late")).toMatchObject({ amountSompi: KAS });
    story.act("clearMark", 10_300);
    expect(story.payment).toMatchObject({ status: "underpaid", amounts: { creditedSompi: 41n * KAS } });
    expect(story.attention("late")).toMatchObject({ state: "cleared" });
  });

  test("a payment that failed is not set back to waiting by a confirmation pause or another revert", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PART, 10_000), output("b", 60n * KAS, 10_000)]);
    story.tick(20_000);
    story.chain(21_000, [], ["a"]);
    story.tick(21_000 + HOLD);
    expect(story.payment.status).toBe("invalid");
    story.tick(22_000 + HOLD, { canConfirm: false });
    story.chain(23_000 + HOLD, [], ["b"]);
    expect(story.payment.status).toBe("invalid");
  });

  test("while confirming is halted nothing confirms or expires, reverts still apply", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PRICE, 10_000)]);
    expect(story.tick(20_000, { canConfirm: false })).toEqual([]);
    expect(story.chain(30_000, [], ["a"], { canConfirm: false })).toContain("transfer.reverted");
    expect(story.tick(DEADLINE + HOLD, { canConfirm: false })).toEqual([]);
    expect(story.payment.status).toBe("pending");
    expect(story.tick(DEADLINE + HOLD)).toEqual(["payment.invalid", "payment.updated"]);
  });

  test("an action with a newer score than the follower's never confirms a transfer", () => {
    const story = new Story();
    story.chain(10_000, [output("a", PRICE, 10_000)]);
    story.tell({ kind: "markPaid", actor: "user:usr_1", reason: "x", now: 20_000, ...clock(20_000) });
    expect(story.transfers[0]?.status).toBe("accepted");
  });
});
