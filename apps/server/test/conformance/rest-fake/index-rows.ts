// What the indexer behind the fake writes down, in the shape of its tables.

export interface IndexedOutput {
  amount: bigint;
  /** Without its version, as the indexer keeps it. */
  script: string;
  /** Null for a script that has none. */
  address: string | null;
}

export interface IndexedTx {
  id: string;
  version: number;
  subnetworkId: string;
  blockHash: string;
  blockTime: number;
  /** Senders, null where the index does not know them. */
  inputs: { hash: string; index: number; address: string | null }[];
  outputs: IndexedOutput[];
}

export interface IndexedBlock {
  hash: string;
  blueScore: bigint;
  daaScore: bigint;
  timestamp: number;
  txIds: string[];
  /** Has a script without an address, which makes the reply of the real server fail. */
  poisoned: boolean;
}
