import { uuidV7 } from "@kaspa-pay/core";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";

/** Makes a fresh wire id: prefix and 32 hex digits of a UUIDv7. Ids of one process sort in the order of making. */
export type MakeId = (prefix: string) => string;

const RANDOM_BYTES = 10;
/** The 12 bits after the version count ids of the same millisecond. */
const MAX_COUNT = 0xfff;

export function createMakeId(clock: Clock, random: Random): MakeId {
  let lastMs = 0;
  let count = 0;
  return (prefix) => {
    const now = Math.floor(clock.now());
    if (now > lastMs) {
      lastMs = now;
      count = 0;
    } else if (count === MAX_COUNT) {
      lastMs += 1;
      count = 0;
    } else {
      count += 1;
    }
    const bytes = random.bytes(RANDOM_BYTES);
    bytes[0] = count >> 8;
    bytes[1] = count & 0xff;
    return `${prefix}_${uuidV7(lastMs, bytes).replaceAll("-", "")}`;
  };
}
