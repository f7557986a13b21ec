import pg from "pg";
import { expect, test } from "vitest";
import { createTestDatabase } from "./test-database.ts";

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

test("two test databases share nothing", async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const [one, two] = await Promise.all([connect(first.url), connect(second.url)]);
  await one.query("CREATE TABLE mine (id int)");
  const { rows } = await two.query("SELECT to_regclass('mine') AS found");
  expect(rows[0].found).toBeNull();
  await Promise.all([one.end(), two.end()]);
  await Promise.all([first.close(), second.close()]);
});

test("a connection left open is reported when the database is closed", async () => {
  const database = await createTestDatabase();
  const leak = await connect(database.url);
  leak.on("error", () => undefined);
  await leak.query("SELECT 'leaked'");
  await expect(database.close()).rejects.toThrow(/1 connection\(s\) still open.*leaked/);
  await leak.end().catch(() => undefined);
});
