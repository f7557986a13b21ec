// Runs in a process of its own, bundled into a throw-away checkout, so that tests can kill it.
import { createInterface } from "node:readline";
import pg from "pg";
import { startEmbeddedPostgres } from "../../src/database/embedded-postgres/index.ts";

const [dataDir, task] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir: dataDir ?? "", log: () => undefined });
say({
  url: server.url,
  adminUrl: server.adminUrl,
  adopted: server.adopted,
  dataDirectory: server.dataDirectory,
});
if (task === "write") await writeForEver();
await new Promise((resolve) => createInterface({ input: process.stdin }).once("line", resolve));
await server.stop();
process.exit(0);

function say(message: unknown): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** Each printed id is one whose COMMIT the server acknowledged. */
async function writeForEver(): Promise<never> {
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  pool.on("error", () => undefined);
  await pool.query("CREATE TABLE IF NOT EXISTS written (id bigint GENERATED ALWAYS AS IDENTITY, note text)");
  const writer = async () => {
    for (;;) {
      const { rows } = await pool.query("INSERT INTO written (note) VALUES (repeat('x', 200)) RETURNING id");
      say(rows[0].id);
    }
  };
  await Promise.all([writer(), writer(), writer(), writer()]);
  throw new Error("unreachable");
}
