// Level 2: the same gateway with its actors at once, in an order of statements that a seed chooses. So races are met
// that an idle machine never shows.
import { ApiError } from "@kaspa-pay/api-contract";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Gateway } from "../../src/container.ts";
import { BY, createShop, createWorld, deliver, follow, order, type TestWorld } from "../flows/gateway.ts";
import { type Receiver, startReceiver } from "../flows/receiver.ts";
import { type Scene, sceneViolations } from "./scene.ts";
import { interleave, takeTurns } from "./turns.ts";

const { KP_TURNS_RUNS, KP_TURNS_SEED, KP_TURNS_PATH } = process.env;
const RUNS = Number(KP_TURNS_RUNS ?? 50);

let now = Date.parse("2026-01-01T00:00:00Z");
let world: TestWorld;
let receiver: Receiver;
let sql: pg.Pool;
let pair: [Gateway, Gateway];
let noTurns: () => void;

beforeAll(async () => {
  world = await createWorld({ now: () => now, seed: "turns" });
  receiver = await startReceiver();
  sql = new pg.Pool({ connectionString: world.database.url, max: 2 });
  const parts = { clock: { now: () => now } };
  pair = [await world.open(parts), await world.open(parts)];
  await follow(pair[0]);
  noTurns = takeTurns();
});
afterAll(async () => {
  noTurns();
  await sql.end();
  await receiver.close();
  await world.close();
});

const freeLease = () => sql.query("update leases set expires_at = now() - interval '1 ms'");

/** Three payments: one paid in a block that nobody has read, one half paid, one paid in time and read too late. */
async function setScene(): Promise<Scene> {
  const [first] = pair;
  const storeId = await createShop(first);
  await first.useCases.endpoints.create(storeId, { url: receiver.url, events: ["*"] }, BY);
  receiver.received.length = 0;
  const { controls } = world.sim;
  const made = [];
  for (const [name, share] of [
    ["paid", 1n],
    ["half", 2n],
    ["overdue", 1n],
  ] as const) {
    const { answer } = await order(first, storeId, { orderId: name, expiresInMs: 300_000 });
    const sompi = BigInt(answer.amountExpectedSompi ?? 0) / share;
    made.push({ name, id: answer.id, address: answer.kaspaAddress, sompi });
  }
  for (const { address, sompi } of made) controls.pay({ address, sompi, mine: true });
  controls.mine(2);
  now += 600_000;
  controls.mine(12);
  return { storeId, made, acknowledged: [], asked: 0 };
}

type Work = (scene: Scene) => Promise<unknown>;

const idOf = (scene: Scene, name: string): string => scene.made.find((one) => one.name === name)?.id ?? "";

/** An action of staff succeeds or is refused; anything else is a fault. */
async function acting(scene: Scene, name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    scene.acknowledged.push(name);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

const create =
  (server: 0 | 1, key: string): Work =>
  async (scene) => {
    scene.asked += 1;
    const idempotency = { key, requestHash: key };
    const { answer } = await order(pair[server], scene.storeId, { orderId: key, idempotency });
    scene.acknowledged.push(`create ${key} ${answer.id}`);
  };

const WORKS: Readonly<Record<string, Work>> = {
  "first reads": () => follow(pair[0]),
  "second takes over": async () => {
    await freeLease();
    await follow(pair[1]);
  },
  "first sends": () => deliver(pair[0]),
  "second sends": () => deliver(pair[1]),
  "first creates": create(0, "one"),
  "second creates the same": create(1, "one"),
  "first creates another": create(0, "two"),
  "second creates a third": create(1, "three"),
  cancel: (scene) =>
    acting(scene, "cancel", () =>
      pair[0].useCases.actions.cancel({ storeId: scene.storeId, paymentId: idOf(scene, "paid") }, BY, null),
    ),
  "mark paid": (scene) =>
    acting(scene, "mark paid", () =>
      pair[1].useCases.actions.mark(
        { storeId: scene.storeId, paymentId: idOf(scene, "half") },
        BY,
        "paid",
        "because",
      ),
    ),
  "mark invalid": (scene) =>
    acting(scene, "mark invalid", () =>
      pair[0].useCases.actions.mark(
        { storeId: scene.storeId, paymentId: idOf(scene, "half") },
        BY,
        "invalid",
        "because",
      ),
    ),
};

const works = fc.subarray(Object.keys(WORKS), { minLength: 3 });

test(`I1 I2 I5 I9 I10 I11 C-10 C-12: ${RUNS} orders of statements between two servers, none of which loses or doubles anything`, {
  timeout: 900_000,
}, async () => {
  let turns = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), works, async (scheduler, names) => {
      const scene = await setScene();
      const actors = new Map(names.map((name) => [name, async () => WORKS[name]?.(scene)] as const));
      const failed = await interleave(scheduler, sql, actors);
      turns += scheduler.report().length;
      await freeLease();
      world.sim.controls.mine(12);
      await follow(pair[0]);
      await sql.query(
        "update deliveries set locked_until = null, next_attempt_at = now() where state = 'pending'",
      );
      await deliver(pair[0]);
      const faults = [
        ...failed.map(({ name, error }) => `I8 "${name}" failed: ${String(error)}`),
        ...(await sceneViolations(scene, sql, world.sim, receiver)),
      ];
      if (faults.length > 0) throw new Error(faults.join("\n"));
    }),
    {
      numRuns: RUNS,
      seed: Number(KP_TURNS_SEED ?? 1),
      ...(KP_TURNS_PATH !== undefined && { path: KP_TURNS_PATH }),
      endOnFailure: process.env.KP_MODEL_SHRINK === "no",
      interruptAfterTimeLimit: 200_000,
    },
  );
  expect(turns).toBeGreaterThan(RUNS);
});
