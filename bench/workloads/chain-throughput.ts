// W5: how much chain can the follower read? Blocks full of strangers' transactions are applied as fast as they come,
// against a bare reader of the same blocks (P1), and then at the network's own pace for the CPU they cost.
import { setTimeout as delay } from "node:timers/promises";
import type { BareReader } from "../baselines/bare-reader.ts";
import { reached } from "../gateway/cursor.ts";
import type { RunningGateway } from "../gateway/gateway.ts";
import { registerMerchant } from "../gateway/merchant.ts";
import { type Setup, withSetup } from "../gateway/setup.ts";
import { median } from "../measure/figures.ts";
import { cpuMs } from "../measure/processes.ts";
import type { Outcome, Row } from "../report.ts";

const BLOCKS_PER_SECOND = 10;
/** Transactions of a block: 300 and 3 000 a second. */
const LEVELS = [30, 300] as const;
const BUSIEST = LEVELS[1];
const ROUNDS = 5;
const BLOCKS = 100;
const PACE_MS = 15_000;
const PATIENCE_MS = 120_000;

interface Level {
  oursMs: number[];
  bareMs: number[];
  bytes: number;
  cpuShare: number;
  behindMs: number;
  blocksPerSecond: number;
}

export const chainThroughput = (): Promise<Outcome> =>
  withSetup({ blocksPerSecond: 0, mergePerBlock: 1 }, measure);

async function measure(setup: Setup): Promise<Outcome> {
  const reader = await setup.startBareReader();
  const gateway = await setup.startGateway();
  // A follower without a known address would have nothing to look for.
  const merchant = await registerMerchant(gateway.url);
  await merchant.createPayment();
  const levels = new Map<number, Level>();
  for (const txsPerBlock of LEVELS) {
    setup.sim.controls.fill({ txsPerBlock });
    levels.set(txsPerBlock, { ...(await race(setup, reader)), ...(await atPace(setup, gateway)) });
  }
  return outcomeOf(levels);
}

/** The same blocks once by the gateway and once by P1, round for round. */
async function race({ sim, database }: Setup, reader: BareReader) {
  const oursMs: number[] = [];
  const bareMs: number[] = [];
  let bytes = 0;
  await reached(database, sim.controls.mine().sink, PATIENCE_MS);
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = sim.controls.state().sink;
    const { sink } = sim.controls.mine(BLOCKS);
    const mined = performance.now();
    oursMs.push((await reached(database, sink, PATIENCE_MS)) - mined);
    const reading = await reader.read(from);
    bareMs.push(reading.ms);
    bytes = reading.bytes;
  }
  return { oursMs, bareMs, bytes };
}

/** CPU of the gateway's process while blocks come at the network's pace, and how far behind it ends. */
async function atPace({ sim, database }: Setup, { pid }: RunningGateway) {
  sim.controls.rate({ bps: BLOCKS_PER_SECOND });
  const [cpu, since, blocks] = [cpuMs(pid), performance.now(), sim.controls.state().chainBlocks];
  await delay(PACE_MS);
  const took = performance.now() - since;
  const cpuShare = (cpuMs(pid) - cpu) / took;
  sim.controls.rate({ bps: 0 });
  const blocksPerSecond = ((sim.controls.state().chainBlocks - blocks) * 1000) / took;
  const ended = performance.now();
  const behindMs = (await reached(database, sim.controls.state().sink, PATIENCE_MS)) - ended;
  return { cpuShare, behindMs, blocksPerSecond };
}

function outcomeOf(levels: ReadonlyMap<number, Level>): Outcome {
  const rows = [...levels].flatMap(([txsPerBlock, level]): Row[] => {
    const name = `${txsPerBlock} transactions a block`;
    const perSecond = (txsPerBlock * BLOCKS * 1000) / median(level.oursMs);
    return [
      { what: `${name}: applied a second, all told`, value: perSecond, unit: "" },
      { what: `${name}: ${BLOCKS} blocks by the gateway`, value: median(level.oursMs), unit: "ms" },
      { what: `${name}: the same by P1`, value: median(level.bareMs), unit: "ms" },
      { what: `${name}: P1 / gateway`, value: median(level.bareMs) / median(level.oursMs), unit: "" },
      { what: `${name}: size`, value: level.bytes / 2 ** 20, unit: "MiB" },
      { what: `${name}: blocks a second at the network's pace`, value: level.blocksPerSecond, unit: "" },
      { what: `${name}: share of one core at the network's pace`, value: level.cpuShare * 100, unit: "%" },
      { what: `${name}: behind at the end`, value: level.behindMs, unit: "ms" },
    ];
  });
  const busiest = levels.get(BUSIEST);
  if (busiest === undefined) throw new Error("The busiest level was not measured");
  const perSecond = BUSIEST * BLOCKS_PER_SECOND;
  return {
    rows,
    goals: [
      {
        ...{ what: `share of one core at ${perSecond} transactions a second`, unit: "%", rule: "atMost" },
        ...{ value: busiest.cpuShare * 100, limit: 60 },
      },
      {
        ...{ what: `behind after ${PACE_MS / 1000} s of it`, unit: "ms", rule: "atMost" },
        ...{ value: busiest.behindMs, limit: 1_000 },
      },
      {
        ...{ what: "throughput / P1's", unit: "", rule: "atLeast" },
        ...{ value: median(busiest.bareMs) / median(busiest.oursMs), limit: 0.5 },
      },
    ],
    notes: [
      `P1 reads the same ${BLOCKS} blocks from the same node right after, ${ROUNDS} rounds; both times hold what the node needs to write them.`,
      "CPU is that of the gateway's process with all its threads, from the kernel's count.",
    ],
  };
}
