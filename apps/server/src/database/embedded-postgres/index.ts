import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { installBinaries } from "./binaries.ts";
import { ensureCluster } from "./cluster.ts";
import { chooseDataFolder, clusterFolder, type DataFolder } from "./data-folder.ts";
import { keepUp } from "./keep-up.ts";
import { askServer, notedPort } from "./probe.ts";
import { adminPassword, hasLivingOwner, isOwner, openRecord, takeOwnership } from "./record.ts";
import { ADMIN, ensureRoles, ROLE, type Secrets, serverUrl } from "./roles.ts";
import { launchServer, stopServer } from "./server-process.ts";

/** How long a lock file of a killed server may stand in the way: its process may be a zombie for a while. */
const CONFLICT_TIMEOUT_MS = 10_000;
const RETRY_MS = 100;

export type EmbeddedPostgres = {
  /** Connection string of the gateway's own database. */
  readonly url: string;
  /** The same server as its superuser: for tools that make and drop databases, never for the gateway. */
  readonly adminUrl: string;
  /** Absolute folder of the database files. */
  readonly dataDirectory: string;
  /** True when a running server was found and taken over instead of started. */
  readonly adopted: boolean;
  /** Fast shutdown, if this process owns the server; otherwise nothing. Call it after all pools have ended. */
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  readonly dataDir: string;
  readonly log: (message: string) => void;
};

/**
 * Brings up the PostgreSQL of this data folder: makes it the first time, adopts it when it outlived a killed
 * gateway, starts it otherwise. Any number of processes may call this at once; one server results.
 *
 * @throws Error with a text for the operator: unsupported platform, unreachable folder, a server that cannot start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataFolder = await chooseDataFolder(resolve(options.dataDir));
  const bin = await installBinaries(dataFolder);
  const secrets: Secrets = {
    gateway: (await openRecord(dataFolder)).password,
    admin: await adminPassword(dataFolder),
  };
  await ensureCluster(dataFolder, bin, secrets.admin);
  const { port, adopted } = await findOrLaunch(dataFolder, bin, secrets);
  if (!adopted || !hasLivingOwner(await openRecord(dataFolder))) await takeOwnership(dataFolder, port);
  await ensureRoles(port, secrets);
  const dataDirectory = clusterFolder(dataFolder);
  options.log(
    `embedded PostgreSQL ${adopted ? "adopted" : "started"} on 127.0.0.1:${port}, data in ${dataDirectory}`,
  );
  const kept = keepUp(dataFolder, bin, { port, secrets }, options.log);
  return {
    url: serverUrl(port, ROLE, secrets.gateway, ROLE),
    adminUrl: serverUrl(port, ADMIN, secrets.admin),
    dataDirectory,
    adopted,
    async stop() {
      await kept.stop();
      if (await isOwner(dataFolder)) await stopServer(dataFolder, bin);
    },
  };
}

async function findOrLaunch(
  dataFolder: DataFolder,
  bin: string,
  secrets: Secrets,
): Promise<{ port: number; adopted: boolean }> {
  for (let giveUpAt = Date.now() + CONFLICT_TIMEOUT_MS; ; await delay(RETRY_MS)) {
    const noted = await notedPort(dataFolder);
    const answer = noted === undefined ? "absent" : await askServer(dataFolder, noted, secrets);
    if (noted !== undefined && answer === "ours") return { port: noted, adopted: true };
    if (answer === "starting") {
      giveUpAt = Date.now() + CONFLICT_TIMEOUT_MS;
      continue;
    }
    const launch = await launchServer(dataFolder, bin, secrets);
    if ("port" in launch) return { port: launch.port, adopted: false };
    if (Date.now() > giveUpAt) {
      throw new Error(
        `PostgreSQL cannot start in ${clusterFolder(dataFolder)}: ${launch.passing} ` +
          "If this is a container whose first process does not reap its children, run it under an init (tini).",
      );
    }
  }
}
