import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { answerOf } from "../gateway/gateway.ts";

/** What P1 found between a block and the chain's end. */
export interface ChainReading {
  readonly ms: number;
  readonly blocks: number;
  readonly bytes: number;
}

/** P1, in a process of its own. */
export interface BareReader {
  read(fromHash: string): Promise<ChainReading>;
  stop(): Promise<void>;
}

export async function startBareReader(rpcUrl: string): Promise<BareReader> {
  const file = fileURLToPath(new URL("./bare-reader.mjs", import.meta.url));
  const child = fork(file, [], {
    env: { ...process.env, NODE_OPTIONS: "", NODE_RPC_URL: rpcUrl },
    execArgv: [],
  });
  await answerOf(child);
  return {
    read: async (from) => {
      child.send({ from });
      const [reading] = await once(child, "message");
      return reading as ChainReading;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}
