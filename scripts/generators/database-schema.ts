import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@kaspa-pay/server/embedded-postgres";
import pg from "pg";
import { migrateToLatest } from "../../apps/server/src/database/migrate.ts";

const PATH = "docs/schema.sql";
const HEADER =
  "-- The database after all migrations, read from PostgreSQL's catalogue by `npm run gen`. Do not edit.\n";

type Row = Readonly<Record<string, string>>;

/** The schema as plain SQL, from a freshly migrated database: for readers, and so that a change shows in review. */
export async function databaseSchema(): Promise<{ path: string; text: string }> {
  const folder = await mkdtemp(join(tmpdir(), "kaspa-pay-schema-"));
  await chmod(folder, 0o755);
  try {
    const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
    try {
      await migrateToLatest(server.url);
      return { path: PATH, text: HEADER + (await describeSchema(server.url)) };
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function describeSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<Row>(
      "SELECT oid::text, relname, coalesce(' PARTITION BY ' || pg_get_partkeydef(oid), '') AS partitions FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname",
    );
    const parts: string[] = [];
    for (const table of tables) parts.push(await describeTable(client, table));
    const { rows: functions } = await client.query<Row>(
      "SELECT pg_get_functiondef(oid) AS text FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname",
    );
    return [...parts, ...functions.map(({ text }) => `\n${(text ?? "").trimEnd()};\n`)].join("");
  } finally {
    await client.end();
  }
}

/** Of a partitioned table also how it is divided; the partitions themselves depend on the day. */
async function describeTable(client: pg.Client, { oid, relname: name, partitions }: Row): Promise<string> {
  const { rows: columns } = await client.query<Row>(
    `SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
        || CASE WHEN a.attidentity <> '' THEN ' GENERATED ' || CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END || ' AS IDENTITY' ELSE '' END
        || CASE WHEN a.attgenerated <> '' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
                WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END AS line
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [oid],
  );
  // NOT NULL is a constraint of its own in PostgreSQL 18 and already stands on the column.
  const { rows: constraints } = await client.query<Row>(
    `SELECT 'CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
     WHERE conrelid = $1 AND contype <> 'n' ORDER BY array_position('{p,u,f,c,x}'::"char"[], contype), conname`,
    [oid],
  );
  const { rows: indexes } = await client.query<Row>(
    `SELECT replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') || ';' AS line FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = $1 AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
     ORDER BY c.relname`,
    [oid],
  );
  const body = [...columns, ...constraints].map((row) => `  ${row.line}`).join(",\n");
  const after = indexes.map((row) => `${row.line}\n`).join("");
  return `\nCREATE TABLE ${name} (\n${body}\n)${partitions};\n${after}`;
}
