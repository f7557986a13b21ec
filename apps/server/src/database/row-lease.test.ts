import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leaseKeepsItsContract } from "../../test/conformance/lease.ts";
import { createTestDatabase, type TestDatabase } from "../../test/support/test-database.ts";
import { connectDatabase, type DatabaseConnection } from "./connection/connect.ts";
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
    one: createRowLease(connection.db, "one", () => false),
    two: createRowLease(connection.db, "two", () => false),
    lapse: async (name) => {
      await sql`update leases set expires_at = now() - interval '1 second' where name = ${name}`.execute(
        connection.db,
      );
    },
  }));
});

test("C-10: a holder known to have ended is replaced at once, under a new epoch", async () => {
  const ended = createRowLease(connection.db, "ended", () => false);
  const living = createRowLease(connection.db, "living", (holder) => holder === "ended");
  const epoch = await ended.hold("crash");
  expect(await living.hold("crash")).toBe((epoch ?? 0n) + 1n);
  expect(await ended.hold("crash")).toBeNull();
});
