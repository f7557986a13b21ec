import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { clusterFolder, type DataFolder } from "./data-folder.ts";
import { isLiving } from "./living.ts";
import { ADMIN, isRefusedLogin, ROLE, type Secrets, serverUrl } from "./roles.ts";

const CONNECT_TIMEOUT_MS = 5_000;
const STARTING_UP = "57P03";
const PORT_LINE = 3;

/** `starting`: a server is there and recovering or shutting down; ask again. */
export type Answer = "ours" | "starting" | "absent";

/** The port that a running (or killed) server noted in its own lock file. */
export async function notedPort(dataFolder: DataFolder): Promise<number | undefined> {
  const lock = await readFile(join(clusterFolder(dataFolder), "postmaster.pid"), "utf8").catch(() => "");
  const port = Number(lock.split("\n")[PORT_LINE]);
  return port > 0 ? port : undefined;
}

/** Asks the server on that port whether it serves our data directory; any other server counts as absent. */
export async function askServer(dataFolder: DataFolder, port: number, secrets: Secrets): Promise<Answer> {
  const answer = await askAs(dataFolder, serverUrl(port, ADMIN, secrets.admin));
  // A folder of an older version: its gateway's role is the superuser until the first start of this one.
  return answer ?? (await askAs(dataFolder, serverUrl(port, ROLE, secrets.gateway))) ?? "absent";
}

/** Null = the login was refused. Only a superuser may see the data directory. */
async function askAs(dataFolder: DataFolder, connectionString: string): Promise<Answer | null> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    const served = await realpath(rows[0]?.data_directory ?? "").catch(() => undefined);
    return served === (await realpath(clusterFolder(dataFolder))) ? "ours" : "absent";
  } catch (error) {
    if (isRefusedLogin(error)) return null;
    return (error as { code?: string }).code === STARTING_UP ? "starting" : "absent";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The server of this folder runs; one that ended cleanly leaves no lock file, a killed one a dead number in it. */
export async function isRunning(dataFolder: DataFolder): Promise<boolean> {
  const lock = await readFile(join(clusterFolder(dataFolder), "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number(lock.split("\n")[0]);
  return pid > 0 && isLiving(pid);
}
