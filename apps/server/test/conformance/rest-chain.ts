import { type SimNode, type SimOptions, startSimNode } from "@kaspa-pay/kaspa-sim";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import type { RestPace } from "../../src/chain/sources/rest/connector.ts";
import type { ChainUnderTest } from "./chain-source.ts";
import { type FakeRestApi, startFakeRestApi } from "./rest-fake/fake-rest-api.ts";
import { hurriedTimers, silentLog } from "./simulated-chain.ts";

/** The fake's index is written in one go, so its newest block is as good as settled. */
export const AT_ONCE: Partial<RestPace> = { settleMs: 0, freshMs: 0 };

export interface RestUnderTest extends ChainUnderTest {
  node: SimNode;
  api: FakeRestApi;
}

export interface RestOptions {
  pace?: Partial<RestPace>;
  now?: () => number;
}

/** A chain source over a Kaspa REST API that serves a simulated node. */
export async function openOverRest(options: SimOptions = {}, rest: RestOptions = {}): Promise<RestUnderTest> {
  const node = await startSimNode({ rpcPort: 0, controlPort: 0, blocksPerSecond: 0, ...options });
  node.controls.mine(1100);
  const api = await startFakeRestApi(node.rpcUrl);
  const { pageLimit } = options;
  const source = createNodeChainSource({
    network: "simnet",
    urls: [api.url],
    log: silentLog,
    timers: hurriedTimers,
    restPace: { ...AT_ONCE, ...(pageLimit !== undefined && { pageSpan: pageLimit }), ...rest.pace },
    ...(rest.now !== undefined && { now: rest.now }),
  });
  const close = async () => {
    await source.close();
    await api.close();
    await node.close();
  };
  return { source, chain: node.controls, node, api, close, tells: { mempool: false, covenantIds: false } };
}
