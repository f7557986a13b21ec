// The only container: builds adapters, gives them to use cases, workers and HTTP, and starts and stops them in order.
// Above 300 lines, because the order of starting and stopping is read in one place.

import { randomBytes } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { CURRENCIES } from "@kaspa-pay/core";
import type { SimNode } from "@kaspa-pay/kaspa-sim";
import { type Logger, pino } from "pino";
import type { ChainSource } from "./chain/source.ts";
import type { Config } from "./config.ts";
import { chainSources, lateTip, newDemoKey, simulatorPort, startSimulator } from "./container/chain-parts.ts";
import { createHttp } from "./container/http.ts";
import { type LimitParts, limitParts } from "./container/limit-parts.ts";
import { createUseCases, type UseCases } from "./container/use-cases.ts";
import { createWorkers, type Workers } from "./container/workers.ts";
import { type OpenDatabase, openDatabase } from "./database/open-database.ts";
import { processName } from "./database/process-name.ts";
import { setupCodeFrom } from "./features/accounts/setup-code.ts";
import { userRepository } from "./features/accounts/user-repository.ts";
import { linkRepository } from "./features/links/repository/links.ts";
import { createRateBook, type RateBook } from "./features/rates/rate-book.ts";
import { createRateRefresher, type RateRefresher } from "./features/rates/rate-refresher.ts";
import { parseFixedRate, setUpPrices } from "./features/rates/sources/index.ts";
import type { ServedNetwork } from "./features/server-info/handlers.ts";
import { createReadiness } from "./features/server-info/readiness.ts";
import { createIndexHighWater } from "./features/wallets/index-high-water-files.ts";
import { createWebhookTransport } from "./features/webhooks/transport/transport.ts";
import { webhookReach } from "./features/webhooks/webhook-transport.ts";
import { createAccessTokens } from "./http/auth/access-tokens.ts";
import { closeServer } from "./http/close-server.ts";
import type { Assets } from "./http/deps.ts";
import { createHttpServer } from "./http/http-server.ts";
import type { LimitSettings } from "./http/limits/settings.ts";
import { createMailer } from "./mail/smtp-mailer.ts";
import type { Clock } from "./runtime/clock.ts";
import type { FaultPoints } from "./runtime/fault-points.ts";
import { createArgon2Hasher } from "./security/argon2-hasher.ts";
import { createKeyedDigests } from "./security/keyed-digests.ts";
import { type MasterKey, readMasterKey } from "./security/master-key.ts";
import { createReceiptKey } from "./security/receipt-key.ts";
import { createSecretBox } from "./security/secret-box.ts";
import { storedKey } from "./security/stored-key.ts";

/** What tests put in place of the real thing. */
export interface ComposeParts {
  hostNow?: () => number;
  /** Goes with `hostNow`: without it a moved `hostNow` is time that passed, with it a clock that was set. */
  steadyNow?: () => number;
  poolSize?: number;
  clock?: Clock;
  faults?: FaultPoints;
  log?: Logger;
  assets?: Assets;
  /** A running simulated node to follow instead of starting one. */
  sim?: SimNode;
  /** Chains to follow instead of those of the configured nodes. */
  sources?: readonly ChainSource[];
  /** Instead of those of the configuration. */
  limits?: Partial<LimitSettings>;
  streamsPerIp?: number;
}

export interface Gateway {
  /** Where it listens, once started. */
  readonly url: string;
  readonly useCases: UseCases;
  readonly workers: Workers;
  readonly rates: RateRefresher;
  readonly sim: SimNode | null;
  readonly sources: readonly ChainSource[];
  /** What makes the first account from another machine; null when there is one, or when nobody may register. */
  setupCode(): Promise<string | null>;
  /** Listens and lets the workers of the role run. */
  start(): Promise<void>;
  /** Listens only: tests step the workers. */
  listen(): Promise<void>;
  stop(): Promise<void>;
}

/** Stopping may take ten seconds in all; this is the share of mails. */
const DRAIN_MS = 3_000;
const NO_FAULTS: FaultPoints = { reach: () => {} };
const NO_ASSETS: Assets = { dashboard: null, widget: null, guides: null, collections: null };
export const VERSION = "0.1.0";

