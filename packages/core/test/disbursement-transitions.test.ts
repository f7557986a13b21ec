// Every state of a refund or payout with everything that may happen in it: to which state, with which events.
import { describe, expect, test } from "vitest";
import { reduceDisbursement } from "../src/index.ts";
import { type Asked, DEEP, DisbursementScenario, EXPIRES, sent } from "./support/disbursement-scenario.ts";

const PAID_AT = 5_000;

/** A request in each state that it can rest in. */
const IN = {
  awaiting_approval: () => new DisbursementScenario({ needsApproval: true }),
  awaiting_destination: () => new DisbursementScenario({ disbursement: "refund", address: null }),
  awaiting_signature: () => new DisbursementScenario(),
  broadcast: () => broadcast(),
  confirmed: () => {
    const scenario = broadcast();
    scenario.tick(PAID_AT + DEEP);
    return scenario;
  },
  failed: () => {
    const scenario = new DisbursementScenario();
    scenario.tick(EXPIRES + 1);
    return scenario;
  },
  canceled: () => {
    const scenario = new DisbursementScenario();
    scenario.cancel();
    return scenario;
  },
} as const;
type State = keyof typeof IN;
const STATES = Object.keys(IN) as State[];

function broadcast(asked: Asked = {}): DisbursementScenario {
  const scenario = new DisbursementScenario(asked);
  scenario.page(PAID_AT, [sent("a", PAID_AT)]);
  return scenario;
}

const WAITING = new Set<State>(["awaiting_approval", "awaiting_destination", "awaiting_signature"]);
const ENDED = new Set<State>(["failed", "canceled"]);

describe("a request in each state", () => {
  test.each(STATES)("%s is what the facts before it lead to", (state) => {
    expect(IN[state]().status).toBe(state);
  });

  test.each(STATES)(
    "approve in %s: only a payout that awaits it moves; what is approved stays so",
    (state) => {
      const scenario = IN[state]();
      const steps = scenario.approve();
      if (state === "awaiting_approval") expect(steps).toEqual(["awaiting_signature"]);
      else if (ENDED.has(state)) expect(steps[0]).toMatch(/only one that awaits approval can be approved/);
      else expect(steps).toEqual([]);
      expect(scenario.status).toBe(state === "awaiting_approval" ? "awaiting_signature" : state);
    },
  );

  test.each(STATES)("cancel in %s: only what the wallet has not paid is canceled", (state) => {
    const scenario = IN[state]();
    const steps = scenario.cancel();
    if (WAITING.has(state)) expect(steps).toEqual(["canceled"]);
    else if (state === "canceled") expect(steps).toEqual([]);
    else expect(steps[0]).toMatch(/not paid yet can be canceled/);
    expect(scenario.status).toBe(WAITING.has(state) ? "canceled" : state);
  });

  test.each(STATES)("an address in %s: only a refund that awaits it takes one", (state) => {
    const scenario = IN[state]();
    const steps = scenario.setAddress();
    if (state === "awaiting_destination") expect(steps).toEqual(["awaiting_signature"]);
    else expect(steps[0]).toMatch(/takes no address now/);
    expect(scenario.status).toBe(state === "awaiting_destination" ? "awaiting_signature" : state);
  });

  test.each(STATES)("money of the store's wallet in %s", (state) => {
    const scenario = IN[state]();
    const steps = scenario.page(EXPIRES + 2, [sent("z", EXPIRES + 2)]);
    const pays = state === "awaiting_approval" || state === "awaiting_signature";
    if (state === "awaiting_approval") expect(steps).toEqual(["awaiting_signature", "broadcast"]);
    else if (state === "awaiting_signature") expect(steps).toEqual(["broadcast"]);
    // No address is watched, so nothing came there; and time ends it.
    else if (state === "awaiting_destination") expect(steps).toEqual(["failed"]);
    else if (state === "broadcast") expect(steps).toEqual(["confirmed"]);
    else expect(steps).toEqual([]);
    expect(scenario.disbursement.paidBy).toBe(
      pays ? "z:0" : state === "broadcast" || state === "confirmed" ? "a:0" : null,
    );
  });

  test.each(STATES)("the end of time in %s: only what nobody acted on fails", (state) => {
    const scenario = IN[state]();
    expect(scenario.tick(EXPIRES + 1)).toEqual(
      WAITING.has(state) ? ["failed"] : state === "broadcast" ? ["confirmed"] : [],
    );
    if (!WAITING.has(state)) return;
    const reason = state === "awaiting_destination" ? "claim_expired" : "not_signed";
    expect(scenario.disbursement.end).toEqual({ kind: "failed", reason, actor: "system", at: EXPIRES + 1 });
  });

  test.each(STATES)("a reorganisation that takes the money in %s", (state) => {
    const scenario = IN[state]();
    const steps = scenario.page(PAID_AT + 100, [], ["a"]);
    const fell = state === "broadcast" || state === "confirmed";
    expect(steps).toEqual(fell ? ["-awaiting_signature"] : []);
    expect(scenario.status).toBe(fell ? "awaiting_signature" : state);
    if (!fell) return;
    expect(scenario.disbursement).toMatchObject({ paidBy: null, confirmedAt: null });
    expect(scenario.page(PAID_AT + 200, [sent("a", PAID_AT + 200)])).toEqual(["broadcast"]);
  });

  test("no fact but its creation makes a request", () => {
    const tick = { kind: "tick", chainTime: 0, virtualDaa: 0n, canConfirm: true } as const;
    expect(() => reduceDisbursement(null, tick)).toThrow(RangeError);
  });
});

