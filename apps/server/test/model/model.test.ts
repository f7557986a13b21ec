// Level 1: random commands on a store, each step compared with a small model that knows only the simulated chain and the
// actions of people.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chainCommands } from "./chain-commands.ts";
import { finish } from "./finish.ts";
import { gatewayCommands } from "./gateway-commands.ts";
import { type House, openHouse } from "./house.ts";
import type { Life } from "./life.ts";
import type { Model } from "./model.ts";

const { KP_MODEL_RUNS, KP_MODEL_SEED, KP_MODEL_PATH, KP_MODEL_REPLAY } = process.env;
const RUNS = Number(KP_MODEL_RUNS ?? 200);
const LONGEST = 24;

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const commands = fc.commands([...chainCommands, ...gatewayCommands], {
  maxCommands: LONGEST,
  size: "max",
  ...(KP_MODEL_REPLAY !== undefined && { replayPath: KP_MODEL_REPLAY }),
});

const store = fc.record({
  acceptsLate: fc.boolean(),
  oneAddress: fc.constantFrom(false, false, true),
  hears: fc.constantFrom(false, false, true),
});

test(`I1-I12 M-07 M-11: ${RUNS} random lives of a store, each step as the chain and the actions of people require`, {
  timeout: 900_000,
}, async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(store, commands, async ({ acceptsLate, oneAddress, hears }, list) => {
      const shop = await house.openShop(
        { latePolicy: { kind: acceptsLate ? "accept" : "review" } },
        { hears, oneAddress },
      );
      const life: Life = {
        house,
        shop,
        sent: new Map(),
        swept: new Set(),
        watched: new Map(),
        held: [],
        rate: "0.1",
        acts: 0,
        turned: false,
        unread: 0,
      };
      const model: Model = { payments: [], strays: new Set(), oneAddress, acceptsLate, chainTime: 0 };
      try {
        await fc.asyncModelRun(() => ({ model, real: life }), list);
        await finish(model, life);
      } finally {
        for (const txId of life.held) house.sim.controls.dropTx({ txId });
        steps += [...list].length;
      }
    }),
    {
      numRuns: RUNS,
      seed: Number(KP_MODEL_SEED ?? 1),
      ...(KP_MODEL_PATH !== undefined && { path: KP_MODEL_PATH }),
      endOnFailure: process.env.KP_MODEL_SHRINK === "no",
      interruptAfterTimeLimit: 240_000,
    },
  );
  expect(steps).toBeGreaterThan(RUNS);
});
