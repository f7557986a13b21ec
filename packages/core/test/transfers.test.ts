// The states of a transfer, and the limits of time and depth (docs/spec/payment-lifecycle.md#transfers).
import { describe, expect, test } from "vitest";
import { confirmationsLeft, requiredConfirmationsOf, takenBackOf } from "../src/index.ts";
import { DEADLINE, daaAt, KAS, output, PaymentScenario, PRICE } from "./support/scenario.ts";

const PART = 40n * KAS;

function state(scenario: PaymentScenario): string | undefined {
  return scenario.transfers[0]?.status;
}

describe("transfer states", () => {
  test("nothing -> detected -> accepted -> confirmed", () => {
    const scenario = new PaymentScenario();
    expect(scenario.seen("a", PART, 9_000)).toContain("transfer.detected");
    expect(scenario.chain(10_000, [output("a", PART, 10_000)])).toContain("transfer.accepted");
    expect(scenario.transfers[0]).toMatchObject({ seenAt: 9_000, paidAt: 9_000, source: "mempool" });
    expect(scenario.payment.firstSeenAt).toBe(9_000);
    expect(scenario.tick(11_000)).toContain("transfer.confirmed");
    expect(scenario.transfers[0]).toMatchObject({ status: "confirmed", confirmedAt: 11_000 });
  });

  test("detected -> dropped -> accepted; a dropped one seen again stays dropped", () => {
    const scenario = new PaymentScenario();
    scenario.seen("a", PART, 9_000);
    scenario.apply({ kind: "gone", outpoint: "a:0", now: 70_000 });
    expect(state(scenario)).toBe("dropped");
    expect(scenario.seen("a", PART, 80_000)).toEqual([]);
    expect(scenario.chain(90_000, [output("a", PART, 90_000)])).toContain("transfer.accepted");
    expect(scenario.transfers[0]).toMatchObject({ status: "accepted", paidAt: 9_000 });
  });

  test("accepted -> reverted -> accepted keeps paidAt, starts the depth anew", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PART, 10_000)]);
    expect(scenario.chain(10_500, [], ["a"])).toContain("transfer.reverted");
    expect(scenario.transfers[0]).toMatchObject({
      status: "reverted",
      acceptingDaa: null,
      confirmDueDaa: null,
      paidAt: 10_000,
    });
    expect(scenario.chain(12_000, [output("a", PART, 12_000)])).toContain("transfer.accepted");
    expect(scenario.transfers[0]).toMatchObject({ paidAt: 10_000, confirmDueDaa: daaAt(12_000) + 10n });
  });

  test("accepted -> accepted in one batch is only in the timeline, and restarts the depth", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PRICE, 10_000)]);
    expect(scenario.chain(10_800, [output("a", PRICE, 10_800)], ["a"])).toEqual(["payment.updated"]);
    expect(scenario.last.ok && scenario.last.timeline.map((each) => each.kind)).toEqual([
      "transfer.reaccepted",
    ]);
    expect(scenario.tick(11_700)).toEqual([]);
    expect(scenario.tick(11_800)).toContain("payment.confirmed");
  });

  test("confirmed -> re-accepted deep enough stays confirmed, at the very depth as well", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PRICE, 10_000)]);
    scenario.tick(20_000);
    expect(scenario.chain(20_000, [output("a", PRICE, 19_000)], ["a"])).toEqual(["payment.updated"]);
    expect(scenario.payment.status).toBe("confirmed");
  });

  test("the same block twice is no re-acceptance, also when it is named as voided", () => {
    const scenario = new PaymentScenario();
    const same = output("a", PRICE, 10_000);
    scenario.chain(10_000, [same]);
    expect(scenario.chain(10_000, [same])).toEqual([]);
    expect(scenario.chain(10_000, [same], ["a"])).toEqual([]);
  });

  test("a snapshot never overwrites data of a block, a block completes data of a snapshot", () => {
    const scenario = new PaymentScenario();
    const block = output("a", PRICE, 10_000);
    scenario.chain(10_000, [block]);
    expect(scenario.chain(10_500, [{ ...block, blockHash: null, daa: 1_090n }])).toEqual([]);
    const other = new PaymentScenario();
    other.chain(10_000, [{ ...block, blockHash: null }]);
    expect(other.transfers[0]?.confirmDueDaa).toBe(block.daa + 600n);
    other.chain(10_500, [block]);
    expect(other.transfers[0]).toMatchObject({
      acceptingBlockHash: block.blockHash,
      confirmDueDaa: block.daa + 10n,
    });
  });

  test("an output named twice in a batch is in the block that was named last", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PART, 9_000), output("a", PART, 9_500)]);
    expect(scenario.transfers).toHaveLength(1);
    expect(scenario.transfers[0]?.acceptingDaa).toBe(daaAt(9_500));
  });

  test("attached money counts like any other", () => {
    const scenario = new PaymentScenario();
    const found = output("a", PRICE, 10_000);
    scenario.apply({
      kind: "attach",
      output: found,
      actor: "user:usr_1",
      reason: "sent without the suffix",
      now: 11_000,
      chainTime: 11_000,
      virtualDaa: daaAt(11_000),
      canConfirm: true,
    });
    expect(scenario.eventNames()).toEqual(["transfer.accepted", "payment.confirming", "payment.updated"]);
    expect(scenario.transfers[0]).toMatchObject({ source: "attach", paidAt: 10_000 });
    expect(scenario.tick(11_000)).toContain("payment.confirmed");
  });
});

