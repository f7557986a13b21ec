import { expect, test } from "vitest";
import { createWorld, follow } from "../flows/gateway.ts";
import { openMailbox } from "../support/mailbox.ts";
import { driverOf, FUZZ_LIMITS, movedClock } from "./driver.ts";
import { acts } from "./plan.ts";
import { neverOk } from "./report.ts";
import { runFuzz } from "./run-fuzz.ts";

const MINUTES = 60_000;

test(
  "1,000 requests made from the document: every operation succeeds, no failure, nothing undocumented, no answer beside its schema",
  async () => {
    const [world, mailbox, clock] = [await createWorld(), await openMailbox(), movedClock()];
    try {
      const parts = { limits: FUZZ_LIMITS, clock, hostNow: clock.now };
      const gateway = await world.open(parts, { SMTP_URL: mailbox.url });
      await gateway.listen();
      await follow(gateway);
      const driver = driverOf(gateway, world.sim, mailbox, clock);
      const report = await runFuzz({ driver, seed: "slice", requests: 1_000 });
      expect(report.faults).toEqual([]);
      expect(neverOk(report, acts)).toEqual([]);
    } finally {
      await world.close();
      mailbox.close();
    }
  },
  10 * MINUTES,
);
