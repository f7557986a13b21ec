// Level 1: random commands on a store, each step compared with a small model that knows only the simulated chain and the
// actions of people.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chainCommands } from "./chain-commands.ts";
import { drain } from "./drain.ts";
import { gatewayCommands } from "./gateway-commands.ts";
import type { Model } from "./model.ts";
import { type ModelGateway, startModelGateway } from "./model-gateway.ts";
import type { StoreRun } from "./store-run.ts";

const { KP_MODEL_RUNS, KP_MODEL_SEED, KP_MODEL_PATH, KP_MODEL_REPLAY } = process.env;
const RUNS = Number(KP_MODEL_RUNS ?? 200);
const LONGEST = 24;

let tested: ModelGateway;
beforeAll(async () => {
  tested = await startModelGateway();
});
afterAll(() => tested.close());

const commands = fc.commands([...chainCommands, ...gatewayCommands], {
  maxCommands: LONGEST,
  size: "max",
  ...(KP_MODEL_REPLAY !== undefined && { replayPath: KP_MODEL_REPLAY }),
});

const store = fc.record({
  acceptsLate: fc.boolean(),
  oneAddress: fc.constantFrom(false, false, true),
  hasEndpoint: fc.constantFrom(false, false, true),
});

test(`I1-I12 M-07 M-11: ${RUNS} random lives of a store, each step as the chain and the actions of people require`, {
  timeout: 900_000,
}, async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(store, commands, async ({ acceptsLate, oneAddress, hasEndpoint }, list) => {
      const store = await tested.openStore(
        { latePolicy: { kind: acceptsLate ? "accept" : "review" } },
        { hasEndpoint, oneAddress },
      );
      const run: StoreRun = {
        tested,
        store,
        sent: new Map(),
        swept: new Set(),
        watched: new Map(),
        held: [],
        rate: "0.1",
        actions: 0,
        reorganised: false,
        unread: 0,
      };
      const model: Model = { payments: [], unmatched: new Set(), oneAddress, acceptsLate, chainTime: 0 };
      try {
        await fc.asyncModelRun(() => ({ model, real: run }), list);
        await drain(model, run);
      } finally {
        for (const txId of run.held) tested.gateway.chain.dropTx({ txId });
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
