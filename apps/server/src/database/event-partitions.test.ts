import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/support/test-database.ts";
import { connectDatabase, type DatabaseConnection } from "./connection/connect.ts";
import { dropWeeks, idBound, makeWeeks, sweepDefault, weekOf } from "./event-partitions.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const WEEK_MS = 7 * DAY_MS;
/** A Wednesday. */
const THEN = Date.UTC(2031, 0, 15, 12);
const STORE = randomUUID();
const ENDPOINT = randomUUID();

let database: TestDatabase;
let connection: DatabaseConnection;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  connection = connectDatabase({
    url: database.url,
    size: 2,
    applicationName: "test",
    onIdleError: () => undefined,
  });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    "insert into stores (id, name, network, settings, created_at) values ($1, 'Shop', 'simnet', '{}', now())",
    [STORE],
  );
  await client.query(
    `insert into endpoints (id, store_id, url, events, matches, format, sealed_secret, state, created_at, updated_at)
      values ($1, $2, 'https://shop.example', '{*}', '{*}', 'event', '', 'active', now(), now())`,
    [ENDPOINT, STORE],
  );
  // The weeks of today, which every new database has.
  await dropWeeks(connection.db, weekOf(THEN));
});
afterAll(async () => {
  await client.end();
  await connection.close();
  await database.close();
});

const idAt = (at: number): string => `${idBound(at).slice(0, 18)}-8${randomUUID().slice(20)}`;

const weeks = async (): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'events'::regclass and c.relname ~ '^events_2031' order by 1",
  );
  return rows.map((row) => row.name);
};

/** An event with one delivery and one attempt; the partition of each. */
async function write(
  at: number,
  state: "pending" | "delivered",
): Promise<{ event: string; partitions: string[] }> {
  const event = idAt(at);
  const delivery = randomUUID();
  const time = new Date(at);
  const { rows: first } = await client.query(
    "insert into events (id, store_id, type, body, created_at) values ($1, $2, 'x', '{}', $3) returning tableoid::regclass::text as place",
    [event, STORE, time],
  );
  const { rows: second } = await client.query(
    `insert into deliveries (id, store_id, endpoint_id, event_id, event_type, state, attempts, created_at)
      values ($1, $2, $3, $4, 'x', $5, 1, $6) returning tableoid::regclass::text as place`,
    [delivery, STORE, ENDPOINT, event, state, time],
  );
  const { rows: third } = await client.query(
    `insert into delivery_attempts (id, store_id, event_id, delivery_id, attempt, at, latency_ms, request_headers)
      values ($1, $2, $3, $4, 1, $5, 1, '{}') returning tableoid::regclass::text as place`,
    [idAt(at), STORE, event, delivery, new Date(at + 20 * DAY_MS)],
  );
  return { event, partitions: [...first, ...second, ...third].map((row) => row.place) };
}

const isThere = async (event: string): Promise<boolean[]> => {
  const { rows } = await client.query(
    `select exists (select 1 from events where store_id = $1 and id = $2) as event,
      exists (select 1 from deliveries where store_id = $1 and event_id = $2) as delivery,
      exists (select 1 from delivery_attempts where store_id = $1 and event_id = $2) as attempt`,
    [STORE, event],
  );
  return Object.values(rows[0]);
};

test("weeks begin on Monday, and the bound of a moment is below every id of it", () => {
  expect(new Date(weekOf(THEN)).toUTCString()).toBe("Mon, 13 Jan 2031 00:00:00 GMT");
  expect(weekOf(weekOf(THEN))).toBe(weekOf(THEN));
  expect(idBound(THEN) < idAt(THEN) && idAt(THEN) < idBound(THEN + 1)).toBe(true);
});

test("coming weeks are made once, also by two processes at the same moment", async () => {
  await Promise.all([1, 2].map(() => makeWeeks(connection.db, THEN, THEN + 2 * WEEK_MS)));
  await makeWeeks(connection.db, THEN, THEN + 2 * WEEK_MS);
  expect(await weeks()).toEqual(["events_20310113", "events_20310120", "events_20310127"]);
});

test("an event, its delivery and a later attempt are in one weekly partition, and are dropped together once the week is old", async () => {
  const { event, partitions } = await write(THEN, "delivered");
  expect(partitions).toEqual(["events_20310113", "deliveries_20310113", "delivery_attempts_20310113"]);
  expect(await dropWeeks(connection.db, THEN)).toBe(0);
  expect(await isThere(event)).toEqual([true, true, true]);
  expect(await dropWeeks(connection.db, weekOf(THEN) + WEEK_MS)).toBeGreaterThan(0);
  expect(await isThere(event)).toEqual([false, false, false]);
  expect(await weeks()).toEqual(["events_20310120", "events_20310127"]);
});

