import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimNode, type SimOptions, startSimNode } from "@kaspa-pay/kaspa-sim";
import { startEmbeddedPostgres } from "@kaspa-pay/server/embedded-postgres";
import pg from "pg";
import {
  startWebhookReceiver,
  type WebhookReceiver,
} from "../../apps/server/test/support/webhook-receiver.ts";
import { startBareExpress } from "../baselines/bare-express.ts";
import { type BareReader, startBareReader } from "../baselines/bare-reader.ts";
import { freePort, type RunningGateway, startGateway } from "./gateway.ts";

/** Database and chain of one bench, and what it starts around them. */
export interface Setup {
  readonly database: pg.Pool;
  readonly databaseUrl: string;
  readonly sim: SimNode;
  /** A gateway on this database and chain; a second call after its end is a restart. */
  startGateway(): Promise<RunningGateway>;
  /** P0 on the same database server; its address. */
  startBareExpress(): Promise<string>;
  /** P1 on the same node. */
  startBareReader(): Promise<BareReader>;
  startReceiver(): Promise<WebhookReceiver>;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const DURABLE = ["fsync", "synchronous_commit", "full_page_writes"];

/** Runs a bench with its own database and chain; whatever happens, nothing is left over. */
export async function withSetup<T>(sim: SimOptions, bench: (setup: Setup) => Promise<T>): Promise<T> {
  const ends: (() => Promise<unknown>)[] = [];
  const folder = await makeDataFolder();
  ends.push(() => rm(folder, { recursive: true, force: true }));
  const clear = async (): Promise<void> => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  const interrupted = (): void => void clear().finally(() => process.exit(130));
  for (const signal of SIGNALS) process.once(signal, interrupted);
  try {
    return await bench(await build(folder, sim, ends));
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupted);
    await clear();
  }
}

/** PostgreSQL, which never runs as root, must be able to enter it. */
export async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kaspa-pay-bench-"));
  await chmod(folder, 0o755);
  return folder;
}

async function build(folder: string, options: SimOptions, ends: (() => Promise<unknown>)[]): Promise<Setup> {
  const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  ends.push(() => server.stop());
  const database = new pg.Pool({ connectionString: server.url, max: 4 });
  database.on("error", () => undefined);
  ends.push(() => database.end());
  await assertDurable(database);
  const sim = await startSimNode(options);
  ends.push(() => sim.close());
  const port = await freePort();
  return {
    database,
    databaseUrl: server.url,
    sim,
    async startGateway() {
      const gateway = await startGateway({
        ...{ databaseUrl: server.url, dataDir: folder, rpcUrl: sim.rpcUrl, port },
      });
      ends.push(() => gateway.stop());
      return gateway;
    },
    async startBareExpress() {
      const bare = await startBareExpress(server.url);
      ends.push(() => bare.stop());
      return bare.url;
    },
    async startBareReader() {
      const reader = await startBareReader(sim.rpcUrl);
      ends.push(() => reader.stop());
      return reader;
    },
    async startReceiver() {
      const receiver = await startWebhookReceiver();
      ends.push(() => receiver.close());
      return receiver;
    },
  };
}

async function assertDurable(database: pg.Pool): Promise<void> {
  for (const setting of DURABLE) {
    const { rows } = await database.query(`SHOW ${setting}`);
    if (Object.values(rows[0] ?? {})[0] !== "on")
      throw new Error(`${setting} is off: its figures would be wrong`);
  }
}
