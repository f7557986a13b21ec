import { expect, test } from "vitest";
import type { Bus, ChangeNotification } from "../../src/database/bus/bus.ts";

export interface BusesUnderTest {
  /** Two ends of one bus: the same object for a bus within one process. */
  near: Bus;
  far: Bus;
}

/** What every `Bus` keeps. `open` is called once for each test. */
export function busKeepsItsContract(open: () => Promise<BusesUnderTest>): void {
  const next = (bus: Bus, topic: ChangeNotification["topic"]): Promise<ChangeNotification> =>
    new Promise((done) => {
      const end = bus.subscribe((hint) => {
        if (hint.topic !== topic) return;
        end();
        done(hint);
      });
    });

  test("a change notification reaches listeners of its own end and of the other", async () => {
    const { near, far } = await open();
    const received = Promise.all([next(near, "payments"), next(far, "payments")]);
    near.publish({ topic: "payments", paymentIds: ["pay_1"] });
    for (const hint of await received) expect(hint.paymentIds ?? ["pay_1"]).toContain("pay_1");
  });

  test("a listener that throws does not stop others, and a removed one is not called", async () => {
    const { near, far } = await open();
    let left = 0;
    near.subscribe(() => {
      throw new Error("against the contract");
    });
    near.subscribe(() => left++)();
    const received = next(far, "deliveries");
    near.publish({ topic: "deliveries" });
    await received;
    expect(left).toBe(0);
  });

  test("more ids than a message holds still reach the other end, as a notification that anything may have changed", async () => {
    const { near, far } = await open();
    const received = next(far, "settings");
    near.publish({
      topic: "settings",
      paymentIds: Array.from({ length: 5_000 }, (_, n) => `pay_${n}`.padEnd(36, "0")),
    });
    expect((await received).topic).toBe("settings");
  });
}
