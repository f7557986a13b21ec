// The shard of a store is a number of 16 bits. Ids of payments end with it, so that a payment is found by its id alone
// without asking every shard. docs/spec/data-model.md#payment-ids
import { createHash } from "node:crypto";

/** First two bytes of the SHA-256 of the store's id; the database computes the same for `stores.shard`. */
export function shardOf(storeId: string): number {
  const bytes = Buffer.from(storeId.slice(storeId.indexOf("_") + 1), "hex");
  return createHash("sha256").update(bytes).digest().readUInt16BE(0);
}

const WITH_SHARD = /^pay_[0-9a-f]{12}8[0-9a-f]{15}([0-9a-f]{4})$/;

/** The shard that a payment's id names; null for ids of version 7, which name none, and for what is no id. */
export function shardOfPayment(id: string): number | null {
  const shard = WITH_SHARD.exec(id)?.[1];
  return shard === undefined ? null : Number.parseInt(shard, 16);
}
