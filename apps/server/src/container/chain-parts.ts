// The chain parts of the composition: sources of the configured nodes and, if wanted, the simulated node.
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { SimNode } from "@kaspa-pay/kaspa-sim";
import type { Logger } from "pino";
import type { ChainTip } from "../chain/read-cursor.ts";
import type { ChainSource } from "../chain/source.ts";
import { createNodeChainSource } from "../chain/sources/node-chain-source.ts";
import type { Config } from "../config.ts";
import type { Simulator } from "../features/simulation/simulate.ts";
import type { ChainNetwork } from "../runtime/network.ts";
import { storedKey } from "../security/stored-key.ts";

export async function startSimulator(config: Config, dataDir: string): Promise<SimNode> {
  const { startSimNode } = await import("@kaspa-pay/kaspa-sim");
  const folder = join(dataDir, "sim");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // An earlier version may have made it readable by others.
  await chmod(folder, 0o700);
  return startSimNode({
    rpcPort: config.simPort,
    controlPort: config.simControlPort,
    token: config.simToken ?? (await storedKey(dataDir, "sim-token")),
    stateFile: join(folder, "chain"),
  });
}

export function chainSources(config: Config, sim: SimNode | null, log: Logger): ChainSource[] {
  const nodes = sim === null ? config.nodes : { ...config.nodes, simnet: [sim.rpcUrl] };
  return (Object.entries(nodes) as [ChainNetwork, readonly string[]][])
    .filter(([, urls]) => urls.length > 0)
    .map(([network, urls]) => {
      return createNodeChainSource({
        network,
        urls,
        log: {
          info: (fields, text) => log.info(fields, text),
          warn: (fields, text) => log.warn(fields, text),
        },
      });
    });
}

/** Public key of a new account that the simulator signs for when its wallet page is asked to. */
export async function newDemoKey(): Promise<string> {
  const { newDemoAccountKey } = await import("@kaspa-pay/kaspa-sim");
  return newDemoAccountKey();
}

export function simulatorPort(sim: SimNode | null): Simulator | null {
  if (sim === null) return null;
  return {
    pay: ({ address, sompi, parts }) =>
      sim.controls.pay({ address, sompi, ...(parts !== undefined && { parts }) }).txIds,
    takeBack: (txIds) => {
      sim.controls.reorg({ drop: txIds });
    },
  };
}

/** Use cases are made before the followers that know the tip. */
export function lateTip(): ChainTip & { become(tip: ChainTip): void } {
  let known: ChainTip = { virtualDaa: () => 0n, canConfirm: () => false, skewed: () => false };
  return {
    become: (tip) => {
      known = tip;
    },
    virtualDaa: (network) => known.virtualDaa(network),
    canConfirm: (network) => known.canConfirm(network),
    skewed: (network) => known.skewed(network),
  };
}
