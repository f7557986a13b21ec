// A database with rows of version 0.1.0 (the migrations up to 013) is brought to the present schema.
import { randomBytes, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Kysely, type Migration, Migrator, PostgresDialect } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paymentRow } from "../../../test/support/payment-row.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/support/test-database.ts";
import { shardOf } from "../../runtime/ids.ts";
import { idBound } from "../event-partitions.ts";
import { migrateToLatest } from "../migrate.ts";
import { MIGRATIONS } from "./index.ts";

const OLD = Object.entries(MIGRATIONS).filter(([name]) => name < "014");
const NOW = Date.now();
const DAY_MS = 24 * 60 * 60 * 1_000;

/** A UUIDv7 of that moment. */
const idAt = (at: number): string =>
  `${idBound(at).slice(0, 14)}7${randomBytes(2).toString("hex").slice(1)}-8${randomUUID().slice(20)}`;

const store = randomUUID();
const user = randomUUID();
const payment = idAt(NOW - DAY_MS);
const endpoint = idAt(NOW - 2 * DAY_MS);
const events = { old: idAt(NOW - 400 * DAY_MS), recent: idAt(NOW - DAY_MS), unpaid: idAt(NOW) };
const delivery = randomUUID();
const attempt = idAt(NOW);

let server: TestDatabase;
let admin: pg.Client;
let client: pg.Client;
const name = `kaspa_pay_upgrade_${randomBytes(6).toString("hex")}`;

beforeAll(async () => {
  server = await createTestDatabase();
  admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  const url = new URL(server.url);
  await admin.query(`create database ${name} owner ${url.username}`);
  url.pathname = `/${name}`;
  await migrateToOld(url.href);
  client = new pg.Client({ connectionString: url.href });
  await client.connect();
  for (const [text, values] of rows()) await client.query(text, values);
  await migrateToLatest(url.href);
});

afterAll(async () => {
  await client.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
  await server.close();
});

async function migrateToOld(url: string): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }),
  });
  const steps: Record<string, Migration> = Object.fromEntries(OLD);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(steps) },
    migrationTableName: "schema_migrations",
    migrationLockTableName: "schema_migrations_lock",
  });
  const { error } = await migrator.migrateToLatest();
  await db.destroy();
  if (error !== undefined) throw error;
}

function rows(): [string, unknown[]][] {
  const at = new Date(NOW - DAY_MS);
  return [
    [
      "insert into stores (id, name, network, settings, created_at) values ($1, 'Shop', 'simnet', '{}', $2)",
      [store, at],
    ],
    [
      `insert into payments select p.* from jsonb_populate_record(null::payments, $1::jsonb) p`,
      [paymentRow(store, payment, at)],
    ],
    [
      `insert into transfers (tx_id, output_index, store_id, payment_id, network, address, script, sompi, status,
        coinbase, input_addresses, admitted, ordinal, under_mark, source, created_at)
        values ('aa', 0, $1, $2, 'simnet', 'kaspasim:q', 'script', 5, 'accepted', false, '[]', false, 1, false, 'chain', $3)`,
      [store, payment, at],
    ],
    [
      `insert into timeline (id, store_id, payment_id, version, kind, at, detail)
        values ($1, $2, $3, 1, 'payment.created', $4, '{}')`,
      [idAt(NOW), store, payment, at],
    ],
    [
      `insert into stopped_payments (payment_id, network, cause, facts) values ($1, 'simnet', 'why', '{}')`,
      [payment],
    ],
    [
      `insert into endpoints (id, store_id, url, events, matches, format, sealed_secret, state, created_at, updated_at)
        values ($1, $2, 'https://shop.example', '{*}', '{*}', 'event', '', 'active', $3, $3)`,
      [endpoint, store, at],
    ],
    ...[
      { id: events.old, paymentId: payment, sequence: 1, created: new Date(NOW - 400 * DAY_MS) },
      { id: events.recent, paymentId: payment, sequence: 2, created: at },
      { id: events.unpaid, paymentId: null, sequence: null, created: new Date(NOW) },
    ].map((event): [string, unknown[]] => [
      "insert into events (id, store_id, payment_id, sequence, type, body, created_at) values ($1, $2, $3, $4, 'x', '{}', $5)",
      [event.id, store, event.paymentId, event.sequence, event.created],
    ]),
    [
      `insert into deliveries (id, store_id, endpoint_id, event_id, payment_id, event_type, state, attempts,
        next_attempt_at, created_at, untried_sequence) values ($1, $2, $3, $4, $5, 'x', 'pending', 1, $6, $6, 2)`,
      [delivery, store, endpoint, events.recent, payment, at],
    ],
    [
      `insert into delivery_attempts (id, store_id, delivery_id, attempt, at, latency_ms, request_headers)
        values ($1, $2, $3, 1, $4, 7, '{"a": "b"}')`,
      [attempt, store, delivery, at],
    ],
    [
      `insert into audit_log (id, store_id, user_id, actor, action, at) values ($1, $2, $3, 'user', 'payment.cancel', $4),
        ($5, null, $3, 'user', 'session.opened', $4)`,
      [idAt(NOW - 1), store, user, at, idAt(NOW)],
    ],
  ];
}

