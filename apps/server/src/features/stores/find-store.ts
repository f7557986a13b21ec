// What other features ask of stores, in their own transaction.
import { ApiError } from "@kaspa-pay/api-contract";
import type { Db } from "../../database/unit-of-work.ts";
import type { Membership, Store } from "./records.ts";
import { storeRepository } from "./repository.ts";

export const findStore = (db: Db, id: string): Promise<Store | null> => storeRepository(db).byId(id);

/** @throws ApiError `not_found` */
export async function storeOf(db: Db, id: string): Promise<Store> {
  const store = await findStore(db, id);
  if (store === null) throw new ApiError("not_found", "Store not found");
  return store;
}

/** Ids of the stores of a shard. docs/spec/data-model.md#payment-ids */
export const storesOfShard = (db: Db, shard: number): Promise<string[]> => storeRepository(db).ofShard(shard);

/** Locked until the end of the transaction; null = there is no such store. */
export const lockStore = (db: Db, id: string): Promise<Store | null> => storeRepository(db).lock(id);

/** The store of the demo shop; null without the embedded simulator. */
export const findDemoStore = (db: Db): Promise<Store | null> => storeRepository(db).demo();

export const ownerEmails = (db: Db, storeId: string): Promise<string[]> =>
  storeRepository(db).ownerEmails(storeId);

/** What a person may do in a store; null = nothing. */
export const membershipOf = (db: Db, userId: string, storeId: string): Promise<Membership | null> =>
  storeRepository(db).membership(userId, storeId);

export const membershipsOf = (db: Db, userId: string): Promise<Membership[]> =>
  storeRepository(db).memberships(userId);

/** A new store with its first owner. */
export async function addStore(db: Db, store: Store, ownerId: string, now: number): Promise<void> {
  await storeRepository(db).insert(store);
  await storeRepository(db).addMember(store.id, ownerId, "owner", now);
}
