import { sql } from "kysely";
import { afterAll, beforeAll, describe } from "vitest";
import { leaseKeepsItsContract } from "../../test/conformance/lease.ts";
import { createTestDatabase, type TestDatabase } from "../../test/support/test-database.ts";
import { connectDatabase, type DatabaseConnection } from "./connect.ts";
import { createRowLease } from "./row-lease.ts";

let database: TestDatabase;
let connection: DatabaseConnection;
beforeAll(async () => {
  database = await createTestDatabase();
  connection = connectDatabase({
    url: database.url,
    size: 5,
    applicationName: "test",
    onIdleError: () => {},
  });
});
afterAll(async () => {
  await connection.close();
  await database.close();
});

describe("lease row", () => {
  leaseKeepsItsContract(() => ({
    one: createRowLease(connection.db, "one"),
    two: createRowLease(connection.db, "two"),
    lapse: async (name) => {
      await sql`update leases set expires_at = now() - interval '1 second' where name = ${name}`.execute(
        connection.db,
      );
    },
  }));
});
