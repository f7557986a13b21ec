// Level 2: the same gateway with its actors at once, in an order of statements that a seed chooses. So races are met
// that an idle machine never shows.
import { ApiError } from "@kaspa-pay/api-contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SYSTEM, startGateway, type TestGateway } from "../support/gateway.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";
import { type Race, raceViolations } from "./race-invariants.ts";
import { interleave, scheduleStatements } from "./statement-scheduler.ts";

const { KP_TURNS_RUNS, KP_TURNS_SEED, KP_TURNS_PATH } = process.env;
const RUNS = Number(KP_TURNS_RUNS ?? 50);

let now = Date.parse("2026-01-01T00:00:00Z");
let receiver: WebhookReceiver;
let pair: [TestGateway, TestGateway];
let stopScheduling: () => void;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  const first = await startGateway({
    chain: { now: () => now, seed: "turns" },
    parts: { clock: { now: () => now } },
  });
  pair = [first, await first.startAnother()];
  stopScheduling = scheduleStatements();
});
afterAll(async () => {
  stopScheduling();
  await receiver.close();
  await pair[0].close();
});

const freeLease = () => pair[0].sql("update leases set expires_at = now() - interval '1 ms'");

/** Three payments: one paid in a block that nobody has read, one half paid, one paid in time and read too late. */
async function openRace(): Promise<Race> {
  const [first] = pair;
  const storeId = await first.createStore();
  await first.useCases.endpoints.create(storeId, { url: receiver.url, events: ["*"] }, SYSTEM);
  receiver.received.length = 0;
  const made = [];
  for (const [name, share] of [
    ["paid", 1n],
    ["half", 2n],
    ["overdue", 1n],
  ] as const) {
    const { answer } = await first.createPayment(storeId, { orderId: name, expiresInMs: 300_000 });
    const sompi = BigInt(answer.amountExpectedSompi ?? 0) / share;
    made.push({ name, id: answer.id, address: answer.kaspaAddress, sompi });
  }
  for (const { address, sompi } of made) first.chain.pay({ address, sompi, mine: true });
  first.chain.mine(2);
  now += 600_000;
  first.chain.mine(12);
  return { storeId, made, acknowledged: [], asked: 0 };
}

type Work = (race: Race) => Promise<unknown>;

const idOf = (race: Race, name: string): string =>
  race.made.find((payment) => payment.name === name)?.id ?? "";

/** An action of staff succeeds or is refused; anything else is a fault. */
async function acting(race: Race, name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    race.acknowledged.push(name);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

const create =
  (server: 0 | 1, key: string): Work =>
  async (race) => {
    race.asked += 1;
    const idempotency = { key, requestHash: key };
    const { answer } = await pair[server].createPayment(race.storeId, { orderId: key, idempotency });
    race.acknowledged.push(`create ${key} ${answer.id}`);
  };

const WORKS: Readonly<Record<string, Work>> = {
  "first reads": () => pair[0].follow(),
  "second takes over": async () => {
    await freeLease();
    await pair[1].follow();
  },
  "first sends": () => pair[0].deliver(),
  "second sends": () => pair[1].deliver(),
  "first creates": create(0, "one"),
  "second creates the same": create(1, "one"),
  "first creates another": create(0, "two"),
  "second creates a third": create(1, "three"),
  cancel: (race) =>
    acting(race, "cancel", () =>
      pair[0].useCases.actions.cancel({ storeId: race.storeId, paymentId: idOf(race, "paid") }, SYSTEM, null),
    ),
  "mark paid": (race) =>
    acting(race, "mark paid", () =>
      pair[1].useCases.actions.mark(
        { storeId: race.storeId, paymentId: idOf(race, "half") },
        SYSTEM,
        "paid",
        "because",
      ),
    ),
  "mark invalid": (race) =>
    acting(race, "mark invalid", () =>
      pair[0].useCases.actions.mark(
        { storeId: race.storeId, paymentId: idOf(race, "half") },
        SYSTEM,
        "invalid",
        "because",
      ),
    ),
};

const works = fc.subarray(Object.keys(WORKS), { minLength: 3 });

test(`I1 I2 I5 I9 I10 I11 C-10 C-12: ${RUNS} orders of statements between two servers, none of which loses or doubles anything`, {
  timeout: 900_000,
}, async () => {
  let statements = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), works, async (scheduler, names) => {
      const race = await openRace();
      const actors = new Map(names.map((name) => [name, async () => WORKS[name]?.(race)] as const));
      const failed = await interleave(scheduler, pair[0].sql, actors);
      statements += scheduler.report().length;
      await freeLease();
      pair[0].chain.mine(12);
      await pair[0].follow();
      await pair[0].sql(
        "update deliveries set locked_until = null, next_attempt_at = now() where state = 'pending'",
      );
      await pair[0].deliver();
      const faults = [
        ...failed.map(({ name, error }) => `I8 "${name}" failed: ${String(error)}`),
        ...(await raceViolations(race, pair[0], receiver)),
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
  expect(statements).toBeGreaterThan(RUNS);
});
