import pg from "pg";
import type { TestWorld } from "../flows/gateway.ts";

/** One statement past the gateway: what an accident, or an operator, does to the database. */
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
