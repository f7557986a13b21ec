import { afterEach, beforeEach } from "vitest";
import { type SimNode, type SimOptions, startSimNode } from "../../src/index.ts";
import { type Body, RawClient } from "./raw-client.ts";
import { START } from "./simulation.ts";

/** A fresh node and a connected client for each test of a file; blocks only by `mine`, time only by `clock.now`. */
export function freshNode(options: SimOptions = {}) {
  const node = {
    sim: undefined as unknown as SimNode,
    client: undefined as unknown as RawClient,
    genesis: "",
    clock: { now: START },
    /** One page of V2 at a verbosity level. */
    page(
      startHash: string,
      level: string | null = "Low",
      minConfirmationCount: number | null = null,
    ): Promise<Body> {
      const params = { startHash, dataVerbosityLevel: level, minConfirmationCount };
      return node.client.call("getVirtualChainFromBlockV2", params);
    },
  };
  beforeEach(async () => {
    node.clock.now = START;
    node.sim = await startSimNode({
      blocksPerSecond: 0,
      seed: "test",
      token: "secret",
      now: () => node.clock.now,
      ...options,
    });
    node.client = await RawClient.open(node.sim.rpcUrl);
    node.genesis = (await node.client.call("getBlockDagInfo")).sink;
  });
  afterEach(async () => {
    node.client.close();
    await node.sim.close();
  });
  return node;
}
