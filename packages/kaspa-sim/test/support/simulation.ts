// A simulation without sockets, with a clock that moves only when a test moves it.
import { createHash } from "node:crypto";
import { encodeAddress } from "@kaspa-pay/kaspa";
import { faucetKey } from "../../src/chain/faucet.ts";
import { noFaults } from "../../src/rpc/faults.ts";
import { NodeView } from "../../src/rpc/node-view.ts";
import { Simulator } from "../../src/simulator.ts";

export const START = 1_795_000_000_000;

export function simulation(seed = "test", changes: { pruneKeep?: number; coinbaseMaturity?: number } = {}) {
  const simulator = new Simulator({
    seed,
    faucet: faucetKey(seed),
    now: () => START,
    mergePerBlock: [1, 3],
    coinbaseMaturity: changes.coinbaseMaturity ?? 1_000,
    pruneKeep: changes.pruneKeep ?? 100_000,
  });
  return { simulator, chain: simulator.chain, view: new NodeView(simulator.chain, noFaults(), 11 * 60_000) };
}

/** A Schnorr address whose key nobody needs to know. */
export function someAddress(name: string | number): string {
  const key = createHash("sha256").update(`address ${name}`).digest();
  return encodeAddress("simnet", 0, new Uint8Array(key));
}
