import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimNode, type SimOptions, startSimNode } from "@kaspa-pay/kaspa-sim";
import { startEmbeddedPostgres } from "@kaspa-pay/server/embedded-postgres";
import pg from "pg";
import { freePort, type GatewayOptions } from "./gateway.ts";

/** Database, chain and folder that one bench uses, gone when it ends. */
export interface House {
  readonly database: pg.Pool;
  readonly databaseUrl: string;
  readonly sim: SimNode;
  readonly gateway: GatewayOptions;
  close(): Promise<void>;
}

const DURABLE = ["fsync", "synchronous_commit", "full_page_writes"];

export async function openHouse(sim: SimOptions = {}): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), "kaspa-pay-bench-"));
  const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  const database = new pg.Pool({ connectionString: server.url, max: 4 });
  database.on("error", () => undefined);
  for (const setting of DURABLE) {
    const { rows } = await database.query(`SHOW ${setting}`);
    if (Object.values(rows[0] ?? {})[0] !== "on") throw new Error(`${setting} is off: figures would be lies`);
  }
  const node = await startSimNode(sim);
  return {
    database,
    databaseUrl: server.url,
    sim: node,
    gateway: {
      databaseUrl: server.url,
      dataDir: folder,
      rpcUrl: node.rpcUrl,
      port: await freePort(),
    },
    close: async () => {
      await node.close();
      await database.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
