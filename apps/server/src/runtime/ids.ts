import { createHash } from "node:crypto";
import { uuidV7, uuidV8 } from "@kaspa-pay/core";
import type { Clock } from "./clock.ts";

/** Ids of one process sort in the order of making. */
export interface Ids {
  /** A new id of this kind: prefix, `_`, 32 hex digits of a UUIDv7. */
  next(prefix: string): string;
  /** A new payment's id: a UUIDv8 that ends with the shard of its store. docs/spec/data-model.md#payment-ids */
  nextPayment(storeId: string): string;
  /** A new refund's id, of the same form: a claim link finds it by its id alone. */
  nextRefund(storeId: string): string;
}

const RANDOM_BYTES = 10;
/** The 12 bits after the version count ids of the same millisecond. */
const MAX_COUNT = 0xfff;

export function createIds({ clock, random }: { clock: Clock; random: Random }): Ids {
  let lastMs = 0;
  let count = 0;
  /** Moves on to the next place in time, and fills in its count. */
  function nextBytes(): Uint8Array {
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
    return bytes;
  }
  const wire = (prefix: string, uuid: string): string => `${prefix}_${uuid.replaceAll("-", "")}`;
  const nextOfStore = (prefix: string, storeId: string): string => {
    const bytes = nextBytes();
    return wire(prefix, uuidV8(lastMs, bytes, shardOf(storeId)));
  };
  return {
    next(prefix) {
      const bytes = nextBytes();
      return wire(prefix, uuidV7(lastMs, bytes));
    },
    nextPayment: (storeId) => nextOfStore("pay", storeId),
    nextRefund: (storeId) => nextOfStore("rfd", storeId),
  };
}

export interface Random {
  /** Unpredictable bytes from the operating system. */
  bytes(length: number): Uint8Array;
}

// The shard of a store is a number of 16 bits. Ids of payments end with it, so that a payment is found by its id alone
// without asking every shard. docs/spec/data-model.md#payment-ids

/** First two bytes of the SHA-256 of the store's id; the database computes the same for `stores.shard`. */
export function shardOf(storeId: string): number {
  const bytes = Buffer.from(storeId.slice(storeId.indexOf("_") + 1), "hex");
  return createHash("sha256").update(bytes).digest().readUInt16BE(0);
}

const WITH_SHARD = /^(?:pay|rfd)_[0-9a-f]{12}8[0-9a-f]{15}([0-9a-f]{4})$/;

/** The shard that the id of a payment or refund names; null for ids of version 7, which name none, and for what is no id. */
export function shardNamedBy(id: string): number | null {
  const shard = WITH_SHARD.exec(id)?.[1];
  return shard === undefined ? null : Number.parseInt(shard, 16);
}
