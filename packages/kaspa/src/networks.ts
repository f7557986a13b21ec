import { NETWORKS, type Network } from "@kaspa-pay/core";

/** The networks that payments can use, by the id that a node reports in `getServerInfo`; `devnet` is not offered. */
export { NETWORKS, type Network };

/** Address prefix of a network, without the colon. */
export type AddressPrefix = "kaspa" | "kaspatest" | "kaspasim";

/** Fixed facts of one network. Depths and scores are in blocks of blue score or DAA score. */
export interface NetworkParams {
  readonly network: Network;
  readonly prefix: AddressPrefix;
  /** Port of wRPC with JSON encoding. */
  readonly wrpcJsonPort: number;
  readonly blocksPerSecond: number;
  readonly ghostdagK: number;
  readonly mergesetSizeLimit: number;
  readonly mergeDepth: number;
  readonly finalityDepth: number;
  readonly pruningDepth: number;
  /** DAA score a coinbase output waits before it may be spent or credited. */
  readonly coinbaseMaturity: number;
  /** The constant C of KIP-9. */
  readonly storageMassParameter: bigint;
}

const TEN_BLOCKS_PER_SECOND = {
  blocksPerSecond: 10,
  ghostdagK: 124,
  mergesetSizeLimit: 248,
  mergeDepth: 36_000,
  finalityDepth: 432_000,
  pruningDepth: 1_080_000,
  coinbaseMaturity: 1_000,
  storageMassParameter: 1_000_000_000_000n,
} as const;

const PARAMS: Record<Network, NetworkParams> = {
  mainnet: { network: "mainnet", prefix: "kaspa", wrpcJsonPort: 18110, ...TEN_BLOCKS_PER_SECOND },
  "testnet-10": {
    network: "testnet-10",
    prefix: "kaspatest",
    wrpcJsonPort: 18210,
    ...TEN_BLOCKS_PER_SECOND,
  },
  simnet: { network: "simnet", prefix: "kaspasim", wrpcJsonPort: 18510, ...TEN_BLOCKS_PER_SECOND },
};

/** The facts of a network: ports, prefix, block rate, depths. docs/spec/kaspa-protocol.md#networks-and-constants */
export function params(network: Network): NetworkParams {
  return PARAMS[network];
}

/** The network of an address prefix (without the colon), or undefined for a prefix that is not offered. */
export function networkFromPrefix(prefix: string): Network | undefined {
  return NETWORKS.find((network) => PARAMS[network].prefix === prefix);
}

/** Whether a text is a network id that is offered. */
export function isNetwork(text: string): text is Network {
  return (NETWORKS as readonly string[]).includes(text);
}
