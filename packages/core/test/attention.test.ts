// What people must look at, and what they may do (docs/spec/payment-lifecycle.md#attention).
import { describe, expect, test } from "vitest";
import { allowedActions, isLate, type Transfer } from "../src/index.ts";
import { clock, DEADLINE, HOLD, KAS, output, PaymentScenario, PRICE } from "./support/scenario.ts";

const LATE = DEADLINE + 5_000;
const PART = 40n * KAS;

function confirmed(): PaymentScenario {
  const scenario = new PaymentScenario();
  scenario.chain(10_000, [output("a", PRICE, 10_000)]);
  scenario.tick(20_000);
  return scenario;
}

describe("attention", () => {
  test("an ignored entry is raised again only when its amount changes", () => {
    const scenario = new PaymentScenario();
    scenario.tick(DEADLINE + 1);
    scenario.chain(LATE, [output("a", PART, LATE)]);
    scenario.resolve("late", "ignore", LATE + 10);
    expect(scenario.tick(LATE + 2_000)).not.toContain("payment.attention");
    expect(scenario.attention("late")).toMatchObject({ state: "ignored", resolvedBy: "user:usr_1" });
    expect(scenario.chain(LATE + 3_000, [output("b", PART, LATE + 3_000)])).toContain("payment.attention");
    expect(scenario.payment.attention.map((each) => each.state)).toEqual(["ignored", "open"]);
    expect(scenario.attention("late")).toMatchObject({ amountSompi: 80n * KAS });
  });

  test("an open entry follows its sum: one entry, announced again with the new sum", () => {
    const scenario = new PaymentScenario();
    scenario.tick(DEADLINE + 1);
    scenario.chain(LATE, [output("a", PART, LATE)]);
    expect(scenario.chain(LATE + 100, [output("b", PART, LATE + 100)])).toContain("payment.attention");
    expect(scenario.payment.attention).toHaveLength(1);
    expect(scenario.attention("late")).toMatchObject({ state: "open", amountSompi: 80n * KAS });
  });

  test("an entry whose cause ended is cleared, and opens again with its cause", () => {
    const scenario = new PaymentScenario();
    scenario.tick(DEADLINE + 1);
    scenario.chain(LATE, [output("a", PART, LATE)]);
    scenario.chain(LATE + 100, [], ["a"]);
    expect(scenario.attention("late")).toMatchObject({ state: "cleared", resolvedBy: null });
    scenario.chain(LATE + 200, [output("a", PART, LATE + 200)]);
    expect(scenario.attention("late")).toMatchObject({ state: "open", amountSompi: PART });
  });

  test("late money that staff accepted stays accepted, also what comes after", () => {
    const scenario = new PaymentScenario();
    scenario.tick(DEADLINE + 1);
    scenario.chain(LATE, [output("a", PART, LATE)]);
    scenario.resolve("late", "accept", LATE + 10);
    expect(scenario.payment).toMatchObject({ status: "expired", amounts: { creditedSompi: PART } });
    expect(scenario.attention("underpaid")).toMatchObject({ state: "open", amountSompi: PART });
    const reduction = scenario.chain(LATE + 100, [output("b", 60n * KAS, LATE + 100)]);
    expect(reduction).toEqual(["transfer.accepted", "payment.late", "payment.confirming", "payment.updated"]);
    expect(scenario.attention("late")).toMatchObject({ state: "accepted", resolvedBy: "user:usr_1" });
    expect(scenario.attention("underpaid")).toMatchObject({ state: "cleared" });
  });

  test("accepting late money under a mark `invalid` is a conflict; ignoring it is not", () => {
    const scenario = new PaymentScenario();
    scenario.tick(DEADLINE + 1);
    scenario.act("markInvalid", LATE);
    scenario.chain(LATE, [output("a", PRICE, LATE)]);
    expect(allowedActions(scenario.payment, scenario.transfers).resolve).toEqual([
      { attention: "late", actions: ["ignore"] },
    ]);
    expect(scenario.resolve("late", "accept", LATE + 10)).toEqual(["conflict"]);
    expect(scenario.resolve("late", "ignore", LATE + 20)).toEqual(["payment.attention", "payment.updated"]);
  });

  test("resolving what is not open is a conflict", () => {
    expect(confirmed().resolve("late", "accept", 30_000)).toEqual(["conflict"]);
  });

  test("an accepted shortage sets the threshold to what was there, so a later loss of it counts again", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PART, 10_000)]);
    scenario.tick(DEADLINE + 1);
    scenario.resolve("underpaid", "accept", LATE);
    expect(scenario.payment).toMatchObject({
      status: "confirmed",
      amounts: { thresholdSompi: PART, missingSompi: 0n, topUpSompi: 0n },
    });
    scenario.chain(LATE + 100, [], ["a"]);
    expect(scenario.payment.status).toBe("confirming");
    scenario.tick(LATE + 100 + HOLD);
    expect(scenario.payment.status).toBe("invalid");
  });

  test("a revert under mark paid raises `reverted` and leaves the status alone", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PART, 10_000)]);
    scenario.act("markPaid", 10_100);
    expect(scenario.chain(10_500, [], ["a"])).toEqual([
      "transfer.reverted",
      "payment.attention",
      "payment.updated",
    ]);
    expect(scenario.payment.status).toBe("confirmed");
    expect(scenario.attention("reverted")).toMatchObject({ state: "open", amountSompi: PART });
  });

  test("a sync gap over an empty window raises `manual` once, and money clears it", () => {
    const scenario = new PaymentScenario();
    expect(scenario.chain(10_000, [], [], { gap: true })).toEqual(["payment.attention", "payment.updated"]);
    expect(scenario.chain(10_100, [], [], { gap: true })).toEqual([]);
    scenario.chain(10_200, [output("a", PRICE, 10_200)]);
    expect(scenario.attention("manual")).toMatchObject({ state: "cleared", cause: "gap" });
  });

  test("a sync gap over money raises nothing; an unconfirmed output that vanished in it does, and is no revert", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PRICE, 10_000)]);
    expect(scenario.chain(10_100, [], [], { gap: true })).toEqual([]);
    expect(scenario.chain(10_200, [], [], { vanished: ["a:0"] })).toEqual([
      "payment.attention",
      "payment.updated",
    ]);
    expect(scenario.transfers[0]).toMatchObject({ status: "accepted" });
    expect(scenario.chain(10_300, [], [], { vanished: ["a:0"] })).toEqual([]);
  });

  test("a sum that fits only a past owner of the address raises `manual`, the money counts", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", 70n * KAS, 10_000, { fitsPastOwner: true })]);
    expect(scenario.attention("manual")).toMatchObject({ cause: "pastOwner", amountSompi: 70n * KAS });
    expect(scenario.payment.amounts.creditedSompi).toBe(70n * KAS);
  });

  test("a confirmed refund of at least the amount resolves the entry as refunded", () => {
    const scenario = confirmed();
    scenario.chain(21_000, [output("b", 7n * KAS, 21_000)]);
    scenario.refund("refund.confirmed", 6n * KAS, "rfd_1");
    expect(scenario.attention("overpaid")).toMatchObject({ state: "open" });
    scenario.refund("refund.confirmed", 7n * KAS, "rfd_2");
    expect(scenario.attention("overpaid")).toMatchObject({ state: "refunded" });
    expect(scenario.payment.refundStatus).toBe("partial");
  });
});

