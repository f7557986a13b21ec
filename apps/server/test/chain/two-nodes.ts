// Two nodes of one network: equal seeds and commands make equal chains, so every command goes to both.
import type { SimControls, SimNode } from "@kaspa-pay/kaspa-sim";
import { startSimNode } from "@kaspa-pay/kaspa-sim";
import type { ChainSource } from "../../src/chain/source.ts";
import { createNodeChainSource } from "../../src/chain/sources/node-chain-source.ts";
import { connected, health } from "../conformance/chain-source.ts";
import { hurriedTimers, silentLog } from "../conformance/simulated-chain.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import type { Merchant } from "../support/merchant.ts";
import { PRICE } from "../support/payment.ts";

export interface TwoNodes {
  readonly gateway: TestGateway;
  readonly merchant: Merchant;
  readonly first: SimControls;
  readonly second: SimControls;
  readonly source: ChainSource;
  /** Both nodes do the same. */
  both<T>(act: (chain: SimControls) => T): T;
  pay(address: string): string;
  /** The node at this index of the list serves. */
  served(by: 0 | 1): Promise<void>;
  close(): Promise<void>;
}

const START = 1_795_000_000_000;
const MATURE = 1_100;

export async function openTwoNodes(options: { now?: () => number } = {}): Promise<TwoNodes> {
  const now = options.now ?? (() => START);
  const sim = { seed: "two nodes of one network", now };
  const twin: SimNode = await startSimNode({ blocksPerSecond: 0, mergePerBlock: 1, ...sim });
  twin.controls.mine(MATURE);
  let made: ChainSource | undefined;
  const gateway = await startGateway({
    chain: sim,
    parts: (installation) => {
      made = createNodeChainSource({
        network: "simnet",
        urls: [installation.sim.rpcUrl, twin.rpcUrl],
        log: silentLog,
        timers: hurriedTimers,
      });
      return { sources: [made], ...(options.now && { clock: { now: options.now } }) };
    },
  });
  const source = (): ChainSource => {
    if (made === undefined) throw new Error("no source was made");
    return made;
  };
  await connected(source());
  const merchant = await gateway.signUp("merchant");
  const first = gateway.chain;
  const both = <T>(act: (chain: SimControls) => T): T => {
    const answer = act(first);
    act(twin.controls);
    if (first.truth().sink !== twin.controls.truth().sink) throw new Error("the two chains differ");
    return answer;
  };
  return {
    gateway,
    merchant,
    first,
    second: twin.controls,
    get source() {
      return source();
    },
    both,
    pay: (address) => both((chain) => chain.pay({ address, sompi: PRICE, mine: true }).txIds[0] ?? ""),
    served: async (by) => {
      await health(source(), ({ state, nodeIndex }) => state === "connected" && nodeIndex === by);
    },
    async close() {
      await gateway.close();
      await twin.close();
    },
  };
}
