// Level 1: random commands on a store, each step compared with a small model that knows only the simulated chain and the
// actions of people.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chainCommands } from "./chain-commands.ts";
import type { Command } from "./command.ts";
import { depositCommands, takeDeposits } from "./deposit-commands.ts";
import { depositStatus } from "./deposits.ts";
import { drain } from "./drain.ts";
import { gatewayCommands, readingCommands } from "./gateway-commands.ts";
import type { Model } from "./model.ts";
import { type ModelGateway, startModelGateway } from "./model-gateway.ts";
import { statusOf } from "./money-out.ts";
import { earn, moneyOutCommands } from "./money-out-commands.ts";
import type { StoreRun } from "./store-run.ts";

const { KP_MODEL_RUNS, KP_MODEL_SEED, KP_MODEL_PATH, KP_MODEL_REPLAY } = process.env;
const RUNS = Number(KP_MODEL_RUNS ?? 200);
const SENDING_RUNS = Math.ceil(RUNS / 3);
const DEPOSIT_RUNS = Math.ceil(RUNS / 5);
const LONGEST = 24;

let tested: ModelGateway;
beforeAll(async () => {
  tested = await startModelGateway();
});
afterAll(() => tested.close());

/** Commands in random order. */
const livesOf = (commands: fc.Arbitrary<Command>[]) =>
  fc.commands(commands, {
    maxCommands: LONGEST,
    size: "max",
    ...(KP_MODEL_REPLAY !== undefined && { replayPath: KP_MODEL_REPLAY }),
  });

interface Kind {
  readonly acceptsLate: boolean;
  readonly oneAddress: boolean;
  readonly hasEndpoint: boolean;
}

/** Plays one life and brings it to its end. */
async function live({ acceptsLate, oneAddress, hasEndpoint }: Kind, list: Iterable<Command>): Promise<void> {
  const store = await tested.openStore(
    { latePolicy: { kind: acceptsLate ? "accept" : "review" } },
    { hasEndpoint, oneAddress },
  );
  const run: StoreRun = {
    ...{ tested, store, sent: new Map(), swept: new Set(), sentOut: new Set(), signed: new Set() },
    ...{ watched: new Map(), held: [], rate: "0.1", actions: 0, sendings: 0, reorganised: false, unread: 0 },
  };
  const model: Model = {
    ...{ payments: [], requests: [], unmatched: new Set(), oneAddress, acceptsLate, chainTime: 0 },
    ...{ accounts: [], depositMinimum: 0n },
  };
  try {
    await fc.asyncModelRun(() => ({ model, real: run }), list);
    await drain(model, run);
    for (const request of model.requests) ends.add(statusOf(request));
    for (const { deposits } of model.accounts)
      for (const deposit of deposits.values()) ends.add(depositStatus(deposit));
  } finally {
    for (const txId of run.held) tested.gateway.chain.dropTx({ txId });
    steps += [...list].length;
  }
}

/** In which states refunds, payouts and deposits ended. */
const ends = new Set<string>();
let steps = 0;

const PARAMETERS = {
  seed: Number(KP_MODEL_SEED ?? 1),
  ...(KP_MODEL_PATH !== undefined && { path: KP_MODEL_PATH }),
  endOnFailure: process.env.KP_MODEL_SHRINK === "no",
  interruptAfterTimeLimit: 240_000,
};

const store = fc.record({
  acceptsLate: fc.boolean(),
  oneAddress: fc.constantFrom(false, false, true),
  hasEndpoint: fc.constantFrom(false, false, true),
});

test(`I1-I12 M-07 M-11: ${RUNS} random lives of a store, each step as the chain and the actions of people require`, {
  timeout: 900_000,
}, async () => {
  steps = 0;
  // Without refunds and payouts: further commands would leave fewer of each, and planted defects uncaught.
  const lives = livesOf([...chainCommands, ...gatewayCommands]);
  await fc.assert(fc.asyncProperty(store, lives, live), { numRuns: RUNS, ...PARAMETERS });
  expect(steps).toBeGreaterThan(RUNS);
});

test(`I13-I16 M-06: ${SENDING_RUNS} random lives of a store that sends money back and out, each step as the chain and the actions of people require`, {
  timeout: 900_000,
}, async () => {
  ends.clear();
  const lives = livesOf([...readingCommands, ...moneyOutCommands]);
  const kind = { acceptsLate: false, oneAddress: false, hasEndpoint: false };
  const property = fc.asyncProperty(lives, (list) => live(kind, [earn, ...list]));
  await fc.assert(property, { numRuns: SENDING_RUNS, ...PARAMETERS });
  // A run that stops at its time limit has fewer lives, never none of a kind.
  for (const status of ["awaiting_destination", "awaiting_signature", "confirmed", "canceled"])
    expect([...ends]).toContain(status);
});

test(`I2 I4 I5 I8 I10: ${DEPOSIT_RUNS} random lives of a store with deposit accounts, each step as the chain and the rules require`, {
  timeout: 900_000,
}, async () => {
  ends.clear();
  const lives = livesOf([...readingCommands, ...depositCommands]);
  const property = fc.asyncProperty(fc.boolean(), lives, (hasEndpoint, list) =>
    live({ acceptsLate: false, oneAddress: false, hasEndpoint }, [takeDeposits, ...list]),
  );
  await fc.assert(property, { numRuns: DEPOSIT_RUNS, ...PARAMETERS });
  for (const status of ["confirmed", "below_minimum", "reverted"]) expect([...ends]).toContain(status);
});
