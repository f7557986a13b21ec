// `npm run fuzz [-- --requests N --seed TEXT]`: requests made from the OpenAPI document against a gateway that is
// started here, with an embedded database and the simulated node. Prints each fault with its curl line.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { newDemoAccountKey } from "@kaspa-pay/kaspa-sim";
import { compose } from "@kaspa-pay/server/compose";
import { loadConfig } from "@kaspa-pay/server/config";
import { runFuzz } from "../apps/server/test/fuzz/run-fuzz.ts";
import { NO_LIMITS } from "../apps/server/test/support/no-limits.ts";

const MIB = 1024 * 1024;
const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: randomBytes(4).toString("hex") },
  },
});

const dataDir = await mkdtemp(join(tmpdir(), "kaspa-pay-fuzz-"));
const config = loadConfig({
  PORT: "0",
  KP_DATA_DIR: dataDir,
  KP_PUBLIC_URL: "http://localhost:3000",
  KP_REGISTRATION: "open",
  KP_SIM_PORT: "0",
  KP_SIM_CONTROL_PORT: "0",
  KP_LOG_LEVEL: "fatal",
});
const gateway = await compose(config, { limits: NO_LIMITS });
await gateway.start();

let merchants = 0;
async function signUp(): Promise<{ token: string; key: string }> {
  const answer = await fetch(`${gateway.url}/api/v1/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      email: `fuzz-merchant-${++merchants}@example.com`,
      password: "seven brown herrings",
      name: "Shop",
      network: "simnet",
      xpub: await newDemoAccountKey(),
    }),
  });
  if (answer.status !== 201) throw new Error(`sign-up answered ${answer.status}: ${await answer.text()}`);
  const { token, apiKey } = (await answer.json()) as { token: string; apiKey: string };
  return { token, key: apiKey };
}

const rss = (): number => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / MIB);
};

console.log(`seed ${values.seed}, ${values.requests} requests against ${gateway.url}`);
// What is loaded and compiled once is no leak: memory is compared after a first run.
await runFuzz({ base: gateway.url, seed: "warm", requests: 500, signUp, breathe: async () => {} });
const before = rss();
const started = performance.now();
const report = await runFuzz({
  base: gateway.url,
  seed: values.seed,
  requests: Number(values.requests),
  signUp,
  breathe: async () => {},
});
const seconds = Math.round((performance.now() - started) / 1000);
for (const { act, fault, curl } of report.faults) console.log(`\n${act}: ${fault}\n${curl}`);
console.log(`\nstatuses ${JSON.stringify(report.byStatus)}`);
console.log(`acts that never succeeded: ${report.neverOk.join(", ") || "none"}`);
console.log(
  `${report.requests} requests in ${seconds} s, seed ${report.seed}; memory ${before} MiB before, ${rss()} MiB after`,
);
console.log(`${report.faults.length} faults`);
await gateway.stop();
await rm(dataDir, { recursive: true, force: true });
process.exitCode = report.faults.length === 0 ? 0 : 1;
