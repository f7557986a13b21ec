import { expect, it } from "vitest";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { NodeInfo } from "../source.ts";
import { judgeNode } from "./node-check.ts";

const good: NodeInfo = {
  networkId: "mainnet",
  serverVersion: "2.0.1",
  synced: true,
  hasUtxoIndex: true,
  virtualDaaScore: 500_000_000n,
};
const judge = (change: Partial<NodeInfo>, network: ChainNetwork = "mainnet") =>
  judgeNode({ ...good, networkId: network, ...change }, network);

it("F4 a healthy node of the right network and version passes with nothing to say", () => {
  for (const network of ["mainnet", "testnet-10", "simnet"] as const)
    expect(judge({}, network)).toEqual({ state: "connected", detail: "" });
});

it.each([
  ["1.0.9", "simnet", "unsupported"],
  ["1.1.0", "simnet", "connected"],
  ["1.9.9", "mainnet", "unsupported"],
  ["1.9.9", "testnet-10", "unsupported"],
  ["2.0.0", "mainnet", "connected"],
  ["2.0.0-rc1", "mainnet", "connected"],
  ["v2.10.0", "mainnet", "connected"],
  ["10.0.0", "mainnet", "connected"],
  ["2.0.1-sim", "simnet", "connected"],
  ["2.0.1-sim", "mainnet", "unsupported"],
  ["2.0.1-sim", "testnet-10", "unsupported"],
  ["", "mainnet", "unsupported"],
  ["unknown", "simnet", "unsupported"],
] as const)("F4 version %j on %s is %s", (serverVersion, network, state) => {
  const verdict = judge({ serverVersion }, network);
  expect(verdict.state).toBe(state);
  if (state === "unsupported") expect(verdict.detail).toContain(serverVersion);
});

it("F4 another network is named and outweighs everything else", () => {
  const verdict = judge({ networkId: "testnet-10", serverVersion: "0.1.0", synced: false });
  expect(verdict).toEqual({
    state: "wrong_network",
    detail: "The node serves testnet-10, configured is mainnet",
  });
});

it("F4 an unsynced node waits, a missing UTXO index is only a warning that names the switch", () => {
  expect(judge({ synced: false }).state).toBe("unsynced");
  const verdict = judge({ hasUtxoIndex: false });
  expect(verdict.state).toBe("connected");
  expect(verdict.detail).toContain("--utxoindex");
});
