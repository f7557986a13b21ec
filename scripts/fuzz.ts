// `npm run fuzz [-- --requests N --seed TEXT]`: requests made from the OpenAPI document against a gateway that is
// started here, with an embedded database and the simulated node. Prints each fault with its curl line, and how often
// each operation answered what.
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { operations } from "../apps/server/test/contract/documented-operations.ts";
import { driverOf, FUZZ_LIMITS, movedClock } from "../apps/server/test/fuzz/driver.ts";
import { type HeapSample, heapAfter, heapFault } from "../apps/server/test/fuzz/heap.ts";
import { neverOk, tableOf } from "../apps/server/test/fuzz/report.ts";
import { runFuzz } from "../apps/server/test/fuzz/run-fuzz.ts";
import { openMailbox } from "../apps/server/test/support/mailbox.ts";
import { startScratchGateway } from "./scratch/gateway.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: randomBytes(4).toString("hex") },
  },
});

const [mailbox, clock] = [await openMailbox(), movedClock()];
const { gateway, sim, stop } = await startScratchGateway(
  { limits: FUZZ_LIMITS, clock, hostNow: clock.now },
  { SMTP_URL: mailbox.url },
);
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
await stop();
mailbox.close();
process.exitCode = faults === 0 ? 0 : 1;
