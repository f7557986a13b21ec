import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import pg from "pg";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/support/test-database.ts";
import { connectDatabase } from "./connection/connect.ts";
import { NoConnectionInTime } from "./connection/outage.ts";
import { createPool } from "./connection/pool.ts";
import { migrateToLatest } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const TYPES: Record<string, string> = {
  uuid: "string",
  text: "string",
  int4: "number",
  int8: "bigint",
  bool: "boolean",
  timestamptz: "Date",
  bytea: "Buffer",
  numeric: "string",
  _text: "string[]",
};

/** What the tables declare, as the compiler sees it: many columns come from the maps of `tables/*-columns.ts`. */
function declared(): string[] {
  const root = fileURLToPath(new URL("./database.ts", import.meta.url));
  const options = {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    customConditions: ["source"],
    noEmit: true,
  };
  const program = ts.createProgram([root], { ...options, allowImportingTsExtensions: true, types: ["node"] });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(root);
  const exported =
    file && checker.getSymbolAtLocation(file)?.exports?.get(ts.escapeLeadingUnderscores("Database"));
  if (!file || !exported) throw new Error("database.ts exports no Database");
  const typeOf = (symbol: ts.Symbol) => checker.getTypeOfSymbolAtLocation(symbol, file);
  return checker
    .getDeclaredTypeOfSymbol(exported)
    .getProperties()
    .flatMap((table) =>
      typeOf(table)
        .getProperties()
        .map((column) => {
          const type = withoutGenerated(checker, typeOf(column));
          return `${table.name}.${column.name} ${nameOf(checker, type)}`;
        }),
    );
}

/** The type inside kysely's `Generated` and `ColumnType`. */
function withoutGenerated(checker: ts.TypeChecker, type: ts.Type): ts.Type {
  const selected = type.getProperty("__select__");
  return selected === undefined ? type : checker.getTypeOfSymbol(selected);
}

function nameOf(checker: ts.TypeChecker, type: ts.Type): string {
  if (type.flags & ts.TypeFlags.Unknown) return "json";
  const bare = checker.getNonNullableType(type);
  const words = bare.isUnion() && bare.types.every((type) => type.isStringLiteral());
  const name = checker.typeToString(checker.getBaseTypeOfLiteralType(bare)).replace(/^readonly |<.*>$/g, "");
  return `${bare !== type} ${words ? "string" : name}`;
}

test("the Database interface names exactly the columns of the migrated schema, with their types", async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    `select table_name || '.' || column_name as name, is_nullable = 'YES' as nullable, udt_name
     from information_schema.columns where table_schema = 'public' and table_name not like 'schema_%'
       and not exists (select 1 from pg_class where oid = table_name::regclass and relispartition)`,
  );
  await client.end();
  // A json column is `unknown` until it is read, which says nothing about null.
  const actual = rows.map(({ name, nullable, udt_name: type }) =>
    type === "jsonb" ? `${name} json` : `${name} ${nullable} ${TYPES[type] ?? type}`,
  );
  expect(declared().toSorted()).toEqual(actual.toSorted());
}, 120_000);

test("migrating twice, and by four processes at once, changes nothing more", async () => {
  const results = await Promise.all([1, 2, 3, 4].map(() => migrateToLatest(database.url)));
  expect(results.flat()).toEqual([]);
});

test("four processes that migrate an empty database at once end with one schema, and none fails", async () => {
  const name = `kaspa_pay_empty_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: database.adminUrl });
  const url = new URL(database.url);
  await admin.connect();
  await admin.query(`create database ${name} owner ${url.username}`);
  url.pathname = `/${name}`;
  const results = await Promise.all([1, 2, 3, 4].map(() => migrateToLatest(url.href)));
  expect(results.flat().toSorted()).toEqual(Object.keys(MIGRATIONS));
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

test("an int8 column is read as a bigint, exactly, and binds from one", async () => {
  const pool = createPool({ url: database.url, size: 1, applicationName: "test", onIdleError: () => {} });
  const { rows } = await pool.query("select $1::int8 as amount", [2n ** 53n + 1n]);
  expect(rows[0].amount).toBe(2n ** 53n + 1n);
  await pool.end();
});

test("C-04: a pool whose connections the server ends continues with new ones", async () => {
  const errors: Error[] = [];
  const pool = createPool({
    url: database.url,
    size: 2,
    applicationName: "victim",
    onIdleError: (error) => errors.push(error),
  });
  await pool.query("select 1");
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  const removed = new Promise((resolve) => pool.once("remove", resolve));
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'victim'",
  );
  await removed;
  const { rows } = await pool.query("select 2 as two");
  expect(rows[0].two).toBe(2);
  expect(errors.length).toBeGreaterThan(0);
  await Promise.all([pool.end(), admin.end()]);
});

test("C-07 a request waits to the end in a queue for connections that moves, and leaves early one that does not move", async () => {
  const settings = { url: database.url, size: 1, applicationName: "test", onIdleError: () => {} };
  const { db, close } = connectDatabase(settings);
  const nap = (seconds: number) => sql`select pg_sleep(${seconds})`.execute(db);
  const served = await Promise.all([1, 2, 3, 4, 5, 6].map(() => nap(0.2)));
  expect(served).toHaveLength(6);
  const order: string[] = [];
  const slow = nap(4).then(() => order.push("done"));
  await expect(nap(0)).rejects.toThrow(NoConnectionInTime);
  order.push("left");
  await slow;
  expect(order).toEqual(["left", "done"]);
  await nap(0);
  await close();
});
