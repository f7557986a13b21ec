import type { KeyRef } from "./address-records.ts";

/**
 * How far each key's indexes were given out, stored outside the database: after an older backup was restored, no
 * address that a payer knows may be given out again.
 */
export interface IndexHighWater {
  /** The first index that was never given out, as far as this machine knows; 0 = none was. */
  read(key: KeyRef): Promise<number>;
  /** Indexes below `next` may be given out once this resolves: it is on disk then. Never falls. */
  raise(key: KeyRef, next: number): Promise<void>;
}
