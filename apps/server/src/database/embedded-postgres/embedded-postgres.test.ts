import { chmod, lstat, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  forgeLockFile,
  isRoot,
  isRunning,
  killServer,
  makeCheckout,
  makeDataFolder,
  NOBODY,
  type StarterProcess,
  serverProcesses,
  startIn,
} from "../../../test/support/postgres-checkout.ts";
import { installBinaries } from "./binaries.ts";
import { giveAllTo } from "./data-folder.ts";

let checkout: Awaited<ReturnType<typeof makeCheckout>>;
const started: StarterProcess[] = [];

beforeAll(async () => {
  checkout = await makeCheckout();
});
afterEach(async () => {
  for (const starter of started.splice(0)) {
    starter.process.kill("SIGKILL");
    await killServer(starter.dataDirectory);
    const home = dirname(starter.dataDirectory);
    if (home.startsWith("/var/lib/kaspa-pay/")) await rm(home, { recursive: true, force: true });
  }
});
afterAll(() => checkout.remove());

async function start(dataDir: string, options: Parameters<typeof startIn>[2] = {}): Promise<StarterProcess> {
  const starter = await startIn(checkout.folder, dataDir, options);
  started.push(starter);
  return starter;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const users = isRoot
  ? [{ name: "root" }, { name: "an unprivileged user", uid: NOBODY }]
  : [{ name: "a user" }];

describe.each(users)("as $name", (user) => {
  const options = "uid" in user && user.uid !== undefined ? { uid: user.uid } : {};

  test("the first start makes the database and the second one finds its rows", async () => {
    const data = await makeDataFolder(checkout.folder, options.uid);
    const first = await start(data, options);
    await query(first.url, "CREATE TABLE kept AS SELECT 1 AS id");
    expect(await first.stop()).toBe(0);
    expect(await serverProcesses(first.dataDirectory)).toEqual([]);
    const second = await start(data, options);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, "SELECT id FROM kept")).toEqual([{ id: 1 }]);
    await second.stop();
  });

  test("a server that outlived its killed gateway is adopted, and then stopped by the new owner", async () => {
    const data = await makeDataFolder(checkout.folder, options.uid);
    const first = await start(data, options);
    await first.kill();
    const second = await start(data, options);
    expect(second).toMatchObject({ adopted: true, url: first.url });
    await second.stop();
    expect(await serverProcesses(first.dataDirectory)).toEqual([]);
  });
});

