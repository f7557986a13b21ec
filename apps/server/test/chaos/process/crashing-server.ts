// The real server, which on request kills itself (SIGKILL) or pauses (SIGSTOP) at a fault point.
// `node … crashing-server.ts [point [nth]]` arms it at the start; a message arms it later.
import { pino } from "pino";
import { loadConfig } from "../../../src/config.ts";
import { compose } from "../../../src/container.ts";
import type { FaultPoint, FaultPoints } from "../../../src/runtime/fault-points.ts";

interface Doom {
  readonly point: FaultPoint;
  /** When it comes to the point for the nth time from now. */
  readonly nth: number;
  readonly signal: "SIGKILL" | "SIGSTOP";
}

const [point, nth = "1"] = process.argv.slice(2);
let doom: Doom | null =
  point === undefined ? null : { point: point as FaultPoint, nth: Number(nth), signal: "SIGKILL" };

const faults: FaultPoints = {
  async reach(reached) {
    if (doom === null || doom.point !== reached) return;
    const { signal } = doom;
    doom = doom.nth > 1 ? { ...doom, nth: doom.nth - 1 } : null;
    if (doom !== null) return;
    process.kill(process.pid, signal);
    // A killed process may run on for an instant; a stopped one goes on from here when it is continued.
    if (signal === "SIGKILL") await new Promise(() => undefined);
  },
};

process.on("message", (message) => {
  doom = message as Doom;
  process.send?.("armed");
});

const config = loadConfig();
/** One machine is the whole cluster here: what is limited for each address is not limited. */
const MANY = 1_000_000;
const limits = { readsPerMinute: MANY, writesPerMinute: MANY, createPerMinute: MANY, createBurst: MANY };
const composed = compose(config, { log: pino({ level: config.logLevel }), faults, limits });
process.on("SIGTERM", async () => {
  await (await composed).stop();
  process.exit(0);
});
await (await composed).start();
