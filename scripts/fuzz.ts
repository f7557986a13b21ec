// `npm run fuzz [-- --requests N --seed TEXT]`: requests made from the OpenAPI document against a gateway that is
// started here, with an embedded database and the simulated node. Prints each fault with its curl line, and how often
// each operation answered what.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSimNode } from "@kaspa-pay/kaspa-sim";
import { loadConfig } from "@kaspa-pay/server/config";
import { compose } from "@kaspa-pay/server/container";
import { driverOf, FUZZ_LIMITS, movedClock } from "../apps/server/test/fuzz/driver.ts";
import { type HeapSample, heapAfter, heapFault } from "../apps/server/test/fuzz/heap.ts";
import { operations } from "../apps/server/test/fuzz/plan.ts";
import { neverOk, tableOf } from "../apps/server/test/fuzz/report.ts";
import { runFuzz } from "../apps/server/test/fuzz/run-fuzz.ts";
import { openMailbox } from "../apps/server/test/support/mailbox.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: randomBytes(4).toString("hex") },
  },
});

const dataDir = await mkdtemp(join(tmpdir(), "kaspa-pay-fuzz-"));
const [sim, mailbox, clock] = [await startSimNode(), await openMailbox(), movedClock()];
const config = loadConfig({
  PORT: "0",
  KP_DATA_DIR: dataDir,
  KP_PUBLIC_URL: "http://localhost:3000",
  KP_REGISTRATION: "open",
  KP_LOG_LEVEL: "fatal",
  SMTP_URL: mailbox.url,
});
const gateway = await compose(config, { sim, limits: FUZZ_LIMITS, clock, hostNow: clock.now });
await gateway.start();
const driver = driverOf(gateway, sim, mailbox, clock);

console.log(`seed ${values.seed}, ${values.requests} requests against ${gateway.url}`);
const started = performance.now();
const heaps: HeapSample[] = [];
const report = await runFuzz({
  driver,
  seed: values.seed,
  requests: Number(values.requests),
  onMerchant: (sent) => void heaps.push(heapAfter(sent)),
});
const seconds = Math.round((performance.now() - started) / 1000);
console.log(`\n${tableOf(report, operations)}`);
for (const { operation: act, fault, curl } of report.faults) console.log(`\n${act}: ${fault}\n${curl}`);
const grown = heapFault(heaps);
console.log(`\noperations without a 2xx answer: ${neverOk(report, operations).join(", ") || "none"}`);
console.log(
  `${report.requests} requests in ${seconds} s, seed ${report.seed}; heap in MiB ${heaps.map(({ mib }) => mib).join(" ")}`,
);
if (grown !== null) console.log(grown);
const faults = report.faults.length + (grown === null ? 0 : 1);
console.log(`${faults} faults`);
await gateway.stop();
await sim.close();
mailbox.close();
await rm(dataDir, { recursive: true, force: true });
process.exitCode = faults === 0 ? 0 : 1;
