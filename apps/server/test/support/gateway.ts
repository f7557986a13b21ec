// A whole gateway under test: API over HTTP, PostgreSQL, and a simulated node over its socket. Its workers run only when
// a test calls them.
import type { CreatedPayment, PaymentFull } from "@kaspa-pay/api-contract";
import type { SimControls, SimNode } from "@kaspa-pay/kaspa-sim";
import { chainRepository } from "../../src/chain/repository/index.ts";
import type { ComposeParts, Gateway } from "../../src/container.ts";
import type { CreatedAnswer } from "../../src/features/payments/create-payment.ts";
import type { TestClock } from "./clock.ts";
import { type Answer, type Sent, send } from "./http.ts";
import { connected, type Installation, type InstallationOptions, startInstallation } from "./installation.ts";
import type { Mailbox } from "./mailbox.ts";
import { type Merchant, onSimnet, signUp, type Wallet } from "./merchant.ts";
import type { PriceServices } from "./price-services.ts";
import { type DirectPayment, differencesFromChain, storesOf } from "./stores.ts";
import type { TestDatabase } from "./test-database.ts";

export { SYSTEM } from "./stores.ts";

export const SOMPI = 100_000_000n;
export const MINUTE_MS = 60_000;
/** docs/spec/payment-lifecycle.md#revert-hold */
export const HOLD_MS = 10 * MINUTE_MS;

/** The chain's time is the median of this many blocks. */
const MEDIAN_BLOCKS = 12;

type Composed = Pick<Gateway, "url" | "useCases" | "workers" | "rates" | "sources" | "setupCode">;

/** The process that runs now, and all that a test does with it. */
export interface TestGateway extends Composed {
  readonly installation: Installation;
  readonly sim: SimNode;
  readonly chain: SimControls;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly market: PriceServices;
  readonly mailbox: Mailbox;
  readonly log: readonly string[];
  /** The composed process itself. */
  readonly process: Gateway;

  /** A request to this path below the root, for example `/api/v1/payments`. */
  call(method: string, path: string, sent?: Sent): Promise<Answer>;
  /** A procedure over tRPC. */
  trpc(kind: "query" | "mutation", name: string, input: unknown, as: string): Promise<Answer>;
  sql: Installation["sql"];

  /** Reads the chain to its end. */
  follow(): Promise<void>;
  /** Sends all webhooks that are due, and what becomes due by that. */
  deliver(): Promise<void>;
  /** {@link follow}, then {@link deliver}. */
  catchUp(): Promise<void>;
  /** Mines, then {@link catchUp}. */
  mine(blocks: number): Promise<void>;
  /** Asks the mempool for payments that somebody looked at, and sends what is due. */
  pollMempool(): Promise<void>;
  /** Pays from the faucet, whatever the address's network, mines the block and reads it; the transaction's id. */
  pay(address: string, sompi: bigint): Promise<string>;
  /** The chain block that was applied last. */
  cursor(): Promise<{ hash: string; daa: bigint }>;
  canConfirm(): boolean;

  /** A merchant who registers over the API. */
  signUp(name: string, wallet?: Wallet): Promise<Merchant>;
  /** A store without people; quicker than {@link signUp}. */
  createStore(settings?: object): Promise<string>;
  /** A payment of any store, made below the API. */
  createPayment(storeId: string, fields?: DirectPayment): Promise<CreatedAnswer>;
  full(storeId: string, paymentId: string): Promise<PaymentFull>;
  /** Types of the payment's events in their sequence, without `payment.updated`. @throws when the sequence has gaps */
  eventTypes(storeId: string, paymentId: string): Promise<string[]>;
  /**
   * Problems, in words, when the stored transfers of a payment differ from the outputs that the chain holds at its
   * address (I2). The simulated node is the oracle, never our own tables.
   */
  differencesFromChain(storeId: string, paymentId: string): Promise<string[]>;

  /** Another process beside this one. */
  startAnother(parts?: ComposeParts, env?: NodeJS.ProcessEnv): Promise<TestGateway>;
  stop(): Promise<void>;
  /** Ends the process if it runs, and starts it again on the same database, chain and master key. */
  restart(parts?: ComposeParts, env?: NodeJS.ProcessEnv): Promise<void>;
  /** Resolves when the gateway has a node again. */
  connected(): Promise<void>;
  /** Ends all processes of the installation, and the installation. */
  close(): Promise<void>;
}