describe("depth", () => {
  test("broadcast and confirmed in one page send both", () => {
    const scenario = new DisbursementScenario();
    expect(scenario.page(PAID_AT + DEEP, [sent("a", PAID_AT)])).toEqual(["broadcast", "confirmed"]);
    expect(scenario.disbursement.confirmedAt).toBe(PAID_AT + DEEP);
  });

  test("not one confirmation early, and never while nothing may confirm", () => {
    const scenario = broadcast();
    expect(scenario.tick(PAID_AT + DEEP - 100)).toEqual([]);
    expect(scenario.tick(PAID_AT + DEEP, { canConfirm: false })).toEqual([]);
    expect(scenario.tick(PAID_AT + DEEP)).toEqual(["confirmed"]);
  });

  test("accepted again by another block without its depth it is broadcast again", () => {
    const scenario = IN.confirmed();
    const again = PAID_AT + DEEP;
    expect(scenario.page(again, [sent("a", again)], ["a"])).toEqual(["-broadcast"]);
    expect(scenario.tick(again + DEEP)).toEqual(["confirmed"]);
  });

  test("accepted again by another block, deep enough, while nothing may confirm: it stays confirmed", () => {
    const scenario = IN.confirmed();
    const moved = sent("a", PAID_AT, { blockHash: "another" });
    expect(scenario.page(PAID_AT + DEEP, [moved], ["a"], { canConfirm: false })).toEqual([]);
    expect(scenario.status).toBe("confirmed");
    expect(scenario.disbursement.outputs[0]).toMatchObject({ acceptingBlockHash: "another" });
  });

  test("an output known only from a snapshot waits for 600 confirmations, and its block tells more", () => {
    const scenario = new DisbursementScenario();
    expect(scenario.page(PAID_AT, [sent("a", PAID_AT, { blockHash: null })])).toEqual(["broadcast"]);
    expect(scenario.tick(PAID_AT + DEEP)).toEqual([]);
    expect(scenario.page(PAID_AT + DEEP, [sent("a", PAID_AT)])).toEqual(["confirmed"]);
    expect(scenario.page(PAID_AT + DEEP, [sent("a", PAID_AT, { blockHash: null })])).toEqual([]);
  });
});

