import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentRow } from "../../../test/support/payment-row.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/support/test-database.ts";
import { connectDatabase, type DatabaseConnection } from "../../database/connection/connect.ts";
import { paymentIds, storeIds } from "../../database/wire-ids.ts";
import { createIds, shardOf } from "../../runtime/ids.ts";
import { findPayment } from "./find-payment.ts";

const ids = createIds({ clock: { now: () => Date.now() }, random: { bytes: (count) => randomBytes(count) } });

let database: TestDatabase;
let connection: DatabaseConnection;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  connection = connectDatabase({
    url: database.url,
    size: 1,
    applicationName: "test",
    onIdleError: () => undefined,
  });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await connection.close();
  await database.close();
});

async function addStore(storeId: string): Promise<string> {
  await client.query(
    "insert into stores (id, name, network, settings, created_at) values ($1, 'Shop', 'simnet', '{}', now())",
    [storeIds.toUuid(storeId)],
  );
  return storeId;
}

async function addPayment(storeId: string, id: string): Promise<string> {
  const row = paymentRow(storeIds.toUuid(storeId), paymentIds.toUuid(id), new Date());
  await client.query(
    "insert into payments select p.* from jsonb_populate_record(null::payments, $1::jsonb) p",
    [row],
  );
  return id;
}

const newStoreId = (): string => storeIds.toWire(randomUUID());
const storeOf = async (id: string): Promise<string | undefined> =>
  (await findPayment(connection.db, id))?.details.storeId;

test("a payment is found by its id alone, also one of an id that names no shard", async () => {
  const store = await addStore(newStoreId());
  const present = await addPayment(store, ids.nextPayment(store));
  const old = await addPayment(store, ids.next("pay"));
  expect(await storeOf(present)).toBe(store);
  expect(await storeOf(old)).toBe(store);
  expect(await storeOf(ids.nextPayment(store))).toBe(undefined);
  expect(await storeOf(ids.next("pay"))).toBe(undefined);
  expect(await storeOf("pay_nothing")).toBe(undefined);
});

test("two stores of one shard each have their payments, also the one that came after the shard was asked for", async () => {
  const first = await addStore(newStoreId());
  const one = await addPayment(first, ids.nextPayment(first));
  expect(await storeOf(one)).toBe(first);
  let other = newStoreId();
  while (shardOf(other) !== shardOf(first)) other = newStoreId();
  await addStore(other);
  const two = await addPayment(other, ids.nextPayment(other));
  expect(await storeOf(two)).toBe(other);
  expect(await storeOf(one)).toBe(first);
});
