// What the gateway needs of a database, checked before the first migration. Otherwise the server would report ready and
// answer 500 later. docs/decisions/0037-roles-and-proofs-of-the-database.md
import pg from "pg";
import { isOutage } from "./outage.ts";
import { whileStarting } from "./while-starting.ts";

/** Oldest version that the gateway is tested with. */
const LEAST_VERSION = 15;
const ANSWER_MS = 5_000;
const CHANNEL = "kaspa_pay_probe";
/** Application name of the two connections of this check. */
const PROBE = "kaspa-pay-probe";

export interface Requirements {
  url: string;
  /** Connections that this process may open. */
  connections: number;
  /** A database of the operator's own: a superuser's role is worth a warning there. */
  external: boolean;
  warn(message: string): void;
}

/** In words for the operator; never with a part of the URL but host and port. */
export class UnfitDatabase extends Error {
  override readonly name = "UnfitDatabase";
  constructor(faults: readonly string[], cause?: unknown) {
    super(`The database of DATABASE_URL cannot be used:\n- ${faults.join("\n- ")}`, { cause });
  }
}

/**
 * A connection that is lost on the way says nothing of the database, so the proof is then made again from its start.
 *
 * @throws UnfitDatabase naming everything that is missing
 */
export async function proveDatabase(needs: Requirements): Promise<void> {
  await whileStarting(() => proveOnce(needs)).catch((error: unknown) => {
    if (error instanceof UnfitDatabase || !needs.external) throw error;
    throw new UnfitDatabase([whyNoConnection(error, needs.url)], error);
  });
}

async function proveOnce(needs: Requirements): Promise<void> {
  const [one, two] = await connectTwo(needs.url);
  try {
    const facts = await readFacts(one);
    const faults = [...faultsOf(facts), ...((await keepsSession(one, two)) ? [] : [NO_SESSION])];
    if (faults.length > 0) throw new UnfitDatabase(faults);
    for (const caution of cautionsOf(facts, needs)) needs.warn(caution);
  } finally {
    await Promise.allSettled([one.end(), two.end()]);
  }
}

const NO_SESSION =
  "named statements and LISTEN do not survive a transaction, as behind a connection pooler in transaction mode. Connect to PostgreSQL directly, or let the pooler keep sessions (PgBouncer: pool_mode=session)";

async function connectTwo(url: string): Promise<[pg.Client, pg.Client]> {
  const clients: [pg.Client, pg.Client] = [newClient(url), newClient(url)];
  const results = await Promise.allSettled(clients.map((client) => client.connect()));
  const failed = results.find((result) => result.status === "rejected");
  if (failed === undefined) return clients;
  await Promise.allSettled(clients.map((client) => client.end()));
  throw failed.reason;
}

function newClient(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    application_name: PROBE,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  client.on("error", () => undefined);
  return client;
}

/**
 * One connection prepares a statement and listens. Then another opens a transaction, so that a pooler which hands
 * sessions round gives it the session of the first, and the first must find what it left.
 */
async function keepsSession(one: pg.Client, two: pg.Client): Promise<boolean> {
  const statement = { name: CHANNEL, text: "select pg_backend_pid() as pid, $1::int as n", values: [1] };
  const listens = "select 1 from pg_listening_channels() as channel where channel = $1";
  try {
    await one.query(`listen ${CHANNEL}`);
    const before = await one.query<{ pid: number }>(statement);
    await two.query("begin");
    const after = await one.query<{ pid: number }>(statement);
    const listening = await one.query(listens, [CHANNEL]);
    await two.query("commit");
    return before.rows[0]?.pid === after.rows[0]?.pid && listening.rowCount === 1;
  } catch (error) {
    if (isOutage(error)) throw error;
    // The statement is unknown in the other session, or the only session is held by the other connection.
    return false;
  }
}

interface Facts {
  version: number;
  version_text: string;
  encoding: string;
  standby: boolean;
  max: number;
  reserved: number;
  role_limit: number;
  database_limit: number;
  /** Of all roles: a role without rights sees of others' sessions little more than that they are there. */
  used: number;
  role: string;
  superuser: boolean;
  schema: string | null;
  may_create: boolean | null;
}

async function readFacts(client: pg.Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(`select
      current_setting('server_version_num')::int as version, current_setting('server_version') as version_text,
      current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby,
      current_setting('max_connections')::int as max,
      current_setting('superuser_reserved_connections')::int
        + coalesce(current_setting('reserved_connections', true)::int, 0) as reserved,
      r.rolconnlimit as role_limit, d.datconnlimit as database_limit,
      (select count(*)::int from pg_stat_activity
        where datid is not null and application_name is distinct from '${PROBE}') as used,
      r.rolname::text as role, r.rolsuper or r.rolbypassrls as superuser, current_schema()::text as schema,
      to_regclass('schema_migrations') is not null
        or has_schema_privilege(current_schema(), 'create') as may_create
    from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()`);
  const [facts] = rows;
  if (facts === undefined) throw new UnfitDatabase(["it does not say what it is: is it PostgreSQL?"]);
  return facts;
}

function faultsOf(facts: Facts): string[] {
  const faults: string[] = [];
  if (facts.version < LEAST_VERSION * 10_000) {
    faults.push(`it is PostgreSQL ${facts.version_text}: version ${LEAST_VERSION} or newer is needed`);
  }
  if (facts.encoding !== "UTF8") {
    faults.push(
      `its encoding is ${facts.encoding}: make one with createdb --encoding=UTF8 --template=template0`,
    );
  }
  if (facts.standby) faults.push("it is a standby, which cannot be written to: name the primary server");
  if (facts.schema === null) faults.push("the search_path of the role names no schema that exists");
  else if (facts.may_create === false) {
    faults.push(
      `the role ${facts.role} may not make tables: let it own the database (ALTER DATABASE … OWNER TO ${facts.role})`,
    );
  }
  return faults;
}

function cautionsOf(facts: Facts, { connections, external }: Requirements): string[] {
  const cautions: string[] = [];
  const limits = [facts.max - facts.reserved, facts.role_limit, facts.database_limit];
  const limit = Math.min(...limits.filter((limit) => limit >= 0));
  const free = limit - facts.used;
  if (free < connections) {
    cautions.push(
      `PostgreSQL has room for ${Math.max(0, free)} more connections (max_connections ${facts.max}, usable ${limit}, in use ${facts.used}), and this process opens up to ${connections}: raise max_connections or lower KP_DB_POOL. Until then work waits for the connections there are`,
    );
  }
  if (external && facts.superuser) {
    cautions.push(
      `the database role ${facts.role} is a superuser or passes row-level security: give the gateway a role that only owns its database`,
    );
  }
  return cautions;
}

/** Codes of refusals at the connection, and what they ask of the operator. */
const REASONS: Readonly<Record<string, string>> = {
  "28P01": "user or password is wrong",
  "28000": "this user may not connect (pg_hba.conf)",
  "3D000": "there is no database of that name: make it with createdb",
  "42501": "the user may not connect to this database",
  "53300": "it has no room for another connection: raise max_connections",
  ECONNREFUSED: "nothing listens there: does PostgreSQL run, and are host and port right?",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the name of the host cannot be resolved",
};

function whyNoConnection(error: unknown, url: string): string {
  const code = (error as { code?: string }).code ?? "";
  const message = error instanceof Error ? error.message : String(error);
  const { host } = new URL(url);
  return `no connection to ${host || "its socket"}: ${REASONS[code] ?? message}${isOutage(error) ? " (tried several times)" : ""}`;
}
