import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { ROLE } from "./cluster.ts";
import { clusterFolder, type Place } from "./place.ts";
import { isLiving } from "./record.ts";

const CONNECT_TIMEOUT_MS = 5_000;
const STARTING_UP = "57P03";
const PORT_LINE = 3;

/** `starting`: a server is there and recovering or shutting down; ask again. */
export type Answer = "ours" | "starting" | "absent";

export function serverUrl(port: number, password: string, database: string): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

/** The port that a running (or killed) server noted in its own lock file. */
export async function notedPort(place: Place): Promise<number | undefined> {
  const lock = await readFile(join(clusterFolder(place), "postmaster.pid"), "utf8").catch(() => "");
  const port = Number(lock.split("\n")[PORT_LINE]);
  return port > 0 ? port : undefined;
}

/** Asks whoever listens on that port whether it serves our data directory; a stranger counts as absent. */
export async function askServer(place: Place, port: number, password: string): Promise<Answer> {
  const client = new pg.Client({
    connectionString: serverUrl(port, password, "postgres"),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    const served = await realpath(rows[0]?.data_directory ?? "").catch(() => undefined);
    return served === (await realpath(clusterFolder(place))) ? "ours" : "absent";
  } catch (error) {
    return (error as { code?: string }).code === STARTING_UP ? "starting" : "absent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The server of this folder runs; one that ended cleanly leaves no lock file, a killed one a dead number in it. */
export async function isRunning(place: Place): Promise<boolean> {
  const lock = await readFile(join(clusterFolder(place), "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(lock.split("\n")[0]);
  return pid > 0 && isLiving(pid);
}

/** Makes the gateway's database unless it is there; a rival may make it between question and command. */
export async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl(port, password, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [ROLE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${ROLE}`);
  } catch (error) {
    if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
}