test("a week with a delivery that still waits stays until this is done", async () => {
  const at = THEN + WEEK_MS;
  const { event } = await write(at, "pending");
  expect(await dropWeeks(connection.db, at + WEEK_MS)).toBe(0);
  await client.query("update deliveries set state = 'delivered' where store_id = $1 and event_id = $2", [
    STORE,
    event,
  ]);
  expect(await dropWeeks(connection.db, at + WEEK_MS)).toBe(1);
  expect(await isThere(event)).toEqual([false, false, false]);
});

test("while somebody reads an old week, dropping it waits at most a moment and leaves it to the next round", async () => {
  const at = THEN + 2 * WEEK_MS;
  const { event } = await write(at, "delivered");
  await client.query("begin");
  await client.query("select 1 from events where store_id = $1", [STORE]);
  expect(await dropWeeks(connection.db, at + WEEK_MS)).toBe(0);
  await client.query("commit");
  expect(await isThere(event)).toEqual([true, true, true]);
  expect(await dropWeeks(connection.db, at + WEEK_MS)).toBe(1);
});

test("a delivery that waits for an endpoint which is switched off keeps no week", async () => {
  const at = THEN + 4 * WEEK_MS;
  await makeWeeks(connection.db, at, at);
  const { event } = await write(at, "pending");
  await client.query("update endpoints set state = 'disabled' where id = $1", [ENDPOINT]);
  expect(await dropWeeks(connection.db, at + WEEK_MS)).toBe(1);
  await client.query("update endpoints set state = 'active' where id = $1", [ENDPOINT]);
  expect(await isThere(event)).toEqual([false, false, false]);
});

test("making and dropping weeks gives way: no reader or writer of the tables is ended for it", async () => {
  const first = THEN + 8 * WEEK_MS;
  const write = `with d as (update deliveries set last_status = 200 where store_id = $1 returning store_id, event_id)
    insert into delivery_attempts (id, store_id, event_id, delivery_id, attempt, at, latency_ms, request_headers)
      select $2, store_id, event_id, $2, 1, now(), 1, '{}' from d where false`;
  const read = `select v.body from deliveries d join events v on v.store_id = d.store_id and v.id = d.event_id
    join delivery_attempts a on a.store_id = d.store_id and a.event_id = d.event_id where d.store_id = $1`;
  let busy = true;
  const others = await Promise.all(
    [0, 1, 2, 3].map(async () => {
      const other = new pg.Client({ connectionString: database.url });
      await other.connect();
      return other;
    }),
  );
  const work = others.map(async (other, nth) => {
    while (busy) {
      if (nth % 2 === 0) await other.query(read, [STORE]);
      else await other.query(write, [STORE, randomUUID()]);
    }
  });
  const upkeep = (async () => {
    for (let week = 0; week < 6; week++)
      await makeWeeks(connection.db, first + week * WEEK_MS, first + week * WEEK_MS);
    await dropWeeks(connection.db, first + 7 * WEEK_MS);
    busy = false;
  })();
  // A statement that PostgreSQL ends rejects here.
  const ends = await Promise.allSettled([...work, upkeep]);
  await Promise.all(others.map((other) => other.end()));
  expect(ends.filter(({ status }) => status === "rejected")).toEqual([]);
  await dropWeeks(connection.db, first + 7 * WEEK_MS);
  expect(await weeks()).toEqual([]);
});

test("an event without a week is taken by the default partition, gets no week later, and is swept with its deliveries", async () => {
  const at = THEN + 52 * WEEK_MS;
  const old = await write(at, "delivered");
  const waiting = await write(at, "pending");
  expect(old.partitions).toEqual(["events_default", "deliveries_default", "delivery_attempts_default"]);
  await makeWeeks(connection.db, at, at);
  expect((await write(at, "delivered")).partitions[0]).toBe("events_default");
  expect(await sweepDefault(connection.db, at, 10)).toBe(0);
  expect(await sweepDefault(connection.db, at + DAY_MS, 10)).toBe(2);
  expect(await isThere(old.event)).toEqual([false, false, false]);
  expect(await isThere(waiting.event)).toEqual([true, true, true]);
});
