import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { answerOf } from "../gateway/gateway.ts";

/** Starts P0 in a process of its own. */
export async function startBareExpress(databaseUrl: string): Promise<{ url: string; stop(): Promise<void> }> {
  const file = fileURLToPath(new URL("./bare-express.mjs", import.meta.url));
  const child = fork(file, [], {
    env: { ...process.env, NODE_OPTIONS: "", DATABASE_URL: databaseUrl },
    execArgv: [],
  });
  const { url } = await answerOf(child);
  return {
    url,
    stop: async () => {
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}
