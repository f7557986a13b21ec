import { expect, it } from "vitest";
import type { ChainNetwork } from "../../runtime/network.ts";
import type { NodeInfo } from "../source.ts";
import { checkNode } from "./node-check.ts";

const good: NodeInfo = {
  networkId: "mainnet",
  serverVersion: "2.0.1",
  synced: true,
  hasUtxoIndex: true,
  virtualDaaScore: 500_000_000n,
};
const check = (change: Partial<NodeInfo>, network: ChainNetwork = "mainnet") =>
  checkNode({ ...good, networkId: network, ...change }, network);

it("F4 a healthy node of the right network and version passes with nothing to say", () => {
  for (const network of ["mainnet", "testnet-10", "simnet"] as const)
    expect(check({}, network)).toEqual({ state: "connected", detail: "" });
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
  const result = check({ serverVersion }, network);
  expect(result.state).toBe(state);
  if (state === "unsupported") expect(result.detail).toContain(serverVersion);
});

it("F4 another network is named and outweighs everything else", () => {
  const result = check({ networkId: "testnet-10", serverVersion: "0.1.0", synced: false });
  expect(result).toEqual({
    state: "wrong_network",
    detail: "The node serves testnet-10, configured is mainnet",
  });
});

it("F4 an unsynced node waits, a missing UTXO index is only a warning that names the switch", () => {
  expect(check({ synced: false }).state).toBe("unsynced");
  const result = check({ hasUtxoIndex: false });
  expect(result.state).toBe("connected");
  expect(result.detail).toContain("--utxoindex");
});
