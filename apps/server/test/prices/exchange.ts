// A gateway on a network with market prices: real adapters over real sockets to the stub market, a node that reports
// testnet-10, and clocks of server and chain that move together.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeAddress, encodeAddress, parseAccountKey } from "@kaspa-pay/kaspa";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { pino } from "pino";
import { loadConfig } from "../../src/config.ts";
import { compose, type Gateway } from "../../src/container.ts";
import { createWorld, follow, stopOnce, type TestWorld } from "../flows/gateway.ts";
import { type Answer, type Json, NO_LIMITS, PASSWORD } from "../security/house.ts";
import { type StubMarket, startStubMarket } from "./stub-market.ts";

export interface Exchange {
  readonly market: StubMarket;
  readonly world: TestWorld;
  readonly gateway: Gateway;
  /** Secret key of the first shop, which derives addresses. */
  readonly key: string;
  /** Another shop, whose payers share one address. Its secret key. */
  shopWithOneAddress(): Promise<string>;
  now(): number;
  /** Moves the clocks of server and chain, mines one block and reads it. */
  pass(ms: number): Promise<void>;
  /** Asks every source that is due. */
  refresh(): Promise<void>;
  call(method: string, path: string, body?: object): Promise<Answer>;
  /** `POST /payments`, of the first shop unless told otherwise. */
  order(body: object, key?: string): Promise<Answer>;
  /** Pays an address of the shop, in a block of now. */
  pay(address: string, sompi: bigint): Promise<void>;
  read(id: string): Promise<Json>;
  close(): Promise<void>;
}

export async function openExchange(env: NodeJS.ProcessEnv = {}): Promise<Exchange> {
  // Time stands still but for what a test lets pass: how long the machine takes decides nothing.
  const start = Date.now();
  const [world, market, dataDir] = await Promise.all([
    createWorld({ stillAt: start }),
    startStubMarket(),
    mkdtemp(join(tmpdir(), "kp-exchange-")),
  ]);
  world.sim.controls.wrongNetwork({ networkId: "testnet-10" });
  world.sim.controls.version({ text: "2.0.1" });
  let passed = 0;
  const now = () => start + passed;
  const config = loadConfig({
    PORT: "0",
    DATABASE_URL: world.database.url,
    KP_MASTER_KEY: randomBytes(32).toString("base64"),
    KP_DATA_DIR: dataDir,
    KP_PUBLIC_URL: "http://localhost:23499",
    KP_REGISTRATION: "open",
    KP_SIM: "off",
    KASPA_NODES_TESTNET10: world.sim.rpcUrl,
    KP_PRICE_SOURCES: market.sources,
    ...env,
  });
  const gateway = await compose(config, {
    log: pino({ level: "silent" }),
    limits: NO_LIMITS,
    clock: { now },
    hostNow: now,
  });
  await connected(gateway);
  await gateway.listen();
  await follow(gateway);
  const call = (method: string, path: string, body?: object, key?: string) =>
    request(`${gateway.url}/api/v1${path}`, method, body, key);
  const signUp = async (name: string, wallet: object): Promise<string> => {
    const body = { email: `${name}@example.com`, password: PASSWORD, name, network: "testnet-10", ...wallet };
    const shop = await call("POST", "/auth/register", body);
    if (shop.status !== 201) throw new Error(JSON.stringify(shop.body));
    return shop.body.apiKey;
  };
  const key = await signUp("exchange", { xpub: await newDemoAccountKey() });
  return {
    market,
    world,
    gateway,
    key,
    now,
    async pass(ms) {
      passed += ms;
      world.sim.controls.clock({ ms });
      world.sim.controls.mine(1);
      await follow(gateway);
    },
    refresh: () => gateway.rates.tick(),
    call: (method, path, body) => call(method, path, body, key),
    order: (body, as = key) => call("POST", "/payments", body, as),
    async shopWithOneAddress() {
      const account = parseAccountKey(await newDemoAccountKey(), "testnet-10");
      return signUp("kiosk", { kaspaAddress: account.addresses(0, 0, 1)[0] });
    },
    async pay(address, sompi) {
      // The script behind an address is the same on every network; only its prefix differs.
      world.sim.controls.pay({ address: onSimnet(address), sompi, mine: true });
      await follow(gateway);
    },
    read: async (id) => (await call("GET", `/payments/${id}`, undefined, key)).body,
    async close() {
      await stopOnce(gateway);
      await world.close();
      await market.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function onSimnet(address: string): string {
  const { version, payload } = decodeAddress(address);
  return encodeAddress("simnet", version, payload);
}

function connected({ sources: [node] }: Gateway): Promise<void> {
  return new Promise((done) => {
    if (node?.health().state === "connected") done();
    node?.onConnection(({ state }) => state === "connected" && done());
  });
}

async function request(url: string, method: string, body?: object, key?: string): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
