// The only way in which a payment's window ends early (docs/spec/payment-lifecycle.md#ending-the-window-early).
import { expect, test } from "vitest";
import { DEADLINE, EXPIRES, KAS, output, Story } from "./support/story.ts";

const endAt = (story: Story, expiresAt: number) =>
  story.tell({ kind: "endWindow", expiresAt, actor: "user:usr_1", reason: "simulated: expire", now: 20_000 });

test("the deadline moves without grace, and only chain time past it expires the payment", () => {
  const story = new Story();
  endAt(story, 20_000);
  expect(story.said()).toEqual(["payment.updated"]);
  expect(story.last).toMatchObject({ dueAt: 20_001 });
  expect(story.payment).toMatchObject({ status: "pending", expiresAt: 20_000, policy: { graceMs: 0 } });
  expect(story.tick(20_000)).toEqual([]);
  expect(story.tick(20_001)).toEqual(["payment.expired", "payment.updated"]);
});

test("a time is never prolonged, and the same end again changes nothing", () => {
  const story = new Story();
  endAt(story, DEADLINE);
  expect(story.last).toMatchObject({ changed: false });
  expect(story.payment).toMatchObject({ expiresAt: EXPIRES });
  endAt(story, 20_000);
  endAt(story, 20_000);
  expect(story.last).toMatchObject({ changed: false });
});

test("money that was paid before the end stays in time; later money is late", () => {
  const story = new Story();
  endAt(story, 20_000);
  story.chain(30_000, [output("a", 40n * KAS, 20_000, { blockTime: 20_000 })]);
  expect(story.payment).toMatchObject({ status: "expired", amounts: { creditedSompi: 40n * KAS } });
  story.chain(31_000, [output("b", 60n * KAS, 31_000)]);
  expect(story.payment).toMatchObject({ status: "expired", amounts: { creditedSompi: 40n * KAS } });
  expect(story.attention("late")).toMatchObject({ state: "open" });
});

test("M-07 money that came in time stays so, however early the end is wished", () => {
  const story = new Story();
  story.chain(20_000, [output("a", 40n * KAS, 20_000)]);
  endAt(story, 10_000);
  expect(story.payment).toMatchObject({ status: "underpaid", expiresAt: 20_000 });
  expect(story.tick(20_001)).toContain("payment.expired");
  expect(story.payment.amounts.creditedSompi).toBe(40n * KAS);
});

test("a payment that waits for nobody is refused", () => {
  const story = new Story();
  story.chain(10_000, [output("a", 100n * KAS, 10_000)]);
  endAt(story, 20_000);
  expect(story.said()).toEqual(["conflict"]);
});
