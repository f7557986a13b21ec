// W10: what `npm start` runs after an install, on an empty data folder and again on the same one: time to the first
// page, and memory when nothing happens.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startBareExpress } from "../baselines/bare-express.ts";
import { freePort } from "../gateway/gateway.ts";
import { makeDataFolder, type Setup, withSetup } from "../gateway/setup.ts";
import { median } from "../measure/figures.ts";
import { residentBytes, treeBytes } from "../measure/processes.ts";
import type { Outcome } from "../report.ts";

const ROUNDS = 3;
const LOOK_EVERY_MS = 20;
const GIVE_UP_MS = 120_000;
const IDLE_MS = 10_000;
const MIB = 2 ** 20;
const ROOT = resolve(import.meta.dirname, "../..");

interface Start {
  seconds: number;
  serverBytes: number;
  allBytes: number;
}

export const coldStart = (): Promise<Outcome> => withSetup({ blocksPerSecond: 0 }, measure);

async function measure({ databaseUrl }: Setup): Promise<Outcome> {
  const cold: Start[] = [];
  const warm: Start[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await makeDataFolder();
    try {
      cold.push(await startOnce(folder, IDLE_MS));
      warm.push(await startOnce(folder, 0));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    bare.push(await bareStart(databaseUrl));
  }
  return outcomeOf(cold, warm, bare);
}

async function startOnce(dataDir: string, idleMs: number): Promise<Start> {
  const [port, rpc, control] = [await freePort(), await freePort(), await freePort()];
  const env = {
    ...process.env,
    NODE_OPTIONS: "",
    PORT: String(port),
    KP_DATA_DIR: dataDir,
    KP_SIM_PORT: String(rpc),
    KP_SIM_CONTROL_PORT: String(control),
    KP_LOG_LEVEL: "error",
  };
  const since = performance.now();
  const child = spawn(process.execPath, ["scripts/start.mjs"], { cwd: ROOT, env, stdio: "ignore" });
  const exited = once(child, "exit");
  try {
    const seconds = (await firstPage(`http://127.0.0.1:${port}/demo`, since)) / 1000;
    await delay(idleMs);
    const pid = child.pid ?? 0;
    return { seconds, serverBytes: residentBytes(pid), allBytes: treeBytes(pid, await databasePid(dataDir)) };
  } finally {
    child.kill("SIGTERM");
    await exited;
  }
}

/** The database server is no child of the gateway: it outlives a killed one. */
async function databasePid(dataDir: string): Promise<number> {
  for (const name of await readdir(dataDir)) {
    const lock = await readFile(join(dataDir, name, "postmaster.pid"), "utf8").catch(() => "");
    if (lock !== "") return Number(lock.split("\n")[0]);
  }
  throw new Error(`No database server works in ${dataDir}`);
}

/** Milliseconds until the page answers 200. */
async function firstPage(url: string, since: number): Promise<number> {
  while (performance.now() - since < GIVE_UP_MS) {
    if (await answers(url)) return performance.now() - since;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(`${url} did not answer within ${GIVE_UP_MS / 1000} s`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

async function bareStart(databaseUrl: string): Promise<number> {
  const since = performance.now();
  const server = await startBareExpress(databaseUrl);
  const seconds = (performance.now() - since) / 1000;
  await server.stop();
  return seconds;
}

function outcomeOf(cold: readonly Start[], warm: readonly Start[], bare: readonly number[]): Outcome {
  const seconds = median(cold.map((start) => start.seconds));
  const server = median(cold.map((start) => start.serverBytes)) / MIB;
  const all = median(cold.map((start) => start.allBytes)) / MIB;
  const row = (what: string, value: number, unit: string) => ({ what, value, unit });
  const atMost = (what: string, value: number, unit: string, limit: number) =>
    ({ what, value, unit, limit, rule: "atMost" }) as const;
  return {
    rows: [
      row("first page, empty data folder", seconds, "s"),
      row("first page, second start", median(warm.map((start) => start.seconds)), "s"),
      row("P0 first answer, without its database", median(bare), "s"),
      row("server process when idle", server, "MiB"),
      row("everything when idle", all, "MiB"),
    ],
    goals: [
      atMost("first page, empty data folder", seconds, "s", 5),
      atMost("first page, second start", median(warm.map((start) => start.seconds)), "s", 5),
      atMost("server process when idle", server, "MiB", 150),
      atMost("everything when idle", all, "MiB", 300),
    ],
    notes: [
      `Medians of ${ROUNDS} rounds. The server process holds the simulated node too; everything = it and PostgreSQL, shared pages counted once.`,
      `Memory is read ${IDLE_MS / 1000} s after the first page. Times hold the looks of npm start for changed sources.`,
    ],
  };
}
