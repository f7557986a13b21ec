// What the gateway needs of an operator's own database, and how it works with one that is set up differently.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase } from "../../src/database/connection/connect.ts";
import { createPool } from "../../src/database/connection/pool.ts";
import { proveDatabase } from "../../src/database/connection/requirements.ts";
import { migrateToLatest } from "../../src/database/migrate.ts";
import { startPgProxy } from "../chaos/process/pg-proxy.ts";
import { startGateway } from "../support/gateway.ts";
import { createTestDatabase, type TestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}

const nameOf = ({ url }: TestDatabase): string => new URL(url).pathname.slice(1);
const proof = (url: string, more = {}) => {
  const warnings: string[] = [];
  const needs = {
    url,
    connections: 14,
    external: true,
    warn: (text: string) => void warnings.push(text),
    ...more,
  };
  return { warnings, done: proveDatabase(needs) };
};

test("times, intervals, bytes and backslashes are read rightly whatever the server's own settings are", async () => {
  const odd = {
    datestyle: "SQL, DMY",
    intervalstyle: "sql_standard",
    timezone: "Asia/Kolkata",
    bytea_output: "escape",
    standard_conforming_strings: "off",
    statement_timeout: "1ms",
  };
  for (const [name, value] of Object.entries(odd)) {
    const wanted = name === "datestyle" ? value : `'${value}'`;
    await asAdmin(`alter database ${nameOf(database)} set ${name} to ${wanted}`);
  }
  const pool = createPool({ url: database.url, size: 1, applicationName: "test", onIdleError: () => {} });
  const { rows } = await pool.query(
    `select timestamptz '2026-03-04 05:06:07.89+00' as at, '\\x00ff5c'::bytea as bytes,
       interval '1 day 2 hours' as span, pg_sleep(0.02), length('a\\b') as letters`,
    [],
  );
  await pool.end();
  expect(rows[0].at).toEqual(new Date("2026-03-04T05:06:07.890Z"));
  expect(rows[0].bytes).toEqual(Buffer.from([0, 255, 92]));
  expect(rows[0].span).toMatchObject({ days: 1, hours: 2 });
  expect(rows[0].letters).toBe(3);
  for (const name of Object.keys(odd)) await asAdmin(`alter database ${nameOf(database)} reset ${name}`);
});

test("no statement of a migration is canceled for its length: an index on a large table takes as long as it needs", async () => {
  const fresh = await createTestDatabase();
  const client = new pg.Client({ connectionString: fresh.url });
  await client.connect();
  // The migrator adds a row here in the transaction of each migration.
  await client.query(`drop schema public cascade; create schema public;
    create table schema_migrations (name varchar(255) primary key, timestamp varchar(255) not null,
      statement_timeout text not null default current_setting('statement_timeout'))`);
  const applied = await migrateToLatest(fresh.url);
  const { rows } = await client.query("select name, statement_timeout from schema_migrations order by name");
  await client.end();
  await fresh.close();
  expect(rows).toEqual(applied.map((name) => ({ name, statement_timeout: "0" })));
});

test("a database that has everything passes; too few connections are reported with numbers and the settings to change", async () => {
  const plain = proof(database.url);
  await plain.done;
  expect(plain.warnings).toEqual([]);
  await asAdmin(`alter database ${nameOf(database)} connection limit 9`);
  const others = [1, 2, 3].map(() => new pg.Client({ connectionString: database.adminUrl }));
  await Promise.all(others.map((client) => client.connect()));
  const narrow = proof(database.url);
  await narrow.done;
  await Promise.all(others.map((client) => client.end()));
  await asAdmin(`alter database ${nameOf(database)} connection limit -1`);
  expect(narrow.warnings).toEqual([expect.stringMatching(/usable 9.*up to 14.*max_connections.*KP_DB_POOL/)]);
  // Connections of other roles count, which a role without rights sees only in part.
  expect(Number(/in use (-?\d+)/.exec(narrow.warnings.join())?.[1])).toBeGreaterThanOrEqual(3);
});

test("a superuser's role gets a warning, and only where the operator chose it", async () => {
  const own = proof(database.adminUrl);
  await own.done;
  expect(own.warnings).toEqual([expect.stringMatching(/superuser.*only owns its database/)]);
  const embedded = proof(database.adminUrl, { external: false });
  await embedded.done;
  expect(embedded.warnings).toEqual([]);
});

