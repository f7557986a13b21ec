import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/database/embedded-postgres/index.ts";
import { migrateToLatest } from "../../src/database/migrate.ts";

const FOLDER_PREFIX = "kaspa-pay-test-";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the run's server, and the name of its migrated template database. */
    testServer: { url: string; adminUrl: string; template: string };
  }
}

/** One PostgreSQL a run (`DATABASE_URL`, else an embedded one in a temporary folder) with one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `kaspa_pay_template_${randomBytes(6).toString("hex")}`;
  const server = await startServer();
  await execute(server.adminUrl, `CREATE DATABASE ${template} OWNER ${new URL(server.url).username}`);
  await migrateToLatest(databaseUrl(server.url, template));
  project.provide("testServer", { url: server.url, adminUrl: server.adminUrl, template });
  return async () => {
    await execute(server.adminUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await server.close();
  };
}

async function startServer(): Promise<{ url: string; adminUrl: string; close: () => Promise<void> }> {
  const external = process.env.DATABASE_URL;
  if (external) return { url: external, adminUrl: external, close: async () => undefined };
  await sweepDeadRuns();
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  await chmod(folder, 0o755);
  const server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  // Speed only: an acknowledged row survives the end of any process, and no test cuts the power.
  await execute(server.adminUrl, "ALTER ROLE ALL SET synchronous_commit = off");
  return {
    url: server.url,
    adminUrl: server.adminUrl,
    close: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A killed run leaves its server behind; the next run stops it and removes its folder. */
async function sweepDeadRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${FOLDER_PREFIX}(\\d+)-`).exec(name)?.[1] ?? 0);
    if (pid === 0 || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    const lock = await readFile(join(folder, "postgres-18", "postmaster.pid"), "utf8").catch(() => "");
    const server = Number(lock.split("\n")[0]);
    if (server > 0 && isAlive(server)) process.kill(server, "SIGQUIT");
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
