// Supervisor: a database server that ends while its gateway runs is started again on the same port, so that pools
// reconnect by themselves.
import type { DataFolder } from "./data-folder.ts";
import { isRunning } from "./probe.ts";
import { isOwner } from "./record.ts";
import type { Secrets } from "./roles.ts";
import { launchServer } from "./server-process.ts";

const LOOK_EVERY_MS = 500;

export interface KeptUp {
  /** No restart begins after this, and none is under way. */
  stop(): Promise<void>;
}

/** Checks twice a second; acts only while this process owns the data folder. */
export function keepUp(
  dataFolder: DataFolder,
  bin: string,
  server: { port: number; secrets: Secrets },
  log: (message: string) => void,
): KeptUp {
  let stopped = false;
  let looking = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    if (stopped || (await isRunning(dataFolder)) || !(await isOwner(dataFolder)) || stopped) return;
    log("embedded PostgreSQL is gone: starting it again");
    const launch = await launchServer(dataFolder, bin, server.secrets, server.port);
    log("port" in launch ? "embedded PostgreSQL is back" : `not yet back: ${launch.passing}`);
  };
  const again = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      looking = look()
        .catch((error: unknown) => log(`embedded PostgreSQL cannot start: ${String(error)}`))
        .then(again);
    }, LOOK_EVERY_MS);
    timer.unref();
  };
  again();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