test("a connection that is refused says why, what to do and never the password", async () => {
  const wrong = (change: (url: URL) => void): Promise<string> => {
    const url = new URL(database.url);
    change(url);
    return proof(url.href).done.then(
      () => "passed",
      (error: Error) => error.message,
    );
  };
  const { port } = new URL(database.url);
  expect(await wrong((url) => Object.assign(url, { password: "hunter2" }))).toMatch(
    new RegExp(`DATABASE_URL.*\\n- no connection to 127.0.0.1:${port}: user or password is wrong`),
  );
  expect(await wrong((url) => Object.assign(url, { password: "hunter2" }))).not.toContain("hunter2");
  expect(await wrong((url) => Object.assign(url, { pathname: "/none" }))).toMatch("createdb");
});

interface Pooler {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A pooler in transaction mode as far as a client can see: two server sessions of one login, and whoever begins next to
 * another one's session gets it. It reads message types and transaction states, nothing else.
 */
async function startPooler(target: string): Promise<Pooler> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const backs: Socket[] = [];
  const fronts: Socket[] = [];
  /** Which server session the client at this place speaks to. */
  const usedBy = [0, 1];
  const server: Server = createServer((front) => {
    const place = fronts.push(front) - 1;
    const back = connect(Number(port), hostname);
    backs.push(back);
    for (const socket of [front, back]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    front.on("data", (bytes) => {
      // A new transaction of the second client takes the session that the first one left.
      if (place === 1 && bytes.includes("begin")) usedBy.reverse();
      backs[usedBy[place] ?? 0]?.write(bytes);
    });
    back.on("data", (bytes) => fronts[usedBy.indexOf(place)]?.write(bytes));
    front.on("close", () => back.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

test.each([/pg_roles/, /^listen/i, /pg_backend_pid/, /^begin/i, /pg_listening_channels/, /^commit/i])(
  "a connection that is lost at %s of the proof says nothing of the database: it is proven again",
  async (statement) => {
    const proxy = await startPgProxy(database.url);
    proxy.cutNext(statement, "before");
    await proof(proxy.url).done;
    expect(proxy.cuts).toBe(1);
    await proxy.close();
  },
);

test("behind a pooler that gives each transaction another session it does not start, and says what to set", async () => {
  const pooler = await startPooler(database.url);
  await expect(proof(pooler.url).done).rejects.toThrow(
    /named statements and LISTEN .*PgBouncer: pool_mode=session/,
  );
  await pooler.close();
});

test("when PostgreSQL allows no more connections, the gateway works with those it has and reports it once", async () => {
  await asAdmin(`alter database ${nameOf(database)} connection limit 3`);
  const messages: string[] = [];
  const { db, check, close } = connectDatabase({
    url: database.url,
    size: 10,
    applicationName: "narrow",
    onIdleError: () => {},
    onShortage: (message) => void messages.push(message),
  });
  const rows = await Promise.all(
    Array.from({ length: 60 }, () => db.selectNoFrom((eb) => eb.val(1).as("one")).executeTakeFirstOrThrow()),
  );
  expect(rows).toHaveLength(60);
  await check();
  await close();
  await asAdmin(`alter database ${nameOf(database)} connection limit -1`);
  expect(messages).toEqual([
    expect.stringMatching(/narrow goes on .*at most 10.*max_connections.*KP_DB_POOL/),
  ]);
});

test("60 payments at once are all created where PostgreSQL allows nine connections", async () => {
  const gateway = await startGateway({ env: { KP_DB_POOL: "10" }, keepLog: true });
  const merchant = await gateway.signUp("narrow");
  const admin = new pg.Client({ connectionString: gateway.database.adminUrl });
  await admin.connect();
  await admin.query(`alter database ${nameOf(gateway.database)} connection limit 9`);
  const answers = await Promise.all(
    Array.from({ length: 60 }, () =>
      gateway.call("POST", "/api/v1/payments", { as: merchant.key, body: { amount: "5" } }),
    ),
  );
  expect(answers.filter(({ status }) => status !== 201).map(({ body }) => body)).toEqual([]);
  expect(gateway.log.filter((line) => line.includes("no room for another connection")).length).toBeLessThan(
    3,
  );
  await admin.end();
  await gateway.close();
});
