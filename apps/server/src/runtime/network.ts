export type ChainNetwork = "mainnet" | "testnet-10" | "simnet";
