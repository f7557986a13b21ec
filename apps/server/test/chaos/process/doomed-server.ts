// The real server with one thing more: at a named fault point it ends itself as kill -9 would, when it was told to.
// `node … doomed-server.ts [point [nth]]` arms it from the start; a message {point, nth} arms it while it runs.
import { pino } from "pino";
import { compose } from "../../../src/compose.ts";
import { loadConfig } from "../../../src/config.ts";
import type { FaultPoint, FaultPoints } from "../../../src/ports/fault-points.ts";

interface Doom {
  readonly point: FaultPoint;
  /** Dies when it comes to the point for the nth time from now. */
  readonly nth: number;
}

const [point, nth = "1"] = process.argv.slice(2);
let doom: Doom | null = point === undefined ? null : { point: point as FaultPoint, nth: Number(nth) };

const faults: FaultPoints = {
  async reach(reached) {
    if (doom === null || doom.point !== reached) return;
    doom = { ...doom, nth: doom.nth - 1 };
    if (doom.nth > 0) return;
    process.kill(process.pid, "SIGKILL");
    await new Promise(() => undefined);
  },
};

process.on("message", (message) => {
  doom = message as Doom;
  process.send?.("armed");
});

const config = loadConfig();
const composed = compose(config, { log: pino({ level: config.logLevel }), faults });
process.on("SIGTERM", async () => {
  await (await composed).stop();
  process.exit(0);
});
await (await composed).start();
