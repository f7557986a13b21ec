import { machineTimers, type WrpcTimers } from "@kaspa-pay/kaspa/wrpc";
import { type SimOptions, startSimNode } from "@kaspa-pay/kaspa-sim";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import type { ChainUnderTest } from "./chain-source.ts";

// Time-outs of requests stay what they are; pauses between attempts pass a hundred times faster.
const REQUEST_TIMEOUTS = [10_000, 60_000];
export const hurriedTimers: WrpcTimers = {
  after: (delayMs, run) =>
    machineTimers.after(REQUEST_TIMEOUTS.includes(delayMs) ? delayMs : delayMs / 100, run),
  random: () => 0,
};

export const silentLog = { info: () => {}, warn: () => {} };

/** A wRPC chain source on a simulated node that mines only on request. */
export async function openSimulated(options: SimOptions = {}): Promise<ChainUnderTest> {
  const node = await startSimNode({ rpcPort: 0, controlPort: 0, blocksPerSecond: 0, ...options });
  node.controls.mine(1100);
  const source = createNodeChainSource({
    network: "simnet",
    urls: [node.rpcUrl],
    log: silentLog,
    timers: hurriedTimers,
  });
  const close = async () => {
    await source.close();
    await node.close();
  };
  return { source, chain: node.controls, close };
}
