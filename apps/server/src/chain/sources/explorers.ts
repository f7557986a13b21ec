import type { ChainNetwork } from "../../runtime/network.ts";

const TEMPLATES: Readonly<Record<ChainNetwork, string | null>> = {
  mainnet: "https://explorer.kaspa.org/txs/{txId}",
  "testnet-10": "https://explorer-tn10.kaspa.org/txs/{txId}",
  simnet: null,
};

/** Page of a public block explorer, with `{txId}` in it; null where none knows the network. */
export function explorerTxTemplate(network: ChainNetwork): string | null {
  return TEMPLATES[network];
}
