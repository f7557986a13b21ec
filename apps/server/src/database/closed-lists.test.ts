// The checks of the database hold the same lists as the code: a word that one of them lacks would be refused by the other.
import {
  DELIVERY_STATES,
  DEPOSIT_STATUSES,
  ENDPOINT_STATES,
  LINK_STATUSES,
  NETWORKS,
  PAYMENT_STATUSES,
  REFUND_STATUSES,
  ROLES,
  TRANSFER_SOURCES,
  TRANSFER_STATUSES,
  WALLET_MODES,
  WEBHOOK_FORMATS,
} from "@kaspa-pay/core";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/support/test-database.ts";

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

const LISTS: Readonly<Record<string, readonly string[]>> = {
  "stores.network": NETWORKS,
  "store_members.role": ROLES,
  "payments.status": PAYMENT_STATUSES,
  "payments.refund_status": REFUND_STATUSES,
  "payments.address_mode": WALLET_MODES,
  "addresses.mode": WALLET_MODES,
  "address_assignments.mode": WALLET_MODES,
  "wallets.mode": WALLET_MODES,
  "transfers.status": TRANSFER_STATUSES,
  "transfers.source": TRANSFER_SOURCES,
  "links.status": LINK_STATUSES,
  "endpoints.state": ENDPOINT_STATES,
  "endpoints.format": WEBHOOK_FORMATS,
  "deliveries.state": DELIVERY_STATES,
  "deposits.status": DEPOSIT_STATUSES,
};

test.each(Object.entries(LISTS))("the check of %s holds the list of the code", async (column, list) => {
  const [table = "", name = ""] = column.split(".");
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_constraintdef(c.oid) as definition from pg_constraint c
      where c.contype = 'c' and c.conrelid = $1::regclass
        and c.conkey = (select array_agg(attnum) from pg_attribute where attrelid = $1::regclass and attname = $2)`,
    [table, name],
  );
  const words = [...(rows[0]?.definition ?? "").matchAll(/'([^']+)'/g)].map((match) => match[1]);
  expect(words).toEqual([...list]);
});
