// npm run bench [-- <name> …]: the workloads of docs/spec/performance.md#workloads, each with its
// baselines in the same run.

import { type Outcome, report } from "./report.ts";
import { catchUp } from "./workloads/catch-up.ts";
import { chainThroughput } from "./workloads/chain-throughput.ts";
import { coldStart } from "./workloads/cold-start.ts";
import { createPayment } from "./workloads/create-payment.ts";
import { knownAddresses } from "./workloads/known-addresses.ts";
import { restart } from "./workloads/restart.ts";
import { webhooks } from "./workloads/webhooks.ts";

const WORKLOADS: Readonly<Record<string, () => Promise<Outcome>>> = {
  w1: createPayment,
  w3: webhooks,
  w5: chainThroughput,
  w6: knownAddresses,
  w7: catchUp,
  w8: restart,
  w10: coldStart,
};

const asked = process.argv.slice(2).map((name) => name.toLowerCase());
const unknown = asked.filter((name) => !(name in WORKLOADS));
if (unknown.length > 0) {
  console.error(`No such workload: ${unknown.join(", ")}. There are: ${Object.keys(WORKLOADS).join(", ")}`);
  process.exit(1);
}

for (const [name, run] of Object.entries(WORKLOADS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.error(`${name} …`);
  const since = performance.now();
  const outcome = await run();
  await report(name, outcome, (performance.now() - since) / 1000);
}
