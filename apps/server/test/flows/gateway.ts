// A whole gateway on a real database and a simulated chain that mines only when a test says so. Workers run only when a
// test calls them.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyPaymentFields } from "@kaspa-pay/api-contract";
import { newDemoAccountKey, type SimNode, type SimOptions, startSimNode } from "@kaspa-pay/kaspa-sim";
import { pino } from "pino";
import { loadConfig } from "../../src/config.ts";
import { type ComposeParts, compose, type Gateway } from "../../src/container.ts";
import type { ActorContext } from "../../src/features/audit/audit.ts";
import type { CreatedAnswer } from "../../src/features/payments/compose-payment.ts";
import { newStore } from "../../src/features/stores/new-store.ts";
import { storeRepository } from "../../src/features/stores/repository.ts";
import { readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import { eventRepository } from "../../src/features/webhooks/repository/events.ts";
import { createTestDatabase, type TestDatabase } from "../support/test-database.ts";

export const SOMPI = 100_000_000n;
export const BY: ActorContext = { actor: "system", userId: null, ip: null, requestId: null };

export interface TestWorld {
  readonly sim: SimNode;
  readonly database: TestDatabase;
  /** Another gateway on the same database, chain and master key: a restart, or a second process. */
  open(parts?: ComposeParts, env?: NodeJS.ProcessEnv): Promise<Gateway>;
  close(): Promise<void>;
}

const MATURE = 1_100;

export interface WorldOptions extends SimOptions {
  /** The chain's clock stands still at this time (ms) and moves only by `controls.clock`. */
  readonly stillAt?: number;
}

export async function createWorld({ stillAt, ...options }: WorldOptions = {}): Promise<TestWorld> {
  // A block is at least 1 ms younger than the one before: the blocks that exist already lie before that time.
  let stillFor = stillAt === undefined ? undefined : stillAt - MATURE;
  const still = stillFor === undefined ? {} : { now: () => stillFor ?? 0 };
  const [database, sim, dataDir] = await Promise.all([
    createTestDatabase(),
    startSimNode({ blocksPerSecond: 0, mergePerBlock: 1, ...still, ...options }),
    mkdtemp(join(tmpdir(), "kp-world-")),
  ]);
  sim.controls.mine(MATURE);
  stillFor = stillAt;
  const masterKey = randomBytes(32).toString("base64");
  const opened: Gateway[] = [];
  return {
    sim,
    database,
    async open(parts = {}, env = {}) {
      const config = loadConfig({
        PORT: "0",
        DATABASE_URL: database.url,
        KP_MASTER_KEY: masterKey,
        KP_DATA_DIR: dataDir,
        KP_PUBLIC_URL: "http://localhost:23499",
        KP_REGISTRATION: "open",
        ...env,
      });
      const gateway = await compose(config, { log: pino({ level: "silent" }), sim, ...parts });
      await gateway.rates.tick();
      await connected(gateway);
      opened.push(gateway);
      return gateway;
    },
    async close() {
      for (const gateway of opened) await stopOnce(gateway);
      await sim.close();
      await database.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

const stopped = new WeakSet<Gateway>();

export async function stopOnce(gateway: Gateway): Promise<void> {
  if (stopped.has(gateway)) return;
  stopped.add(gateway);
  await gateway.stop();
}

export async function connected({ sources }: Gateway): Promise<void> {
  await Promise.all(
    sources.map(
      (source) =>
        new Promise<void>((done) => {
          if (source.health().state === "connected") return done();
          const end = source.onConnection((health) => {
            if (health.state !== "connected") return;
            end();
            done();
          });
        }),
    ),
  );
}

/** Reads the chain to its end. */
export async function follow(gateway: Gateway): Promise<void> {
  await gateway.workers.followers[0]?.tick();
}

/** Sends everything that is due, and what becomes due by that. */
export async function deliver(gateway: Gateway): Promise<void> {
  const { dispatcher } = gateway.workers;
  for (let before = -1; before !== dispatcher.sent(); ) {
    before = dispatcher.sent();
    await dispatcher.tick();
    await dispatcher.settled();
  }
}

/** A simulated store with a fresh account key. */
export async function createShop({ useCases }: Gateway, settings = {}): Promise<string> {
  const wallet = readWallet(await newDemoAccountKey(), "simnet");
  return useCases.unitOfWork.transaction(async (db) => {
    const plain = newStore(useCases.ids.next("sto"), "Test shop", "simnet", useCases.clock.now());
    const store = { ...plain, settings: { ...plain.settings, ...settings } };
    await storeRepository(db).insert(store);
    await useCases.wallets.put(db, store, wallet);
    return store.id;
  });
}

export interface OrderChange {
  amount?: string;
  currency?: string;
  orderId?: string;
  idempotency?: { key: string; requestHash: string };
  expiresInMs?: number;
}

export function order(gateway: Gateway, storeId: string, change: OrderChange = {}): Promise<CreatedAnswer> {
  return gateway.useCases.createPayment(
    {
      storeId,
      linkId: null,
      ask: { amount: change.amount ?? "25", currency: change.currency ?? "KAS" },
      expiresInMs: change.expiresInMs ?? null,
      fields: { ...emptyPaymentFields, orderId: change.orderId ?? null },
      requiredConfirmations: null,
      fixedRate: null,
      idempotency: change.idempotency ? { scope: "own payments.create", ...change.idempotency } : null,
      visitor: null,
      limited: false,
    },
    BY,
  );
}

/** Types of the payment's events in their sequence; throws when a number is missing or doubled. */
export async function eventTypes(
  { useCases }: Gateway,
  storeId: string,
  paymentId: string,
): Promise<string[]> {
  const events = await eventRepository(useCases.unitOfWork.db).list(
    storeId,
    { paymentId },
    { limit: 100, afterId: null },
  );
  const sorted = events.toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
  const numbers = sorted.map((event) => event.sequence);
  if (numbers.some((number, index) => number !== index + 1)) throw new Error(`sequence has gaps: ${numbers}`);
  return sorted.map((event) => event.type).filter((type) => type !== "payment.updated");
}
