// The only way in which a payment's window ends early (docs/spec/payment-lifecycle.md#ending-the-window-early).
import { expect, test } from "vitest";
import { DEADLINE, EXPIRES, KAS, output, PaymentScenario } from "./support/scenario.ts";

const endAt = (scenario: PaymentScenario, expiresAt: number) =>
  scenario.apply({
    kind: "endWindow",
    expiresAt,
    actor: "user:usr_1",
    reason: "simulated: expire",
    now: 20_000,
  });

test("the deadline moves without grace, and only chain time past it expires the payment", () => {
  const scenario = new PaymentScenario();
  endAt(scenario, 20_000);
  expect(scenario.eventNames()).toEqual(["payment.updated"]);
  expect(scenario.last).toMatchObject({ dueAt: 20_001 });
  expect(scenario.payment).toMatchObject({ status: "pending", expiresAt: 20_000, policy: { graceMs: 0 } });
  expect(scenario.tick(20_000)).toEqual([]);
  expect(scenario.tick(20_001)).toEqual(["payment.expired", "payment.updated"]);
});

test("a time is never prolonged, and the same end again changes nothing", () => {
  const scenario = new PaymentScenario();
  endAt(scenario, DEADLINE);
  expect(scenario.last).toMatchObject({ changed: false });
  expect(scenario.payment).toMatchObject({ expiresAt: EXPIRES });
  endAt(scenario, 20_000);
  endAt(scenario, 20_000);
  expect(scenario.last).toMatchObject({ changed: false });
});

test("money that was paid before the end stays in time; later money is late", () => {
  const scenario = new PaymentScenario();
  endAt(scenario, 20_000);
  scenario.chain(30_000, [output("a", 40n * KAS, 20_000, { blockTime: 20_000 })]);
  expect(scenario.payment).toMatchObject({ status: "expired", amounts: { creditedSompi: 40n * KAS } });
  scenario.chain(31_000, [output("b", 60n * KAS, 31_000)]);
  expect(scenario.payment).toMatchObject({ status: "expired", amounts: { creditedSompi: 40n * KAS } });
  expect(scenario.attention("late")).toMatchObject({ state: "open" });
});

test("M-07 money that came in time stays so, however early the end is wished", () => {
  const scenario = new PaymentScenario();
  scenario.chain(20_000, [output("a", 40n * KAS, 20_000)]);
  endAt(scenario, 10_000);
  expect(scenario.payment).toMatchObject({ status: "underpaid", expiresAt: 20_000 });
  expect(scenario.tick(20_001)).toContain("payment.expired");
  expect(scenario.payment.amounts.creditedSompi).toBe(40n * KAS);
});

test("a payment that nobody waits for is refused", () => {
  const scenario = new PaymentScenario();
  scenario.chain(10_000, [output("a", 100n * KAS, 10_000)]);
  endAt(scenario, 20_000);
  expect(scenario.eventNames()).toEqual(["conflict"]);
});
