import pg from "pg";
import type { TestWorld } from "../flows/gateway.ts";

/** One SQL statement outside of the gateway, as by an accident or an operator. */
export async function query<Row extends object>(
  { database }: TestWorld,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