describe("paidAt", () => {
  test("is the earlier of mempool and block, never before the creation", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [
      output("a", PART, 10_000, { blockTime: -5_000 }),
      output("b", PART, 10_000, { blockTime: 9_000 }),
    ]);
    expect(scenario.transfers.map((each) => each.paidAt)).toEqual([0, 9_000]);
  });

  test("money seen in time and accepted after the deadline is in time", () => {
    const scenario = new PaymentScenario();
    scenario.seen("a", PRICE, DEADLINE);
    scenario.tick(DEADLINE + 1);
    expect(scenario.chain(DEADLINE + 9_000, [output("a", PRICE, DEADLINE + 9_000)])).toEqual([
      "transfer.accepted",
      "payment.confirming",
      "payment.updated",
    ]);
  });

  test.each([
    [DEADLINE, "confirming"],
    [DEADLINE + 1, "pending"],
  ])("paid at %d with the chain's clock still before the deadline: %s", (paidAt, status) => {
    const scenario = new PaymentScenario();
    scenario.chain(DEADLINE - 500, [output("a", PRICE, DEADLINE - 500, { blockTime: paidAt })]);
    expect(scenario.payment.status).toBe(status);
  });
});

test("exactly 0.1 KAS is no dust", () => {
  const scenario = new PaymentScenario();
  expect(scenario.chain(10_000, [output("a", 10_000_000n, 10_000)])).toContain("transfer.accepted");
});

test("a confirmation by hand that was cleared is not sent again when the money confirms", () => {
  const scenario = new PaymentScenario();
  scenario.act("markPaid", 5_000);
  expect(scenario.eventNames()).toContain("payment.confirmed");
  scenario.act("clearMark", 6_000);
  expect(scenario.chain(10_000, [output("a", PRICE, 10_000)])).toContain("payment.confirming");
  expect(scenario.tick(11_000)).toEqual(["transfer.confirmed", "payment.updated"]);
  expect(scenario.payment.status).toBe("confirmed");
});

test("under a mark, older late money and all that came after the mark are late together", () => {
  const scenario = new PaymentScenario();
  scenario.tick(DEADLINE + 1);
  scenario.chain(DEADLINE + 1_000, [output("a", PART, DEADLINE + 1_000)]);
  scenario.act("markInvalid", DEADLINE + 2_000);
  scenario.chain(DEADLINE + 3_000, [output("b", PRICE, DEADLINE + 3_000, { blockTime: 10_000 })]);
  expect(scenario.attention("late")).toMatchObject({ state: "open", amountSompi: PART + PRICE });
});

