// The gateway that the model is compared with: API over HTTP, PostgreSQL, a simulated node over its socket, and receivers, all in
// one process under one clock that only commands move. Many short lives share it; each gets a store of its own.

import { newDemoAccountKey, type SimNode, type TrueOutput } from "@kaspa-pay/kaspa-sim";
import pg from "pg";
import type { Gateway } from "../../src/container.ts";
import { uuidOf } from "../../src/database/wire-ids.ts";
import { issueApiKey } from "../../src/features/api-keys/api-keys.ts";
import { storeRepository } from "../../src/features/stores/repository.ts";
import { firstAddresses, readWallet } from "../../src/features/wallets/wallet-keeper.ts";
import type { FaultPoint, FaultPoints } from "../../src/runtime/fault-points.ts";
import {
  BY,
  connected,
  createShop,
  createWorld,
  follow,
  stopOnce,
  type TestWorld,
} from "../flows/gateway.ts";
import { type Receiver, startReceiver } from "../flows/receiver.ts";
import { NO_LIMITS } from "../security/house.ts";

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the server answers.
  readonly body: any;
}

export interface House {
  readonly world: TestWorld;
  readonly sim: SimNode;
  readonly gateway: Gateway;
  readonly receiver: Receiver;
  readonly sql: pg.Pool;
  /** Milliseconds; the clock of gateway and chain. */
  now(): number;
  /** A millisecond passes: no two actions have the same time. */
  beat(): void;
  /** Sets the price of the test's price source, in US dollars per KAS. */
  price(usd: string): void;
  /**
   * Time passes: first workers that use the wall clock run, then the chain mines enough blocks for its median clock to
   * follow.
   */
  pass(ms: number): Promise<void>;
  mine(blocks: number): void;
  /** Outputs of the current chain at an address: the truth that the gateway's tables are compared with. */
  outputs(address: string): TrueOutput[];
  openShop(settings: Record<string, unknown>, kind: ShopKind): Promise<Shop>;
  restart(): Promise<void>;
  /** The next actor that reaches this fault point ends there. @returns whether one did since it was armed */
  arm(point: FaultPoint): () => boolean;
  /** Resolves when the gateway's node answers again. */
  connected(): Promise<void>;
  close(): Promise<void>;
}

export interface ShopKind {
  /** It has an endpoint. */
  readonly hears: boolean;
  /** It is paid to one address instead of an account key. */
  readonly oneAddress: boolean;
}

export interface Shop {
  readonly id: string;
  readonly uuid: string;
  /** Signs for the shop's endpoint; null = it has none. */
  readonly secret: string | null;
  call(method: "GET" | "POST", path: string, body?: unknown, idempotencyKey?: string): Promise<Answer>;
}

/** Chain time is the median of this many blocks. */
const MEDIAN_BLOCKS = 12;
const START_MS = Date.parse("2026-01-01T00:00:00Z");

class Killed extends Error {}

export async function openHouse(): Promise<House> {
  let now = START_MS;
  let armed: FaultPoint | null = null;
  const faults: FaultPoints = {
    reach(point) {
      if (point !== armed) return;
      armed = null;
      throw new Killed(point);
    },
  };
  const world = await createWorld({ now: () => now, seed: "model" });
  const receiver = await startReceiver();
  const sql = new pg.Pool({ connectionString: world.database.url, max: 2 });
  const open = async (): Promise<Gateway> => {
    const gateway = await world.open({ clock: { now: () => now }, limits: NO_LIMITS, faults });
    await gateway.listen();
    return gateway;
  };
  let gateway = await open();
  await follow(gateway);
  const { controls } = world.sim;
  return {
    world,
    sim: world.sim,
    get gateway() {
      return gateway;
    },
    receiver,
    sql,
    now: () => now,
    beat() {
      now += 1;
    },
    price(usd) {
      // A jump is accepted when it came three times.
      for (let said = 0; said < 3; said++) {
        now += 1;
        gateway.useCases.rates.record("simulated", { USD: usd }, now);
      }
    },
    async pass(ms) {
      now += ms;
      await gateway.workers.cleanup.tick();
      controls.mine(MEDIAN_BLOCKS);
    },
    mine: (blocks) => void controls.mine(blocks),
    outputs: (address) => controls.truth(address).outputs,
    openShop: (settings, kind) => openShop(() => gateway, receiver, settings, kind),
    async restart() {
      await stopOnce(gateway);
      gateway = await open();
    },
    arm(point) {
      armed = point;
      return () => {
        const came = armed === null;
        armed = null;
        return came;
      };
    },
    connected: () => connected(gateway),
    async close() {
      await sql.end();
      await stopOnce(gateway);
      await receiver.close();
      await world.close();
    },
  };
}

/** The first address of a key that nobody else has. */
async function useOneAddress({ useCases }: Gateway, id: string): Promise<void> {
  const [first] = firstAddresses(readWallet(await newDemoAccountKey(), "simnet"));
  if (first === undefined) throw new Error("no address");
  await useCases.unitOfWork.transaction((db) =>
    useCases.wallets.put(db, { id }, readWallet(first.address, "simnet")),
  );
  useCases.storeCache.forget(id);
}

async function openShop(
  gateway: () => Gateway,
  receiver: Receiver,
  settings: Record<string, unknown>,
  { hears, oneAddress }: ShopKind,
): Promise<Shop> {
  const { useCases } = gateway();
  const id = await createShop(gateway(), settings);
  const store = await storeRepository(useCases.unitOfWork.db).byId(id);
  if (store === null) throw new Error("no store");
  const { text } = await issueApiKey(useCases, useCases.unitOfWork.db, {
    store,
    name: "model",
    createdBy: null,
  });
  if (oneAddress) await useOneAddress(gateway(), id);
  const events = ["*", "payment.updated"];
  const endpoint = hears ? await useCases.endpoints.create(id, { url: receiver.url, events }, BY) : null;
  return {
    id,
    uuid: uuidOf("sto", id),
    secret: endpoint?.secret ?? null,
    async call(method, apiPath, body, idempotencyKey) {
      const answer = await fetch(`${gateway().url}/api/v1${apiPath}`, {
        method,
        headers: {
          authorization: `Bearer ${text}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json() };
    },
  };
}
