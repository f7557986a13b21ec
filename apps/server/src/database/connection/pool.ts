import { createHash } from "node:crypto";
import pg from "pg";

const INT8_OID = 20;
/** Beyond this many different texts a statement stays unnamed: each name costs server memory on every connection. */
const MAX_NAMED_STATEMENTS = 500;
const MAX_NAMED_LENGTH = 8_000;

/**
 * A process that is paused inside a transaction must not keep its locks: the transaction ends well before another
 * process takes over its lease.
 */
const IDLE_IN_TRANSACTION_MS = 5_000;
/** No statement of the running server needs longer; one that does is canceled. */
const STATEMENT_MS = 30_000;

/**
 * Settings of every session, whatever server, database or role set: the text forms of times, intervals and bytes that
 * the code reads. Set after connecting, because poolers refuse such parameters at the start of a connection.
 */
const session = (statementMs: number): string =>
  Object.entries({
    datestyle: "ISO",
    intervalstyle: "postgres",
    timezone: "UTC",
    bytea_output: "hex",
    standard_conforming_strings: "on",
    default_transaction_isolation: "read committed",
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  })
    .map(([name, value]) => `set ${name} to '${value}'`)
    .join("; ");

/** A connection that cannot be had within this time is given up. */
export const CONNECT_TIMEOUT_MS = 5_000;

export interface PoolOptions {
  url: string;
  /** Connections; more than 10 a process seldom helps, because Node is busy long before. */
  size: number;
  applicationName: string;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  onIdleError: (error: Error) => void;
  /** Milliseconds after which a statement is canceled; 0 = never. */
  statementMs?: number;
}

const statementNames = new Map<string, string>();

/** Prepared statements survive between queries of a connection when they carry a name: the hash of their text. */
function nameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known !== undefined) return known;
  if (statementNames.size >= MAX_NAMED_STATEMENTS || text.length > MAX_NAMED_LENGTH) return undefined;
  const name = `kp_${createHash("sha256").update(text).digest("hex").slice(0, 24)}`;
  statementNames.set(text, name);
  return name;
}

type QueryArguments = Parameters<pg.Client["query"]>;

class NamedStatementClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values, callback] = args;
    const name = typeof text === "string" && Array.isArray(values) ? nameOf(text) : undefined;
    const named = name === undefined ? args : [{ name, text, values }, callback];
    return super.query(...(named as QueryArguments)) as never;
  }
}

/** int8 becomes bigint on this pool alone; every other type keeps the driver's default. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === INT8_OID && format !== "binary"
      ? (value: string) => BigInt(value)
      : pg.types.getTypeParser(oid, format as "text")) as pg.CustomTypesConfig["getTypeParser"],
};

export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    application_name: options.applicationName,
    types,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    onConnect: (client: pg.ClientBase) => client.query(session(options.statementMs ?? STATEMENT_MS)),
    Client: NamedStatementClient as unknown as new () => pg.ClientBase,
  } as pg.PoolConfig);
  // Without these listeners a connection that the server ends would take the process down.
  pool.on("error", options.onIdleError);
  pool.on("connect", (client) => client.on("error", options.onIdleError));
  return pool;
}