describe("late under a mark", () => {
  function paidWhileCanceled(): PaymentScenario {
    const scenario = new PaymentScenario();
    scenario.cancel(5_000);
    scenario.chain(10_000, [output("a", PRICE, 10_000)]);
    return scenario;
  }

  test("accepted by staff it counts, and its confirmation is flagged late though it came before the deadline", () => {
    const scenario = paidWhileCanceled();
    scenario.resolve("late", "accept", 11_000);
    expect(scenario.payment).toMatchObject({ status: "confirming", mark: null });
    expect(isLate(scenario.payment, scenario.transfers[0] as Transfer)).toBe(true);
    scenario.tick(20_000);
    expect(scenario.detailOf("payment.confirmed")).toEqual({ late: true, overpaid: false });
    expect(scenario.payment.attention.map(({ reason, state }) => [reason, state])).toEqual([
      ["late", "accepted"],
    ]);
  });

  test("with the mark cleared the time alone decides again", () => {
    const scenario = paidWhileCanceled();
    expect(isLate(scenario.payment, scenario.transfers[0] as Transfer)).toBe(true);
    scenario.act("clearMark", 11_000);
    expect(isLate(scenario.payment, scenario.transfers[0] as Transfer)).toBe(false);
    scenario.tick(20_000);
    expect(scenario.detailOf("payment.confirmed")).toEqual({ late: false, overpaid: false });
  });
});

