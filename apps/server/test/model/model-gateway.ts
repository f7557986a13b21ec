// The gateway that the model is compared with. Many short runs share it; each gets a store of its own.
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { uuidOf } from "../../src/database/wire-ids.ts";
import { issueApiKey } from "../../src/features/api-keys/api-keys.ts";
import { storeRepository } from "../../src/features/stores/repository.ts";
import { firstAddresses, readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import type { FaultPoint, FaultPoints } from "../../src/runtime/fault-points.ts";
import { SYSTEM, startGateway, type TestGateway } from "../support/gateway.ts";
import { type Answer, send } from "../support/http.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

export interface ModelGateway {
  readonly gateway: TestGateway;
  readonly receiver: WebhookReceiver;
  /** Sets the price of the test's price source, in US dollars per KAS. */
  setPrice(usd: string): void;
  /**
   * Time passes: first workers that use the wall clock run, then the chain mines enough blocks for its median clock to
   * follow.
   */
  advance(ms: number): Promise<void>;
  openStore(settings: Record<string, unknown>, kind: StoreKind): Promise<ModelStore>;
  /** The next actor that reaches this fault point ends there. @returns whether one did since it was armed */
  arm(point: FaultPoint): () => boolean;
  close(): Promise<void>;
}

export interface StoreKind {
  readonly hasEndpoint: boolean;
  /** It is paid to one address instead of an account key. */
  readonly oneAddress: boolean;
}

export interface ModelStore {
  readonly id: string;
  readonly uuid: string;
  /** The key of the store's wallet, which the simulator signs for; null = a single address, which signs nothing. */
  readonly account: string | null;
  /** Signs for the store's endpoint; null = it has none. */
  readonly secret: string | null;
  /** Path below `/api/v1`. */
  call(
    method: "GET" | "POST" | "PATCH",
    path: string,
    body?: unknown,
    idempotencyKey?: string,
  ): Promise<Answer>;
}

/** Chain time is the median of this many blocks. */
const MEDIAN_BLOCKS = 12;
const START_MS = Date.parse("2026-01-01T00:00:00Z");

class Killed extends Error {}

export async function startModelGateway(): Promise<ModelGateway> {
  let armed: FaultPoint | null = null;
  const faults: FaultPoints = {
    reach(point) {
      if (point !== armed) return;
      armed = null;
      throw new Killed(point);
    },
  };
  const gateway = await startGateway({
    clock: START_MS,
    chain: { seed: "model" },
    parts: ({ clock }) => ({ clock, faults, hostNow: Date.now }),
  });
  const receiver = await startWebhookReceiver();
  return {
    gateway,
    receiver,
    setPrice(usd) {
      // A jump is accepted when it came three times.
      for (let times = 0; times < 3; times++) {
        gateway.clock.shift(1);
        gateway.useCases.rates.record("simulated", { USD: usd }, gateway.clock.now());
      }
    },
    async advance(ms) {
      gateway.clock.shift(ms);
      await gateway.workers.cleanup.tick();
      gateway.chain.mine(MEDIAN_BLOCKS);
    },
    openStore: (settings, kind) => openStore(gateway, receiver, settings, kind),
    arm(point) {
      armed = point;
      return () => {
        const reached = armed === null;
        armed = null;
        return reached;
      };
    },
    async close() {
      await receiver.close();
      await gateway.close();
    },
  };
}

/** A key that nobody else has, or its first address alone. */
async function useWallet(
  { useCases }: TestGateway,
  id: string,
  { oneAddress }: StoreKind,
): Promise<string | null> {
  const key = readWallet(await newDemoAccountKey(), "simnet");
  const [first] = firstAddresses(key);
  if (first === undefined || key.mode !== "xpub") throw new Error("no address");
  const wallet = oneAddress ? readWallet(first.address, "simnet") : key;
  await useCases.unitOfWork.transaction((db) => useCases.wallets.put(db, { id }, wallet));
  useCases.storeCache.forget(id);
  return oneAddress ? null : key.text;
}

async function openStore(
  gateway: TestGateway,
  receiver: WebhookReceiver,
  settings: Record<string, unknown>,
  kind: StoreKind,
): Promise<ModelStore> {
  const { useCases } = gateway;
  const id = await gateway.createStore(settings);
  const store = await storeRepository(useCases.unitOfWork.db).byId(id);
  if (store === null) throw new Error("no store");
  const { text } = await issueApiKey(useCases, useCases.unitOfWork.db, {
    store,
    name: "model",
    createdBy: null,
  });
  const account = await useWallet(gateway, id, kind);
  const hook = { url: receiver.url, events: ["*", "payment.updated"] };
  const endpoint = kind.hasEndpoint ? await useCases.endpoints.create(id, hook, SYSTEM) : null;
  return {
    id,
    uuid: uuidOf("sto", id),
    account,
    secret: endpoint?.secret ?? null,
    call: (method, path, body, idempotencyKey) =>
      send(`${gateway.url}/api/v1${path}`, method, {
        body,
        as: text,
        ...(idempotencyKey !== undefined && { headers: { "idempotency-key": idempotencyKey } }),
      }),
  };
}
