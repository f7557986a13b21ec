// Two roles: the superuser that PostgreSQL needs, used at the start alone, and the gateway's, which owns its database
// and nothing else. A superuser is not bound by policies, and a statement that passed all checks by mistake could read
// files of the machine.
import pg from "pg";

/** The role and the database of the gateway. */
export const ROLE = "kaspa_pay";
/** The superuser. */
export const ADMIN = "kaspa_pay_admin";
/** Helper role that exists only while the superuser of an older version is renamed. */
const HELPER = "kaspa_pay_renamer";

/** Passwords of the two roles. */
export interface Secrets {
  readonly gateway: string;
  readonly admin: string;
}

const LIMITS = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION";
/** Key of an advisory lock; processes that start at the same time take turns. */
const TURN = 4_729_316;

export const serverUrl = (port: number, role: string, password: string, database = "postgres"): string =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;

export const isRefusedLogin = (error: unknown): boolean =>
  ["28P01", "28000"].includes((error as { code?: string }).code ?? "");

/** Makes the gateway's role and database, or repairs them; changes nothing when they are as they should be. */
export async function ensureRoles(port: number, secrets: Secrets): Promise<void> {
  await renameOldSuperuser(port, secrets);
  await as(serverUrl(port, ADMIN, secrets.admin), async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TURN]);
    const has = async (table: string, column: string, name: string) =>
      (await client.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [name])).rowCount !== 0;
    const role = (await has("pg_roles", "rolname", ROLE)) ? "ALTER" : "CREATE";
    await client.query(`${role} ROLE ${ROLE} ${LIMITS} PASSWORD ${pg.escapeLiteral(secrets.gateway)}`);
    if (await has("pg_database", "datname", ROLE))
      await client.query(`ALTER DATABASE ${ROLE} OWNER TO ${ROLE}`);
    else await client.query(`CREATE DATABASE ${ROLE} OWNER ${ROLE}`);
    await client.query(`DROP ROLE IF EXISTS ${HELPER}`);
  });
  await as(serverUrl(port, ADMIN, secrets.admin, ROLE), handOver);
}

/** What the superuser owns in the gateway's database becomes the gateway's: tables with their sequences and indexes. */
async function handOver(client: pg.Client): Promise<void> {
  await client.query("SELECT pg_advisory_lock($1)", [TURN]);
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('ALTER %s %s OWNER TO ${ROLE}', CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW'
        WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, c.oid::regclass) AS statement
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relowner = '${ADMIN}'::regrole AND c.relkind IN ('r', 'p', 'S', 'v', 'm')
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass
          AND c.relkind = 'S' AND d.deptype IN ('a', 'i'))`,
  );
  if (rows.length === 0) return;
  await client.query(["BEGIN", ...rows.map((row) => row.statement), "COMMIT"].join("; "));
}

/**
 * Older versions worked as the very superuser that made the cluster, which can lose neither its rights nor its own name
 * while it is logged in: a helper role renames it, and the gateway's role is made again. Continues where an earlier
 * attempt ended.
 */
async function renameOldSuperuser(port: number, secrets: Secrets): Promise<void> {
  const isThere = (role: string) => canLogIn(serverUrl(port, role, secrets.admin));
  if (await isThere(ADMIN)) return;
  const [admin, gateway] = [secrets.admin, secrets.gateway].map((text) => pg.escapeLiteral(text));
  try {
    if (!(await isThere(HELPER))) {
      await as(serverUrl(port, ROLE, secrets.gateway), async (client) => {
        await client.query(`CREATE ROLE ${HELPER} LOGIN SUPERUSER PASSWORD ${admin}`);
      });
    }
    await as(serverUrl(port, HELPER, secrets.admin), async (client) => {
      await client.query(
        `BEGIN; ALTER ROLE ${ROLE} RENAME TO ${ADMIN}; ALTER ROLE ${ADMIN} PASSWORD ${admin};
         CREATE ROLE ${ROLE} ${LIMITS} PASSWORD ${gateway}; COMMIT`,
      );
    });
  } catch (error) {
    // Another process that started at the same time was faster.
    if (!(await isThere(ADMIN))) throw error;
  }
}

async function as(connectionString: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function canLogIn(connectionString: string): Promise<boolean> {
  try {
    await as(connectionString, async () => undefined);
    return true;
  } catch (error) {
    if (isRefusedLogin(error)) return false;
    throw error;
  }
}
