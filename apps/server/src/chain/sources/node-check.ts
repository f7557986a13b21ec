// The node check: conditions that a node must meet before any of its data is used. Pure.
// docs/spec/chain-following.md#the-node-check

import type { ChainNetwork } from "../../runtime/network.ts";
import type { ChainState, NodeInfo } from "../source.ts";

export interface NodeCheck {
  state: Exclude<ChainState, "unavailable">;
  /** For the operator; empty when all is well. */
  detail: string;
}

const NEEDED: Readonly<Record<ChainNetwork, readonly [number, number, number]>> = {
  mainnet: [2, 0, 0],
  "testnet-10": [2, 0, 0],
  // The chain call exists since 1.1.0, and test coins need no newer node.
  simnet: [1, 1, 0],
};

export function checkNode(info: NodeInfo, network: ChainNetwork): NodeCheck {
  if (info.networkId !== network)
    return { state: "wrong_network", detail: `The node serves ${info.networkId}, configured is ${network}` };
  const version = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+](.*))?$/.exec(info.serverVersion);
  const needed = NEEDED[network];
  if (version === null || isBelow([Number(version[1]), Number(version[2]), Number(version[3])], needed))
    return {
      state: "unsupported",
      detail: `The node's version is ${info.serverVersion}, needed is ${needed.join(".")} or newer`,
    };
  if (/(^|[.-])sim($|[.-])/.test(version[4] ?? "") && network !== "simnet")
    return {
      state: "unsupported",
      detail: `A simulated node (${info.serverVersion}) cannot serve ${network}`,
    };
  if (!info.synced) return { state: "unsynced", detail: "The node is still synchronising" };
  const detail = info.hasUtxoIndex
    ? ""
    : "The node runs without --utxoindex: a gap longer than its history could not be repaired";
  return { state: "connected", detail };
}

function isBelow(version: readonly number[], needed: readonly number[]): boolean {
  for (const [position, least] of needed.entries()) {
    const own = version[position] as number;
    if (own !== least) return own < least;
  }
  return false;
}
