/** One holder at a time, by the database's clock; each change of holder raises the epoch (docs/spec/chain-following.md#one-follower-per-network). */
export interface Lease {
  /** Takes or renews the lease. The epoch while it is ours, null while another process holds it. */
  hold(name: string): Promise<bigint | null>;
  /** Lets another process take over at once. */
  release(name: string): Promise<void>;
}