const ask = async (text: string, values: unknown[] = []): Promise<unknown[]> =>
  (await client.query(text, values)).rows;

test("a migration imports kysely alone: code changes later, a migration must not", () => {
  const folder = new URL(".", import.meta.url);
  const files = readdirSync(folder).filter((name) => /^\d{3}-/.test(name));
  expect(files).toHaveLength(Object.keys(MIGRATIONS).length);
  for (const name of files) {
    const imported = readFileSync(new URL(name, folder), "utf8").matchAll(/from "([^"]+)"/g);
    expect(
      [...imported].map(([, from]) => from),
      name,
    ).toEqual(["kysely"]);
  }
});

test("every row of the old schema is there, under keys that begin with the store", async () => {
  expect(await ask("select id from payments where store_id = $1", [store])).toEqual([{ id: payment }]);
  expect(await ask("select tx_id, output_index from transfers where store_id = $1", [store])).toEqual([
    { tx_id: "aa", output_index: 0 },
  ]);
  expect(await ask("select payment_id, kind from timeline where store_id = $1", [store])).toHaveLength(1);
  expect(await ask("select id from endpoints where store_id = $1", [store])).toEqual([{ id: endpoint }]);
  expect(await ask("select store_id, payment_id, cause from stopped_payments")).toEqual([
    { store_id: store, payment_id: payment, cause: "why" },
  ]);
});

test("what people did to their accounts has a table of its own, and the store keeps the rest", async () => {
  expect(await ask("select action from audit_log where store_id = $1", [store])).toEqual([
    { action: "payment.cancel" },
  ]);
  expect(await ask("select action from account_actions where user_id = $1", [user])).toEqual([
    { action: "session.opened" },
  ]);
});

test("events, deliveries and attempts lie in the week of the event, very old ones in the default partition", async () => {
  const placed = await ask("select id, tableoid::regclass::text as place from events order by id");
  expect(placed).toEqual([
    { id: events.old, place: "events_default" },
    { id: events.recent, place: expect.stringMatching(/^events_\d{8}$/) },
    { id: events.unpaid, place: expect.stringMatching(/^events_\d{8}$/) },
  ]);
  const [{ place }] = (await ask("select tableoid::regclass::text as place from deliveries where id = $1", [
    delivery,
  ])) as [{ place: string }];
  expect(
    await ask("select event_id, latency_ms, tableoid::regclass::text as place from delivery_attempts"),
  ).toEqual([
    { event_id: events.recent, latency_ms: 7, place: place.replace("deliveries", "delivery_attempts") },
  ]);
});

test("the shard of a store is the same number in the database and in the ids that the server makes", async () => {
  expect(await ask("select shard from stores where id = $1", [store])).toEqual([
    { shard: shardOf(`sto_${store.replaceAll("-", "")}`) },
  ]);
});

test("an old payment is found by its id alone, by the index of ids without a shard", async () => {
  const found = "select store_id from payments where id = $1 and get_byte(uuid_send(id), 6) < 128";
  expect(await ask(found, [payment])).toEqual([{ store_id: store }]);
  await client.query("set enable_seqscan = off");
  const plan = await ask(`explain ${found.replace("$1", `'${payment}'`)}`);
  expect(JSON.stringify(plan)).toContain("payments_old_id");
});
