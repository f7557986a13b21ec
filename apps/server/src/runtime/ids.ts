import { uuidV7 } from "@kaspa-pay/core";
import type { Clock } from "./clock.ts";

export interface Ids {
  /** A new id of this kind: prefix, `_`, 32 hex digits of a UUIDv7. Ids of one process sort in the order of making. */
  next(prefix: string): string;
}

const RANDOM_BYTES = 10;
/** The 12 bits after the version count ids of the same millisecond. */
const MAX_COUNT = 0xfff;

export function createIds({ clock, random }: { clock: Clock; random: Random }): Ids {
  let lastMs = 0;
  let count = 0;
  return {
    next(prefix) {
      const now = clock.now();
      if (now > lastMs || count === MAX_COUNT) {
        lastMs = Math.max(now, lastMs + 1);
        count = 0;
      } else {
        count += 1;
      }
      const bytes = Uint8Array.from(random.bytes(RANDOM_BYTES));
      bytes[0] = count >> 8;
      bytes[1] = count & 0xff;
      return `${prefix}_${uuidV7(lastMs, bytes).replaceAll("-", "")}`;
    },
  };
}

export interface Random {
  /** Unpredictable bytes from the operating system. */
  bytes(length: number): Uint8Array;
}