describe("whose money it is", () => {
  test("of unknown origin it is shown, counts once the merchant says so, and time does not end the request", () => {
    const scenario = new DisbursementScenario();
    scenario.page(PAID_AT, [sent("x", PAID_AT, { ownInputs: false })]);
    expect(scenario.tick(EXPIRES + 1)).toEqual([]);
    expect(scenario.status).toBe("awaiting_signature");
    expect(scenario.attach("y")[0]).toMatch(/No output of this transaction was found/);
    expect(scenario.attach("x")).toEqual(["broadcast", "confirmed"]);
    expect(scenario.disbursement.outputs[0]).toMatchObject({ source: "attached", status: "confirmed" });
  });

  test("an attached output stays attached when another block accepts it", () => {
    const scenario = new DisbursementScenario();
    scenario.page(PAID_AT, [sent("x", PAID_AT, { ownInputs: false })]);
    scenario.attach("x");
    scenario.page(PAID_AT + 100, [sent("x", PAID_AT + 100, { ownInputs: false })], ["x"]);
    expect(scenario.disbursement).toMatchObject({ status: "broadcast", paidBy: "x:0" });
  });

  test("a second equal output never counts while the first one lives, and is not attached beside it", () => {
    const scenario = broadcast();
    expect(scenario.page(PAID_AT + 100, [sent("b", PAID_AT + 100)])).toEqual([]);
    scenario.page(PAID_AT + 200, [sent("c", PAID_AT + 200, { ownInputs: false })]);
    expect(scenario.attach("c")[0]).toMatch(/Another output pays this payout already/);
    expect(scenario.disbursement.paidBy).toBe("a:0");
    expect(scenario.page(PAID_AT + 300, [], ["a"])).toEqual([]);
    expect(scenario.disbursement.paidBy).toBe("b:0");
    // The one that counts goes on counting, although the first one is back.
    scenario.page(PAID_AT + 400, [sent("a", PAID_AT + 400)]);
    expect(scenario.disbursement.paidBy).toBe("b:0");
  });

  test("what was accepted before the request existed never pays it", () => {
    const scenario = new DisbursementScenario();
    expect(scenario.page(PAID_AT, [sent("a", 0), sent("b", -100)])).toEqual([]);
    expect(scenario.disbursement.outputs).toEqual([]);
  });

  test("after the end an output is shown and cannot be attached", () => {
    const scenario = IN.canceled();
    scenario.page(PAID_AT, [sent("a", PAID_AT), sent("x", PAID_AT, { ownInputs: false })]);
    expect(scenario.attach("x")[0]).toMatch(/canceled: the output is shown, and does not count/);
    expect(scenario.disbursement).toMatchObject({ status: "canceled", paidBy: null });
    expect(scenario.disbursement.outputs).toHaveLength(2);
  });

  test("a reverted output of unknown origin cannot be attached", () => {
    const scenario = new DisbursementScenario();
    scenario.page(PAID_AT, [sent("x", PAID_AT, { ownInputs: false })]);
    scenario.page(PAID_AT + 100, [], ["x"]);
    expect(scenario.attach("x")[0]).toMatch(/A reorganisation removed this output/);
  });
});

describe("time and reorganisations", () => {
  test("money of the wallet that a reorganisation takes after the end of time may come back: time does not end it", () => {
    const scenario = broadcast();
    expect(scenario.page(EXPIRES + 1, [], ["a"])).toEqual(["-awaiting_signature"]);
    expect(scenario.tick(EXPIRES + DEEP)).toEqual([]);
    expect(scenario.page(EXPIRES + DEEP, [sent("a", EXPIRES + DEEP)])).toEqual(["broadcast"]);
  });

  test("a reverted output of unknown origin does not keep a request open", () => {
    const scenario = new DisbursementScenario();
    scenario.page(PAID_AT, [sent("x", PAID_AT, { ownInputs: false })]);
    scenario.page(PAID_AT + 100, [], ["x"]);
    expect(scenario.tick(EXPIRES + 1)).toEqual(["failed"]);
  });

  test("a payout that the wallet paid without approval needs none after a reorganisation: each fall has its event", () => {
    const scenario = broadcast({ needsApproval: true });
    expect(scenario.page(PAID_AT + 100, [], ["a"])).toEqual(["-awaiting_signature"]);
    expect(scenario.status).toBe("awaiting_signature");
  });

  test("a tick is due at the end of time or at the depth, and never where it would change nothing", () => {
    const scenario = new DisbursementScenario();
    expect(scenario.last).toMatchObject({ dueAt: EXPIRES, dueDaa: null });
    scenario.page(PAID_AT, [sent("x", PAID_AT, { ownInputs: false })]);
    expect(scenario.last).toMatchObject({ dueAt: null, dueDaa: 1_150n });
    scenario.page(PAID_AT + 100, [], ["x"]);
    expect(scenario.last).toMatchObject({ dueAt: EXPIRES, dueDaa: null });
    scenario.page(PAID_AT + 200, [sent("a", PAID_AT + 200)]);
    expect(scenario.last).toMatchObject({ dueAt: null, dueDaa: 1_152n });
    scenario.tick(PAID_AT + 200 + DEEP);
    expect(scenario.last).toMatchObject({ dueAt: null, dueDaa: null });
    scenario.page(PAID_AT + 300 + DEEP, [], ["a"]);
    expect(scenario.last).toMatchObject({ dueAt: null, dueDaa: null });
  });
});
