import type { Network } from "@kaspa-pay/core";

/** The networks that a gateway can serve. */
export { NETWORKS as CHAIN_NETWORKS, type Network as ChainNetwork } from "@kaspa-pay/core";

const EXPLORERS: Readonly<Record<Network, string | null>> = {
  mainnet: "https://explorer.kaspa.org/txs/{txId}",
  "testnet-10": "https://explorer-tn10.kaspa.org/txs/{txId}",
  simnet: null,
};

/** Page of a public block explorer, with `{txId}` in it; null where none knows the network. */
export function explorerTxTemplate(network: Network): string | null {
  return EXPLORERS[network];
}
