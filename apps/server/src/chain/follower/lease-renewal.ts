import type { Lease } from "../../database/row-lease.ts";
import { createLoop, type Loop } from "../../runtime/loop.ts";

export interface LeaseRenewal extends Pick<Loop, "start" | "tick"> {
  /** The epoch under which this process leads; null while another does. */
  epoch(): bigint | null;
  /** A transaction found the lease lost: this process stops leading until the next renewal. */
  lost(): void;
  /** Stops renewing and lets another process take over at once. */
  stop(): Promise<void>;
}

/** The leader lease lasts 10 s and is renewed every 3 s. docs/spec/chain-following.md#one-follower-per-network */
const RENEW_MS = 3_000;
/** A waiting process asks often enough to lead within 12 s of the holder's last renewal. */
const ASK_MS = 1_000;

export interface LeaseRenewalOptions {
  lease: Lease;
  name: string;
  onChange(epoch: bigint | null): void;
  onError(error: unknown): void;
}

export function createLeaseRenewal({ lease, name, onChange, onError }: LeaseRenewalOptions): LeaseRenewal {
  let held: bigint | null = null;
  function become(epoch: bigint | null): void {
    if (epoch === held) return;
    held = epoch;
    onChange(epoch);
  }
  const loop = createLoop({
    idleMs: () => (held === null ? ASK_MS : RENEW_MS),
    onError,
    async round() {
      become(await lease.hold(name));
      return false;
    },
  });
  return {
    start: () => loop.start(),
    tick: () => loop.tick(),
    epoch: () => held,
    lost: () => become(null),
    async stop() {
      await loop.stop();
      if (held !== null) await lease.release(name).catch(onError);
      become(null);
    },
  };
}