describe("dates of confirmations", () => {
  test("a chain whose clock is behind dates no confirmation before its money", () => {
    const scenario = new PaymentScenario();
    scenario.chain(50_000, [output("a", PRICE, 50_000)]);
    scenario.tick(60_000, { chainTime: 20_000 });
    expect(scenario.transfers[0]).toMatchObject({ status: "confirmed", paidAt: 50_000, confirmedAt: 50_000 });
    expect(scenario.payment).toMatchObject({ status: "confirmed", confirmedAt: 50_000 });
  });

  test("the money that replaces what was taken back has its own confirmation, and the payment's goes with it", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PRICE, 10_000)]);
    scenario.tick(20_000);
    scenario.chain(30_000, [], ["a"]);
    expect(scenario.payment).toMatchObject({ status: "confirming", confirmedAt: 20_000 });
    scenario.chain(40_000, [output("b", PRICE, 40_000)]);
    scenario.tick(50_000);
    expect(scenario.transfers.map((each) => each.confirmedAt)).toEqual([null, 50_000]);
    expect(scenario.payment).toMatchObject({ status: "confirmed", confirmedAt: 50_000 });
    scenario.tick(60_000);
    expect(scenario.payment.confirmedAt).toBe(50_000);
  });

  test("also when the chain's clock is behind at the revert: money that came later was not there yet", () => {
    const scenario = new PaymentScenario();
    scenario.chain(50_000, [output("a", PRICE, 50_000)]);
    scenario.tick(60_000, { chainTime: 20_000 });
    expect(scenario.payment).toMatchObject({ status: "confirmed", confirmedAt: 50_000 });
    scenario.chain(30_000, [], ["a"]);
    scenario.chain(70_000, [output("b", PRICE, 70_000)]);
    scenario.tick(80_000, { chainTime: 71_000 });
    expect(scenario.transfers[1]).toMatchObject({ status: "confirmed", paidAt: 70_000 });
    expect(scenario.payment).toMatchObject({ status: "confirmed", confirmedAt: 71_000 });
  });

  test("a surplus that comes after the confirmation leaves its date", () => {
    const scenario = new PaymentScenario();
    scenario.chain(10_000, [output("a", PRICE, 10_000)]);
    scenario.tick(20_000);
    scenario.chain(30_000, [output("b", KAS, 30_000)]);
    scenario.tick(40_000);
    expect(scenario.payment).toMatchObject({ status: "confirmed", confirmedAt: 20_000 });
  });

  test("a mark that was cleared dates no money that comes later", () => {
    const scenario = new PaymentScenario();
    scenario.act("markPaid", 5_000);
    expect(scenario.payment.confirmedAt).toBe(5_000);
    scenario.act("clearMark", 6_000);
    scenario.chain(10_000, [output("a", PRICE, 10_000)]);
    scenario.tick(20_000);
    expect(scenario.payment).toMatchObject({ status: "confirmed", confirmedAt: 20_000 });
  });
});

test("takenBack is set while what is left is not enough, and for newly mined money 1 000 confirmations", () => {
  const scenario = new PaymentScenario();
  scenario.chain(10_000, [output("a", 60n * KAS, 10_000), output("b", 40n * KAS, 10_000)]);
  expect(takenBackOf(scenario.payment, scenario.transfers)).toBeNull();
  scenario.chain(11_000, [], ["a"]);
  expect(takenBackOf(scenario.payment, scenario.transfers)).toEqual({ sompi: 60n * KAS, txId: "a" });
  scenario.chain(12_000, [output("c", 60n * KAS, 12_000, { coinbase: true })]);
  expect(takenBackOf(scenario.payment, scenario.transfers)).toBeNull();
  expect(requiredConfirmationsOf(scenario.payment, scenario.transfers)).toBe(1_000);
  expect(confirmationsLeft(scenario.payment, scenario.transfers, daaAt(22_000))).toBe(900);
});