/** An installation with one process that has read the chain. */
export async function startGateway(options: InstallationOptions = {}): Promise<TestGateway> {
  const gateway = await startProcess(await startInstallation(options));
  await gateway.follow();
  return gateway;
}

/** A process of an installation. Its chain is not read yet. */
export async function startProcess(
  installation: Installation,
  parts?: ComposeParts,
  env?: NodeJS.ProcessEnv,
): Promise<TestGateway> {
  let running = await installation.startProcess(parts, env);
  const { sim, chain, clock, database, market, mailbox, log } = installation;
  const gateway: TestGateway = {
    installation,
    sim,
    chain,
    database,
    log,
    get market() {
      if (market === null) throw new Error("Start the gateway with the option market.");
      return market;
    },
    get mailbox() {
      if (mailbox === null) throw new Error("Start the gateway with the option mail.");
      return mailbox;
    },
    get process() {
      return running;
    },
    get url() {
      return running.url;
    },
    get useCases() {
      return running.useCases;
    },
    get workers() {
      return running.workers;
    },
    get rates() {
      return running.rates;
    },
    get sources() {
      return running.sources;
    },
    setupCode: () => running.setupCode(),
    clock: {
      ...clock,
      async advance(ms, blocks = MEDIAN_BLOCKS) {
        clock.shift(ms);
        if (market === null) await running.rates.tick();
        await gateway.mine(blocks);
      },
    },
    ...callsOf(() => running, installation),
    ...workersOf(() => running, chain),
    ...storesOf(() => running),
    signUp: (name, wallet) => signUp(gateway, name, wallet),
    differencesFromChain: (storeId, paymentId) => differencesFromChain(running, chain, storeId, paymentId),
    startAnother: (...how) => startProcess(installation, ...how),
    stop: () => installation.stopProcess(running),
    async restart(...how) {
      await installation.stopProcess(running);
      running = await installation.startProcess(...how);
    },
    connected: () => connected(running),
    close: () => installation.close(),
  };
  return gateway;
}

function callsOf(running: () => Gateway, { clock, sql }: Installation) {
  const call: TestGateway["call"] = (method, path, sent = {}) => {
    // No two requests come at the same time: a repeated action differs from a retried one by its time.
    if (clock.isStepped) clock.shift(1);
    return send(running().url + path, method, sent);
  };
  const trpc: TestGateway["trpc"] = (kind, name, input, as) => {
    const headers = { "x-kp-csrf": "1" };
    if (kind === "mutation") return call("POST", `/trpc/${name}`, { as, headers, body: input });
    return call("GET", `/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`, { as, headers });
  };
  return { call, trpc, sql };
}

function workersOf(running: () => Gateway, chain: SimControls) {
  const follow = async (): Promise<void> => {
    await running().workers.followers[0]?.tick();
  };
  const deliver = async (): Promise<void> => {
    const { dispatcher } = running().workers;
    for (let before = -1; before !== dispatcher.sent(); ) {
      before = dispatcher.sent();
      await dispatcher.tick();
      await dispatcher.settled();
    }
  };
  const catchUp = async (): Promise<void> => {
    await follow();
    await deliver();
  };
  return {
    follow,
    deliver,
    catchUp,
    mine(blocks: number) {
      chain.mine(blocks);
      return catchUp();
    },
    async pay(address: string, sompi: bigint) {
      const { txIds } = chain.pay({ address: onSimnet(address), sompi, mine: true });
      await follow();
      return txIds[0] ?? "";
    },
    async pollMempool() {
      await running().workers.followers[0]?.mempoolPoller.tick();
      await deliver();
    },
    async cursor() {
      const cursor = await chainRepository(running().useCases.unitOfWork.db).cursor("simnet");
      if (cursor === null) throw new Error("the chain was never read");
      return cursor;
    },
    canConfirm: () => running().workers.followers[0]?.follower.canConfirm === true,
  };
}

/** What of the answer to `POST /payments` a test's payment is made from. */
export type Created = Pick<CreatedPayment, "id" | "kaspaAddress" | "clientToken">;
