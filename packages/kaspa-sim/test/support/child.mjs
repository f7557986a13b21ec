// A simulated node in a process of its own, for tests that kill it. Arguments: the options as JSON.
import { startSimNode } from "@kaspa-pay/kaspa-sim";

const sim = await startSimNode(JSON.parse(process.argv[2]));
process.on("disconnect", () => process.exit());
process.send({ rpcUrl: sim.rpcUrl, controlUrl: sim.controlUrl, token: sim.token });
