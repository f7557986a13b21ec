// A PostgreSQL of the harness's own that several servers share, and kill -9 for it and for embedded ones.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../src/database/embedded-postgres/index.ts";
import type { HasDatabase } from "./ledger.ts";
import { eventually } from "./seeded.ts";

export interface ChaosDatabase extends HasDatabase {
  /** kill -9 of all its processes, or the immediate stop; it comes back by itself. */
  kill(how: "SIGKILL" | "SIGQUIT"): void;
  close(): Promise<void>;
}

/** Started again on the same port whenever it dies. @param parent folder under which its data lie */
export async function startDatabase(parent = tmpdir()): Promise<ChaosDatabase> {
  const dataDir = mkdtempSync(join(parent, "kaspa-pay-chaos-db-"));
  // As root the database runs as a user of its own, who must be able to enter.
  chmodSync(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  return {
    databaseUrl: () => postgres.url,
    kill(how) {
      if (how === "SIGKILL") killProcessesOf(dataDir);
      else stopAtOnce(postgres.dataDirectory);
    },
    async close() {
      await postgres.stop();
      await eventually(5_000, async () => (killProcessesOf(dataDir) === 0 ? true : null));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL's immediate shutdown: nothing is flushed, the next start recovers. */
function stopAtOnce(clusterDir: string): void {
  const [pid] = readFileSync(join(clusterDir, "postmaster.pid"), "utf8").split("\n");
  tryKill(Number(pid), "SIGQUIT");
}

/** kill -9 of each process whose command line names the folder; answers how many there were. */
export function killProcessesOf(folder: string): number {
  const found = readdirSync("/proc").filter(
    (name) => /^\d+$/.test(name) && Number(name) !== process.pid && belongsTo(name, folder),
  );
  for (const pid of found) tryKill(Number(pid), "SIGKILL");
  return found.length;
}

function tryKill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // The process ended between the look-up and the signal.
  }
}

function belongsTo(pid: string, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
  } catch {
    return false;
  }
}
