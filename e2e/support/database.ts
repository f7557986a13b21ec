// The embedded database of a gateway, for what only minutes of waiting would bring.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Gateway } from "./gateway.ts";

/** Who signed in last entered the password six minutes ago: acts that ask for it ask again. */
export async function forgetPasswordEntry({ dataDir }: Gateway): Promise<void> {
  const { port, password } = JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
  const client = new pg.Client({
    ...{ host: "127.0.0.1", port, user: "kaspa_pay", password, database: "kaspa_pay" },
  });
  await client.connect();
  try {
    await client.query(`update sessions set stepped_up_at = now() - interval '6 minutes'
      where id = (select id from sessions order by created_at desc limit 1)`);
  } finally {
    await client.end();
  }
}
