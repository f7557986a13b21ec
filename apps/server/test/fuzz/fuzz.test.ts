import { expect, test } from "vitest";
import { follow } from "../flows/gateway.ts";
import { openHouse } from "../security/house.ts";
import { runFuzz } from "./run-fuzz.ts";

const MINUTES = 60_000;

test(
  "1,000 requests made from the document: no failure, nothing undocumented, no answer beside its schema",
  async () => {
    const house = await openHouse();
    try {
      let merchants = 0;
      const report = await runFuzz({
        base: house.gateway.url,
        seed: "slice",
        requests: 1_000,
        signUp: () => house.signUp(`fuzz${++merchants}`),
        breathe: async () => {
          await house.gateway.rates.tick();
          house.world.sim.controls.mine(10);
          await follow(house.gateway);
        },
      });
      expect(report.faults).toEqual([]);
      expect(report.byStatus["200"] ?? 0).toBeGreaterThan(100);
      expect(report.byStatus["201"] ?? 0).toBeGreaterThan(10);
    } finally {
      await house.close();
    }
  },
  10 * MINUTES,
);
