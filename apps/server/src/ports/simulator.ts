/** The embedded simulated node, as far as test payments drive it. Absent wherever a network is real. */
export interface Simulator {
  /** Pays an address from the simulated faucet by a signed transaction, in `parts` transactions. Transaction ids. */
  pay(request: { address: string; sompi: bigint; parts?: number }): string[];
  /** Takes the newest blocks back and builds others; the named transactions do not come back. */
  reorg(request: { depth: number; drop: readonly string[] }): void;
}