export async function compose(config: Config, parts: ComposeParts = {}): Promise<Gateway> {
  const log =
    parts.log ??
    pino({ level: config.logLevel, redact: ["req.headers.authorization", "req.headers.cookie"] });
  const holder = processName(randomBytes(4).toString("hex"));
  const dataDir = resolve(config.dataDir);
  const onError = (error: unknown): void => log.error({ err: error }, "background fault");
  const store = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir,
    holder,
    hostNow: parts.hostNow ?? Date.now,
    steadyNow: parts.steadyNow ?? parts.hostNow ?? (() => performance.now()),
    poolSize: parts.poolSize ?? config.dbPool,
    faults: parts.faults ?? NO_FAULTS,
    log: (message) => log.info(message),
    warn: (message) => log.warn(message),
    onError,
  });
  try {
    const master = readMasterKey(
      config.masterKey ?? (await storedKey(dataDir, "master-key", async () => !(await store.holdsSecrets()))),
    );
    const sim = parts.sim ?? (config.sim ? await startSimulator(config, dataDir) : null);
    const sources = parts.sources ?? chainSources(config, sim, log);
    const demoKey = sim === null ? null : await newDemoKey();
    const gateway = assemble({ config, parts, log, holder, store, master, sim, sources, demoKey, onError });
    if (sim !== null) await gateway.useCases.seedDemoStore(newDemoKey);
    return gateway;
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Built {
  config: Config;
  parts: ComposeParts;
  log: Logger;
  holder: string;
  store: OpenDatabase;
  master: MasterKey;
  sim: SimNode | null;
  sources: readonly ChainSource[];
  /** What "use a demo wallet" fills in; null without the embedded simulator. */
  demoKey: string | null;
  onError(error: unknown): void;
}

function assemble(built: Built): Gateway {
  const { config, parts, log, holder, store, master, sources, onError } = built;
  const tip = lateTip();
  const prices = setUpPrices({
    networks: sources.map((source) => source.network),
    marketNames: config.priceSources ?? undefined,
    fixedRates: config.fixedRate === null ? undefined : parseFixedRate(config.fixedRate),
  });
  const rates = createRateBook(prices.networks);
  const clock = parts.clock ?? store.clock;
  const transport = createWebhookTransport({ allowHttp: config.webhookAllowPrivate });
  const bounds = limitParts(config, parts.limits, linkRepository(store.unitOfWork.db), clock);
  const useCases = createUseCases({
    unitOfWork: store.unitOfWork,
    clock,
    random: { bytes: (length) => randomBytes(length) },
    faults: parts.faults ?? NO_FAULTS,
    bus: store.bus,
    tip,
    rates,
    secrets: createSecretBox(master),
    digests: createKeyedDigests(master),
    receiptKey: createReceiptKey(master),
    passwords: createArgon2Hasher(),
    accessTokens: createAccessTokens(master.subkey("access-token"), config.publicUrl, clock),
    mailer: createMailer({ smtpUrl: config.smtpUrl ?? undefined, from: config.mailFrom ?? undefined, log }),
    transport,
    version: VERSION,
    simulator: simulatorPort(built.sim),
    publicUrl: config.publicUrl,
    holder,
    ...bounds.ports,
    demoWalletUrl: (network) => (network === "simnet" ? (built.sim?.walletUrl ?? null) : null),
    allowPrivate: (network) => webhookReach(config, network),
    onMailError: (error) => log.warn({ err: error }, "mail not sent"),
    onBackgroundError: onError,
    onWideGap: ({ network, gap, storeIds }) =>
      log.warn({ alert: "address_gap", network, gap, storeIds }, "wallets may not see the newest money"),
    indexHighWater: createIndexHighWater(resolve(config.dataDir)),
    onRequestsDropped: (total, error) =>
      log.warn({ total, err: error }, "calls are missing in the request log"),
    onSimulationError: (error) => log.warn({ err: error }, "a simulated payment scenario did not finish"),
  });
  const workers = createWorkers({ role: config.role, sources, store, useCases, holder, log, onError });
  tip.become(workers.tip);
  const refresher = createRateRefresher({
    sources: prices.sources,
    book: rates,
    currencies: Object.keys(CURRENCIES),
    clock,
    onSource: ({ source, ok, error }) =>
      ok
        ? log.info({ source }, "price source is back")
        : log.warn({ source, err: error }, "price source fails"),
  });
  return gatewayOf({
    ...built,
    ...bounds,
    useCases,
    workers,
    rates,
    refresher,
    clock,
    closeTransport: () => transport.close(),
  });
}

interface Assembled extends Built, LimitParts {
  useCases: UseCases;
  workers: Workers;
  rates: RateBook;
  refresher: RateRefresher;
  clock: Clock;
  closeTransport(): Promise<void>;
}

function gatewayOf(built: Assembled): Gateway {
  const { config, useCases, workers, refresher, sources, store } = built;
  const hasHttp = config.role === "all" || config.role === "api";
  let stopping = false;
  const http = httpOf(built, () => stopping);
  const server: HttpServer = createHttpServer(http.app);
  let url = config.publicUrl;
  const gateway: Gateway = {
    get url() {
      return url;
    },
    useCases,
    workers,
    rates: refresher,
    sim: built.sim,
    sources,
    async setupCode() {
      const asked = config.registration !== "closed" && !(await userRepository(useCases.unitOfWork.db).any());
      return asked ? setupCodeFrom(built.master.subkey("set-up-code")) : null;
    },
    async listen() {
      if (!hasHttp) return;
      await new Promise<void>((done, fail) => {
        server.once("error", fail);
        server.listen(config.port, config.host, () => done());
      });
      const { address, port } = server.address() as AddressInfo;
      url = `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
    },
    async start() {
      refresher.start();
      workers.start();
      if (hasHttp) useCases.requestLog.start();
      await gateway.listen();
    },
    async stop() {
      stopping = true;
      await workers.stop();
      await Promise.all([closeServer(server, () => http.close()), refresher.stop()]);
      await useCases.requestLog.stop();
      await drainBackground(built);
      await useCases.faults.reach("shutdown.after-drain");
      await built.closeTransport();
      await Promise.all(sources.map((source) => source.close()));
      if (built.parts.sim === undefined) await built.sim?.close();
      await store.close();
    },
  };
  return gateway;
}

/** Mails that were begun are sent before the database goes; a mail server that hangs does not hold the process. */
async function drainBackground({ useCases, log }: Assembled): Promise<void> {
  const limit = new AbortController();
  const late = delay(DRAIN_MS, "late", { signal: limit.signal }).catch(() => "done");
  const ended = await Promise.race([useCases.background.idle(), late]);
  limit.abort();
  if (ended === "late") log.warn("the mail server is too slow: mails that were begun are lost");
}

function httpOf(built: Assembled, stopping: () => boolean) {
  const { config, parts, useCases, workers, sources, store } = built;
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  const served: ServedNetwork[] = sources.map((source) => ({
    network: source.network,
    health: () => source.health(),
    dag: () => source.dag(),
    ...workers.progress(source.network),
  }));
  return createHttp({
    useCases,
    settings: {
      publicUrl: config.publicUrl,
      version: VERSION,
      trustProxy: config.trustProxy,
      metricsToken: config.metricsToken,
      ...(parts.streamsPerIp !== undefined && { streamsPerIp: parts.streamsPerIp }),
    },
    limits: built.limits,
    limitSettings: built.limitSettings,
    registration: config.registration,
    setupCode: setupCodeFrom(built.master.subkey("set-up-code")),
    plainHttp: config.plainHttp,
    served,
    nodes: sources,
    demoWalletUrl: built.sim?.walletUrl ?? null,
    demoWallet: () => built.demoKey,
    renderKey: built.master.subkey("render-proof"),
    health: {
      live() {
        const ok = lag.max < 1e9;
        lag.reset();
        return ok;
      },
      ready: createReadiness({
        clock: built.clock,
        networks: workers.followed,
        rates: built.rates,
        checkDatabase: () => store.check(),
        stopping,
      }),
    },
    assets: parts.assets ?? NO_ASSETS,
    log: built.log,
  });
}
