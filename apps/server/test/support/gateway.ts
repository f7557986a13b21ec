import type { SimControls } from "@kaspa-pay/kaspa-sim";
import { chainRepository } from "../../src/chain/repository/index.ts";
import type { ComposeParts, Gateway } from "../../src/container.ts";
import { onSimnet } from "./addresses.ts";
import { send } from "./http.ts";
import { connected, type Installation, type InstallationOptions, startInstallation } from "./installation.ts";
import { signUp } from "./merchant.ts";
import { differencesFromChain, storesOf } from "./stores.ts";
import type { TestGateway } from "./subjects.ts";

export { SYSTEM } from "./stores.ts";
export type { TestGateway } from "./subjects.ts";

export const SOMPI = 100_000_000n;
export const MINUTE_MS = 60_000;
/** docs/spec/payment-lifecycle.md#revert-hold */
export const HOLD_MS = 10 * MINUTE_MS;

/** The chain's time is the median of this many blocks. */
const MEDIAN_BLOCKS = 12;

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
