import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { answerOf } from "../gateway/gateway.ts";

const FILE = fileURLToPath(new URL("./reads.mjs", import.meta.url));

/** Reads an address, one read after another with a pause, while `over` is pending; their latencies in ms. */
export async function readsUntil(over: Promise<unknown>, url: string, everyMs: number): Promise<number[]> {
  const child = fork(FILE, [], {
    env: { ...process.env, NODE_OPTIONS: "", READ_URL: url, READ_EVERY_MS: String(everyMs) },
    execArgv: [],
  });
  await answerOf(child);
  await over;
  const message = once(child, "message");
  child.send({ stop: true });
  const [{ samples }] = (await message) as [{ samples: number[] }];
  const exited = once(child, "exit");
  child.disconnect();
  await exited;
  return samples;
}