describe("actions", () => {
  test.each(["seen", "accepted"])("cancel is refused once money was %s", (how) => {
    const scenario = new PaymentScenario();
    if (how === "seen") scenario.seen("a", PRICE, 5_000);
    else scenario.chain(5_000, [output("a", PART, 5_000)]);
    expect(scenario.cancel(6_000)).toEqual(["payment_has_transfers"]);
    expect(allowedActions(scenario.payment, scenario.transfers).actions).not.toContain("cancel");
  });

  test("cancel is allowed again when the mempool transfer was dropped or the money reverted", () => {
    const scenario = new PaymentScenario();
    scenario.chain(5_000, [output("a", PART, 5_000)]);
    scenario.chain(5_100, [], ["a"]);
    expect(scenario.cancel(6_000)).toEqual(["payment.canceled", "payment.updated"]);
    expect(scenario.chain(7_000, [output("a", PART, 7_000)])).toContain("payment.late");
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
      const scenario = new PaymentScenario();
      if (status === "underpaid") scenario.chain(10_000, [output("a", PART, 10_000)]);
      if (status === "confirming" || status === "confirmed")
        scenario.chain(10_000, [output("a", PRICE, 10_000)]);
      if (status === "confirmed") scenario.tick(20_000);
      if (status === "expired") scenario.tick(DEADLINE + 1);
      if (status === "canceled") scenario.cancel(5_000);
      if (status === "invalid") {
        scenario.chain(10_000, [output("a", PART, 10_000)]);
        scenario.chain(10_100, [], ["a"]);
        scenario.tick(DEADLINE + 1);
      }
      expect(scenario.payment.status).toBe(status);
      const allowed: readonly string[] = allowedActions(scenario.payment, scenario.transfers).actions;
      for (const action of actions) {
        expect(allowed).not.toContain(action);
        const before = scenario.payment;
        if (action === "cancel") scenario.cancel(LATE);
        else if (action !== "requote") scenario.act(action as "markPaid", LATE);
        else continue;
        expect(scenario.last.ok).toBe(false);
        expect(scenario.payment).toBe(before);
      }
    },
  );

  test("marking invalid makes the money there known to staff: only what comes after is late", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PART, 10_000)]);
    scenario.act("markInvalid", 10_100);
    expect(scenario.attention("late")).toBeUndefined();
    expect(scenario.chain(10_200, [output("b", KAS, 10_200)])).toContain("payment.late");
    expect(scenario.attention("late")).toMatchObject({ amountSompi: KAS });
    scenario.act("clearMark", 10_300);
    expect(scenario.payment).toMatchObject({ status: "underpaid", amounts: { creditedSompi: 41n * KAS } });
    expect(scenario.attention("late")).toMatchObject({ state: "cleared" });
  });

  test("a payment that failed is not set back to waiting by a confirmation pause or another revert", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PART, 10_000), output("b", 60n * KAS, 10_000)]);
    scenario.tick(20_000);
    scenario.chain(21_000, [], ["a"]);
    scenario.tick(21_000 + HOLD);
    expect(scenario.payment.status).toBe("invalid");
    scenario.tick(22_000 + HOLD, { canConfirm: false });
    scenario.chain(23_000 + HOLD, [], ["b"]);
    expect(scenario.payment.status).toBe("invalid");
  });

  test("while confirming is halted nothing confirms or expires, reverts still apply", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PRICE, 10_000)]);
    expect(scenario.tick(20_000, { canConfirm: false })).toEqual([]);
    expect(scenario.chain(30_000, [], ["a"], { canConfirm: false })).toContain("transfer.reverted");
    expect(scenario.tick(DEADLINE + HOLD, { canConfirm: false })).toEqual([]);
    expect(scenario.payment.status).toBe("pending");
    expect(scenario.tick(DEADLINE + HOLD)).toEqual(["payment.invalid", "payment.updated"]);
  });

  test("an action with a newer score than the follower's never confirms a transfer", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PRICE, 10_000)]);
    scenario.apply({ kind: "markPaid", actor: "user:usr_1", reason: "x", now: 20_000, ...clock(20_000) });
    expect(scenario.transfers[0]?.status).toBe("accepted");
  });
});
