// Events, their deliveries and their attempts are in one partition a week, all three by the time in the id of the
// event, so that whole weeks are dropped instead of deleting rows. docs/spec/data-model.md#time-partitions
import { type Kysely, sql } from "kysely";

/** A partitioned table, the column that holds the event's id, and what each of its partitions has of its own. */
const TABLES = [
  {
    name: "events",
    key: "id",
    unique: "(store_id, payment_id, sequence) where payment_id is not null",
    storage: "",
  },
  {
    name: "deliveries",
    key: "event_id",
    unique: "(store_id, id)",
    storage:
      "with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05)",
  },
  { name: "delivery_attempts", key: "event_id", unique: null, storage: "" },
] as const;

const DAY_MS = 24 * 60 * 60 * 1_000;
const WEEK_MS = 7 * DAY_MS;
/** 5 January 1970 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
/** When the week of this moment begins: Monday, midnight UTC. */
export const weekOf = (at: number): number =>
  Math.floor((at - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS;

/** The lowest id of that moment: ids begin with their time. */
export const idBound = (at: number): string => {
  const hex = Math.min(Math.max(0, Math.floor(at)), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
};

const suffixOf = (week: number): string => new Date(week).toISOString().slice(0, 10).replaceAll("-", "");
const weekOfSuffix = (suffix: string): number =>
  Date.parse(suffix.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3"));

/**
 * Makes the partitions that are missing from the week of `from` to that of `until`. A week whose rows are in the default
 * partition already gets none: they stay there.
 */
export async function makeWeeks<T>(db: Kysely<T>, from: number, until: number): Promise<void> {
  const present = new Set(await presentWeeks(db));
  for (let week = weekOf(from); week <= until; week += WEEK_MS) {
    if (present.has(week)) continue;
    await alone(db, async (trx) => {
      if ((await presentWeeks(trx)).includes(week) || (await isInDefault(trx, week))) return;
      const range = `for values from ('${idBound(week)}') to ('${idBound(week + WEEK_MS)}')`;
      for (const table of TABLES) await makePartition(trx, table, suffixOf(week), range);
    });
  }
}

/** Drops the weeks that ended before; one with a delivery that an active endpoint still gets stays until this is done. */
export async function dropWeeks<T>(db: Kysely<T>, before: number): Promise<number> {
  const old = (await presentWeeks(db)).filter((week) => week + WEEK_MS <= before);
  let dropped = 0;
  for (const week of old) if (await dropWeek(db, week)) dropped += 1;
  return dropped;
}

/** Deletes rows of events before that time from the default partition; at most `limit` events. */
export async function sweepDefault<T>(db: Kysely<T>, before: number, limit: number): Promise<number> {
  const { rows } = await sql`
    with old as (
      select e.store_id, e.id from events_default e where e.id < ${idBound(before)}::uuid
        and not exists (select 1 from deliveries_default d
          join endpoints p on p.store_id = d.store_id and p.id = d.endpoint_id
          where d.store_id = e.store_id and d.event_id = e.id and d.state = 'pending' and p.state = 'active')
      order by e.id limit ${limit}
    ), attempt as (
      delete from delivery_attempts_default a using old where a.store_id = old.store_id and a.event_id = old.id
    ), delivery as (
      delete from deliveries_default d using old where d.store_id = old.store_id and d.event_id = old.id
    )
    delete from events_default e using old where e.store_id = old.store_id and e.id = old.id returning e.id`.execute(
    db,
  );
  return rows.length;
}

/**
 * Well below PostgreSQL's `deadlock_timeout` (1 s): a table of partitions and its partitions are locked in another order
 * than by statements, and when two wait for each other this work has to end, never a statement.
 */
const LOCK_TIMEOUT = "100ms";
const WAITED_TOO_LONG = new Set(["55P03", "40P01"]);

/**
 * Under the lock of all that change partitions. Null when somebody uses the tables at this moment: requests must not
 * queue behind this work, and the next round tries again. A migration runs in a transaction already and waits.
 */
async function alone<T, R>(db: Kysely<T>, work: (trx: Kysely<T>) => Promise<R>): Promise<R | null> {
  const lock = (trx: Kysely<T>) => sql`lock table events in share update exclusive mode`.execute(trx);
  if (db.isTransaction) {
    await lock(db);
    return work(db);
  }
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = ${sql.lit(LOCK_TIMEOUT)}`.execute(trx);
      await lock(trx);
      return work(trx);
    });
  } catch (error) {
    if (WAITED_TOO_LONG.has(String((error as { code?: unknown }).code))) return null;
    throw error;
  }
}

async function presentWeeks<T>(db: Kysely<T>): Promise<number[]> {
  const { rows } = await sql<{ suffix: string }>`
    select substring(c.relname from '^events_(\\d{8})$') as suffix
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'events'::regclass and c.relname ~ '^events_\\d{8}$' order by 1`.execute(db);
  return rows.map((row) => weekOfSuffix(row.suffix));
}

async function isInDefault<T>(db: Kysely<T>, week: number): Promise<boolean> {
  const found = TABLES.map(
    ({ name, key }) =>
      `exists (select 1 from ${name}_default where ${key} >= '${idBound(week)}' and ${key} < '${idBound(week + WEEK_MS)}')`,
  );
  const { rows } = await sql<{ found: boolean }>`select ${sql.raw(found.join(" or "))} as found`.execute(db);
  return rows[0]?.found === true;
}

async function makePartition<T>(
  db: Kysely<T>,
  { name, unique, storage }: (typeof TABLES)[number],
  suffix: string,
  range: string,
): Promise<void> {
  const partition = `${name}_${suffix}`;
  await sql.raw(`create table ${partition} partition of ${name} ${range} ${storage}`).execute(db);
  if (unique !== null)
    await sql.raw(`create unique index ${partition}_unique on ${partition} ${unique}`).execute(db);
}

/** False when a delivery of the week waits. */
async function dropWeek<T>(db: Kysely<T>, week: number): Promise<boolean> {
  const dropped = await alone(db, async (trx) => {
    if (!(await presentWeeks(trx)).includes(week)) return false;
    const deliveries = sql.table(`deliveries_${suffixOf(week)}`);
    // A delivery that is sent again now waits for this lock, and then finds no row.
    await sql`lock table ${deliveries} in access exclusive mode`.execute(trx);
    const { rows } = await sql`select 1 from ${deliveries} d
      join endpoints e on e.store_id = d.store_id and e.id = d.endpoint_id
      where d.state = 'pending' and e.state = 'active' limit 1`.execute(trx);
    if (rows.length > 0) return false;
    const names = TABLES.map(({ name }) => `${name}_${suffixOf(week)}`).join(", ");
    await sql.raw(`drop table ${names}`).execute(trx);
    return true;
  });
  return dropped === true;
}
