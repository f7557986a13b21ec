import { expect, test } from "vitest";
import { operations } from "../contract/documented-operations.ts";
import { startGateway } from "../support/gateway.ts";
import { driverOf, FUZZ_LIMITS, movedClock } from "./driver.ts";
import { neverOk } from "./report.ts";
import { runFuzz } from "./run-fuzz.ts";

const MINUTES = 60_000;

test(
  "1,000 requests made from the document: every operation succeeds, no failure, nothing undocumented, no answer beside its schema",
  async () => {
    const clock = movedClock();
    const gateway = await startGateway({
      mail: true,
      parts: { limits: FUZZ_LIMITS, clock, hostNow: clock.now },
    });
    try {
      const driver = driverOf(gateway, gateway.sim, gateway.mailbox, clock);
      const report = await runFuzz({ driver, seed: "slice", requests: 1_000 });
      expect(report.faults).toEqual([]);
      expect(neverOk(report, operations)).toEqual([]);
    } finally {
      await gateway.close();
    }
  },
  10 * MINUTES,
);
