/** The embedded simulated node, as far as test payments use it. Absent on real networks. */
export interface Simulator {
  /**
   * Pays an address from the simulated faucet by a signed transaction, in `parts` transactions. Transaction ids.
   * @throws Error when no coin of the faucet is large enough
   */
  pay(request: { address: string; sompi: bigint; parts?: number }): string[];
  /**
   * Takes back the blocks down to the deepest of these transactions and builds others that hold everything else.
   * @throws Error when one of them is not on the chain
   */
  takeBack(txIds: readonly string[]): void;
}
