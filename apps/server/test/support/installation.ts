// What the processes of one installation share: a database, a simulated chain, a data folder and a master key.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimControls, type SimNode, type SimOptions, startSimNode } from "@kaspa-pay/kaspa-sim";
import pg from "pg";
import { pino } from "pino";
import { loadConfig } from "../../src/config.ts";
import { type ComposeParts, compose, type Gateway } from "../../src/container.ts";
import { type SharedClock, steppedClock } from "./clock.ts";
import { type Mailbox, openMailbox } from "./mailbox.ts";
import { NO_LIMITS } from "./no-limits.ts";
import { type PriceServices, startPriceServices } from "./price-services.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

export interface InstallationOptions {
  /**
   * `stepped`: server, database and chain share one clock that moves only by tests, so that the speed of
   * the machine decides nothing. Default: the machine's clock.
   */
  readonly clock?: "machine" | "stepped" | number;
  /** Of the simulated node. */
  readonly chain?: SimOptions;
  /** A running node instead of a new one. Whoever started it mines its first blocks and closes it. */
  readonly node?: SimNode;
  /** Real adapters ask local servers for prices, and the node reports testnet-10: simnet has fixed prices. */
  readonly market?: boolean;
  /** Instead of the real parts, in each process. */
  readonly parts?: ComposeParts | ((installation: Installation) => ComposeParts);
  /** Configuration of each process. */
  readonly env?: NodeJS.ProcessEnv;
  /** The gateway knows the node by its address only, as somebody else's. */
  readonly foreignNode?: boolean;
  /** A mail server takes the gateway's mails: `mailbox`. */
  readonly mail?: boolean;
  /** Keeps all that is logged, at the most verbose level, in `log`. */
  readonly keepLog?: boolean;
}

export interface Installation {
  readonly sim: SimNode;
  /** Controls of the simulated chain. It grows only by `chain.mine`. */
  readonly chain: SimControls;
  readonly clock: SharedClock;
  readonly database: TestDatabase;
  /** Lines of all processes; only with the option `keepLog`. */
  readonly log: readonly string[];
  readonly mailbox: Mailbox | null;
  /** Price services on local sockets; only with the option `market`. */
  readonly market: PriceServices | null;
  /** A process: first start, restart, or a second one beside others. It listens; its workers run only when called. */
  startProcess(parts?: ComposeParts, env?: NodeJS.ProcessEnv): Promise<Gateway>;
  /** Ends a process; nothing happens when it has ended already. */
  stopProcess(gateway: Gateway): Promise<void>;
  /** One SQL statement outside of the gateway. */
  sql<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Outputs of the faucet can be spent from here on. */
const MATURE_BLOCKS = 1_100;

export async function startInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const { clock: kind = "machine", chain = {} } = options;
  const clock = steppedClock(kind);
  // A block is at least 1 ms younger than the one before: the first blocks are older than the first test.
  let chainNow = () => clock.now() - MATURE_BLOCKS;
  const [database, sim, market, mailbox, dataDir] = await Promise.all([
    createTestDatabase(),
    options.node ??
      startSimNode({
        blocksPerSecond: 0,
        mergePerBlock: 1,
        ...(clock.isStepped && { now: () => chainNow() }),
        ...chain,
      }),
    options.market ? startPriceServices() : null,
    options.mail ? openMailbox() : null,
    mkdtemp(join(tmpdir(), "kaspa-pay-installation-")),
  ]);
  if (options.node === undefined) sim.controls.mine(MATURE_BLOCKS);
  chainNow = clock.now;
  if (market !== null) {
    sim.controls.wrongNetwork({ networkId: "testnet-10" });
    sim.controls.version({ text: "2.0.1" });
  }
  const environment = {
    PORT: "0",
    DATABASE_URL: database.url,
    KP_MASTER_KEY: randomBytes(32).toString("base64"),
    KP_DATA_DIR: dataDir,
    KP_PUBLIC_URL: "http://localhost:23499",
    KP_REGISTRATION: "open",
    ...(market !== null && {
      KP_SIM: "off",
      KASPA_NODES_TESTNET10: sim.rpcUrl,
      KP_PRICE_SOURCES: market.sources,
    }),
    ...(options.foreignNode && { KASPA_NODES_SIMNET: sim.rpcUrl }),
    ...(mailbox !== null && { SMTP_URL: mailbox.url }),
    ...options.env,
  };
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const running = new Set<Gateway>();
  const log: string[] = [];
  const logger = options.keepLog
    ? pino({ level: "trace" }, { write: (line: string) => void log.push(line) })
    : pino({ level: "silent" });
  const installation: Installation = {
    sim,
    chain: sim.controls,
    clock,
    database,
    log,
    mailbox,
    market,
    async startProcess(parts, env = {}) {
      const own = typeof options.parts === "function" ? options.parts(installation) : options.parts;
      const gateway = await compose(loadConfig({ ...environment, ...env }), {
        log: logger,
        limits: NO_LIMITS,
        ...(market === null && !options.foreignNode && { sim }),
        ...(clock.isStepped && { clock, hostNow: clock.now }),
        ...(parts ?? own),
      });
      running.add(gateway);
      if (market === null) await gateway.rates.tick();
      await connected(gateway);
      await gateway.listen();
      return gateway;
    },
    async stopProcess(gateway) {
      if (running.delete(gateway)) await gateway.stop();
    },
    sql: async (text, values = []) => (await pool.query(text, values)).rows,
    async close() {
      await pool.end();
      for (const gateway of [...running]) await installation.stopProcess(gateway);
      if (options.node === undefined) await sim.close();
      await market?.close();
      mailbox?.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return installation;
}

/** Resolves when the gateway has a node of each network. */
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