test("PostgreSQL listens on loopback alone, asks for a password, and syncs what it acknowledges", async () => {
  const starter = await start(await makeDataFolder(checkout.folder));
  const wanted = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    password_encryption: "scram-sha-256",
    fsync: "on",
    synchronous_commit: "on",
    server_encoding: "UTF8",
  };
  const rows = await query(
    starter.adminUrl,
    `SELECT name, setting FROM pg_settings
    WHERE name IN (${Object.keys(wanted)
      .map((name) => `'${name}'`)
      .join()})`,
  );
  expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual(wanted);
  expect(
    await query(
      starter.url,
      "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()",
    ),
  ).toEqual([{ datlocprovider: "b", datlocale: "C.UTF-8" }]);
  const wrong = new URL(starter.url);
  wrong.password = "guessed";
  await expect(query(wrong.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  const record = await stat(join(dirname(starter.dataDirectory), "postgres.json"));
  expect(record.mode & 0o777).toBe(0o600);
  expect((await stat(starter.dataDirectory)).mode & 0o777).toBe(0o700);
});

const ROLES = `SELECT rolname, rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication AS strong
  FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY rolname`;
const GATEWAY_ONLY = [
  { rolname: "kaspa_pay", strong: false },
  { rolname: "kaspa_pay_admin", strong: true },
];

test("the gateway's role owns its database and has no right beyond it", async () => {
  const { url, adminUrl } = await start(await makeDataFolder(checkout.folder));
  expect(new URL(url).username).toBe("kaspa_pay");
  expect(await query(url, ROLES)).toEqual(GATEWAY_ONLY);
  await query(url, "CREATE TABLE mine AS SELECT 1 AS id");
  await expect(query(url, "SELECT pg_read_file('postgresql.conf')")).rejects.toThrow(/permission denied/);
  await expect(query(url, "CREATE ROLE stranger")).rejects.toThrow(/permission denied/);
  const admin = new URL(adminUrl);
  admin.password = new URL(url).password;
  await expect(query(admin.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
});

/** What an earlier version left: the gateway's role is the superuser that made the cluster and owns everything. */
async function makeOld({ url, adminUrl }: StarterProcess, data: string): Promise<void> {
  const { username: role, password, pathname } = new URL(url);
  const inside = new URL(adminUrl);
  inside.pathname = pathname;
  await query(
    inside.href,
    `REASSIGN OWNED BY ${role} TO kaspa_pay_admin; DROP OWNED BY ${role}; DROP ROLE ${role}`,
  );
  await query(adminUrl, `CREATE ROLE helper LOGIN SUPERUSER PASSWORD 'x'`);
  const helper = new URL(adminUrl);
  Object.assign(helper, { username: "helper", password: "x" });
  await query(
    helper.href,
    `ALTER ROLE kaspa_pay_admin RENAME TO ${role}; ALTER ROLE ${role} PASSWORD '${password}'`,
  );
  await query(url, "DROP ROLE helper");
  await rm(join(data, "postgres-admin"));
}

test("a data folder whose gateway was superuser is repaired at the start and keeps its rows, also when cut off", async () => {
  const data = await makeDataFolder(checkout.folder);
  const first = await start(data);
  await query(
    first.url,
    "CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY, word text); INSERT INTO kept (word) VALUES ('a')",
  );
  await makeOld(first, data);
  expect(await query(first.url, ROLES)).toEqual([{ rolname: "kaspa_pay", strong: true }]);
  // An attempt that was cut off after its first step.
  await writeFile(join(data, "postgres-admin"), "half-way\n", { mode: 0o600 });
  await query(first.url, "CREATE ROLE kaspa_pay_renamer LOGIN SUPERUSER PASSWORD 'half-way'");
  await first.stop();
  if (isRoot) await giveAllTo(first.dataDirectory, { uid: NOBODY, gid: NOBODY });
  const second = await start(data);
  expect(await query(second.url, ROLES)).toEqual(GATEWAY_ONLY);
  await query(second.url, "INSERT INTO kept (word) VALUES ('b'); ALTER TABLE kept ADD COLUMN more text");
  expect(await query(second.url, "SELECT id, word FROM kept ORDER BY id")).toEqual([
    { id: "1", word: "a" },
    { id: "2", word: "b" },
  ]);
  await second.stop();
  const third = await start(data);
  expect(await query(third.url, "SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 2 }]);
});

test("no file of the database can be read by another user, and each belongs to a known user", async () => {
  const data = await makeDataFolder(checkout.folder);
  await start(data);
  const open: string[] = [];
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const { mode, uid } = await lstat(path);
    if (!entry.isSymbolicLink() && (mode & 0o077) !== 0) open.push(`${path} ${mode.toString(8)}`);
    if (uid === NOBODY) open.push(`${path} belongs to nobody`);
  }
  expect(open).toEqual([]);
});

test.runIf(isRoot)(
  "from a checkout that only root can enter it starts elsewhere and keeps its data",
  async () => {
    const closed = await makeCheckout();
    await chmod(closed.folder, 0o700);
    const data = join(closed.folder, ".data");
    const first = await startIn(closed.folder, data);
    started.push(first);
    expect(first.dataDirectory).toMatch(/^\/var\/lib\/kaspa-pay\/[0-9a-f]{16}\/postgres-18$/);
    await query(first.url, "CREATE TABLE kept AS SELECT 1 AS id");
    await first.stop();
    const second = await startIn(closed.folder, data);
    started.push(second);
    expect(await query(second.url, "SELECT id FROM kept")).toEqual([{ id: 1 }]);
    const other = await startIn(closed.folder, join(closed.folder, ".other"));
    started.push(other);
    expect(other.dataDirectory).not.toBe(first.dataDirectory);
    await closed.remove();
  },
);

test("two gateways that start at once share one server, and only its owner stops it", async () => {
  const data = await makeDataFolder(checkout.folder);
  const both = await Promise.all([start(data), start(data)]);
  expect(both[0]?.url).toBe(both[1]?.url);
  const record = JSON.parse(await readFile(join(data, "postgres.json"), "utf8"));
  const owner = both.find((starter) => starter.process.pid === record.ownerPid);
  const guest = both.find((starter) => starter !== owner);
  await guest?.stop();
  expect(await query(both[0]?.url ?? "", "SELECT 1 AS alive")).toEqual([{ alive: 1 }]);
  await owner?.stop();
  expect(await serverProcesses(join(data, "postgres-18"))).toEqual([]);
});

test("kill -9 of gateway and server while writing loses no acknowledged row", async () => {
  const data = await makeDataFolder(checkout.folder);
  const acknowledged: number[] = [];
  for (const rows of [50, 200, 400]) {
    const writer = await start(data, { task: "write" });
    await vi.waitUntil(() => writer.lines.length > rows, { timeout: 120_000, interval: 5 });
    await killServer(writer.dataDirectory);
    await writer.kill();
    acknowledged.push(...writer.lines.map(Number));
  }
  const after = await start(data);
  const rows = await query(after.url, "SELECT id FROM written");
  const present = new Set(rows.map((row) => Number(row.id)));
  expect(acknowledged.length).toBeGreaterThan(600);
  expect(acknowledged.filter((id) => !present.has(id))).toEqual([]);
});

test("a killed server that nobody has reaped yet delays the start and does not fail it", async () => {
  const data = await makeDataFolder(checkout.folder);
  const first = await start(data);
  const [postmaster] = await serverProcesses(first.dataDirectory);
  first.process.kill("SIGSTOP");
  await killServer(first.dataDirectory);
  await vi.waitUntil(() => !isRunning(postmaster ?? 0), { timeout: 120_000 });
  const second = start(data);
  await vi.waitUntil(
    async () => /lock file .* already exists/.test(await readFile(join(data, "postgres.log"), "utf8")),
    { timeout: 120_000 },
  );
  await first.kill();
  expect((await second).adopted).toBe(false);
});

test("another server on the noted port is not adopted", async () => {
  const stranger = await start(await makeDataFolder(checkout.folder));
  const data = await makeDataFolder(checkout.folder);
  const first = await start(data);
  await first.stop();
  const dead = first.process.pid ?? 0;
  await forgeLockFile(first.dataDirectory, dead, Number(new URL(stranger.url).port));
  const second = await start(data);
  expect(second).toMatchObject({ adopted: false });
  expect(new URL(second.url).port).not.toBe(new URL(stranger.url).port);
});

test("on a platform without an embedded PostgreSQL the error asks for DATABASE_URL", async () => {
  const real = Object.getOwnPropertyDescriptor(process, "arch");
  Object.defineProperty(process, "arch", { value: "s390x", configurable: true });
  try {
    await expect(installBinaries({ folder: checkout.folder, runAs: undefined })).rejects.toThrow(
      /no embedded PostgreSQL for \w+-s390x.*DATABASE_URL/,
    );
  } finally {
    Object.defineProperty(process, "arch", real ?? {});
  }
});
