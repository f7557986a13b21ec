import { beforeAll, expect, test } from "vitest";
import { ALLOWED_SCANS } from "./allowed-scans.ts";
import { faultsOf, loadParser } from "./statement-rules.ts";

beforeAll(() => loadParser());

test("a statement that names a store's table without a condition on its store_id is found, at any depth", () => {
  const planted = [
    "select * from payments where id = $1",
    "select * from payments p where p.store_id = p.store_id and p.id = $1",
    "select * from payments where id = $1 or store_id = $2",
    "select e.* from events e join deliveries d on d.event_id = e.id where d.store_id = $1",
    "select 1 from links l where l.store_id = $1 and exists (select 1 from payments p where p.link_id = l.id)",
    "select 1 from (select payment_id from transfers where tx_id = $1) t",
    "with old as (select id from events where store_id = $1) delete from deliveries d using old where d.event_id = old.id",
    "update deliveries d set state = 'failed' from unnest($1::uuid[]) as o(id) where d.id = o.id",
    "delete from timeline where payment_id = $1",
    "select 1 from links l, lateral (select 1 from payments p where p.link_id = l.id) x where l.store_id = $1",
  ];
  for (const text of planted) expect([text, ...faultsOf(text)].join("\n")).toMatch(/without a condition on/);
});

test("a statement that carries the store in where, join, list or row is accepted", () => {
  const sound = [
    "select * from payments where store_id = $1 and id = $2",
    "select * from payments where id = $1 and store_id = any($2::uuid[])",
    "select e.* from events e join deliveries d on d.store_id = e.store_id and d.event_id = e.id where d.store_id = $1 and e.store_id = d.store_id",
    "update payments p set version = n.version from jsonb_populate_recordset(null::payments, $1) n where p.store_id = n.store_id and p.id = n.id",
    "delete from idempotency_keys where (store_id, scope, key) in (select $1::uuid, $2::text, $3::text)",
    "with payments as (select 1 as id) select * from payments",
    "select * from stores where id = $1",
  ];
  for (const text of sound) expect(faultsOf(text)).toEqual([]);
});

test("conflicts, locks and unstable values that a table spread over databases would refuse are found", () => {
  const planted: [RegExp, string][] = [
    [
      /finds conflicts/,
      "insert into transfers (tx_id) values ($1) on conflict (tx_id, output_index) do nothing",
    ],
    [/without one store_id/, "select * from payments where store_id = any($1) and id = $2 for update"],
    [/without one store_id/, "select p.* from payments p join stores s on p.store_id = s.id for update of p"],
    [/without one script/, "select * from addresses where network = $1 for update"],
    [/skips locked/, "select * from deliveries where store_id = $1 and id = $2 for update skip locked"],
    [
      /CASE or COALESCE/,
      "update events e set created_at = coalesce(e.created_at, now()) where store_id = $1",
    ],
    [
      /CASE or COALESCE/,
      "update deliveries d set next_attempt_at = case when $2 then d.created_at + interval '1 second' end where store_id = $1",
    ],
    [
      /STABLE value/,
      "update transfers set recheck = false where store_id = $1 and tx_id || ':' || output_index = $2",
    ],
    [
      /STABLE value/,
      "update deliveries d set next_attempt_at = d.created_at + interval '1 s' where store_id = $1",
    ],
    [
      /STABLE value/,
      "insert into events as e (id) values ($1) on conflict (store_id, id) do update set type = e.type || excluded.type",
    ],
  ];
  for (const [fault, text] of planted) expect([text, ...faultsOf(text)].join("\n")).toMatch(fault);
  expect(
    faultsOf("select * from payments where store_id = $1 and id = any($2) order by id for update"),
  ).toEqual([]);
});

test("every scan across stores that is allowed has a reason", () => {
  for (const { table, text, reason } of ALLOWED_SCANS) {
    expect(text.length, text).toBeGreaterThan(20);
    expect(`${table}: ${reason}`.length).toBeGreaterThan(40);
  }
});
