import { readFrame } from "@kaspa-pay/kaspa/wrpc";
import { startSimNode } from "@kaspa-pay/kaspa-sim";
import { beforeAll, expect, it } from "vitest";
import WebSocket from "ws";
import { toPage, type V2Reply } from "../page.ts";
import { answerTo, contentOf } from "./frame-job.ts";

let frame: string;
let start: string;
const calls = new Map([[7n, "getVirtualChainFromBlockV2" as const]]);

beforeAll(async () => {
  const sim = await startSimNode({ blocksPerSecond: 0, mergePerBlock: 1 });
  try {
    start = sim.controls.mine().sink;
    sim.controls.fill({ txsPerBlock: 5 });
    sim.controls.mine(3);
    sim.controls.fill({ txsPerBlock: 0 });
    sim.controls.mine(2);
    const socket = new WebSocket(sim.rpcUrl);
    await new Promise((done) => socket.once("open", done));
    const params = { startHash: start, dataVerbosityLevel: "Low", minConfirmationCount: null };
    socket.send(JSON.stringify({ id: 7, method: "getVirtualChainFromBlockV2", params }));
    frame = await new Promise((done) => socket.once("message", (data) => done(data.toString())));
    socket.terminate();
  } finally {
    await sim.close();
  }
});

/** The reply as it comes out of the worker. */
function throughWorker(text: string): V2Reply {
  const answer = structuredClone(answerTo({ id: 1, text, calls }));
  if ("fault" in answer) throw new Error(answer.fault);
  const content = contentOf(answer) as { kind: string; id: bigint; reply: V2Reply };
  expect(content).toMatchObject({ kind: "reply", id: 7n });
  return content.reply;
}

it("a page that came packed is the page that was read here, and says of each block which scripts it pays", () => {
  const here = readFrame(frame, calls) as unknown as { reply: V2Reply };
  const reply = throughWorker(frame);
  expect(reply).toMatchObject(here.reply);
  const page = toPage(reply, start);
  const plain = toPage(here.reply, start);
  expect(page.added).toHaveLength(5);
  for (const [at, { hash, daaScore, blueScore, timestampMs, txs, scripts }] of page.added.entries()) {
    expect({ hash, daaScore, blueScore, timestampMs, txs }).toEqual(plain.added[at]);
    const paid = txs.flatMap((tx) => tx.outputs.map((output) => output.script));
    expect(scripts?.()).toEqual([...new Set(paid)]);
  }
});

it("a large page that lacks an id, an amount or a script is refused as a whole, with the text of any other page", () => {
  for (const field of ["transactionId", "value", "scriptPublicKey"]) {
    const lacking = frame.replace(new RegExp(`"${field}":("[^"]*"|\\d+)`), `"${field}":null`);
    expect(lacking).not.toBe(frame);
    expect(() => toPage(throughWorker(lacking), start)).toThrow(/left out a field/);
  }
});
