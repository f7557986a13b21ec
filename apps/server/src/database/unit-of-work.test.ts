// Transactions that join: what runs inside one is part of it, and what it leaves behind is not.
import { AsyncResource } from "node:async_hooks";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/support/test-database.ts";
import { createBackground } from "../runtime/background.ts";
import { createLocalBus, publishAfterCommit } from "./bus/bus.ts";
import { connectDatabase, type DatabaseConnection } from "./connection/connect.ts";
import { createUnitOfWork, type Db, type UnitOfWork } from "./unit-of-work.ts";

let database: TestDatabase;
let connection: DatabaseConnection;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connectDatabase({
    url: database.url,
    size: 3,
    applicationName: "kaspa-pay-test",
    onIdleError: () => undefined,
  });
  unitOfWork = createUnitOfWork(connection.db);
  await sql`create table notes (text text primary key)`.execute(connection.db);
});
beforeEach(() => sql`delete from notes`.execute(connection.db));
afterAll(async () => {
  await connection.close();
});

const write = (db: Db, text: string) => sql`insert into notes values (${text})`.execute(db);
async function notes(db: Db): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`select text from notes order by text`.execute(db);
  return rows.map((row) => row.text);
}

test("a transaction inside another one is a part of it: undone with it, and seen by it", async () => {
  const seen: string[][] = [];
  const outer = unitOfWork.transaction(async () => {
    await unitOfWork.transaction((db) => write(db, "inner"));
    await write(unitOfWork.db, "beside");
    seen.push(await notes(unitOfWork.db), await notes(connection.db));
    throw new Error("undo");
  });
  await expect(outer).rejects.toThrow("undo");
  expect(seen).toEqual([["beside", "inner"], []]);
  expect(await notes(unitOfWork.db)).toEqual([]);
});

test("two transactions side by side do not join each other", async () => {
  const bothWrote = barrier(2);
  const bothRead = barrier(2);
  const both = ["one", "two"].map((text) =>
    unitOfWork.transaction(async (db) => {
      await write(db, text);
      await bothWrote();
      const seen = await notes(unitOfWork.db);
      // Neither commits before both have read.
      await bothRead();
      return seen;
    }),
  );
  expect(await Promise.all(both)).toEqual([["one"], ["two"]]);
});

/** Lets its callers go on together, once all have come. */
function barrier(callers: number): () => Promise<void> {
  let left = callers;
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    if (--left === 0) open();
    return opened;
  };
}

test("work that a transaction leaves behind uses the pool once the transaction has ended", async () => {
  let later: () => Promise<string[]> = async () => [];
  await unitOfWork.transaction(async (db) => {
    await write(db, "kept");
    later = AsyncResource.bind(() => notes(unitOfWork.db));
  });
  expect(await later()).toEqual(["kept"]);
});

test("effects after the commit run once it is made, in order, and never after a rollback", async () => {
  const ran: string[] = [];
  const bus = publishAfterCommit(
    createLocalBus((error) => expect(error).toBeUndefined()),
    unitOfWork,
  );
  bus.subscribe(({ topic }) => void ran.push(topic));
  unitOfWork.afterCommit(() => void ran.push("at once"));
  await unitOfWork.transaction(async (db) => {
    await unitOfWork.transaction(async () => bus.publish({ topic: "payments" }));
    unitOfWork.afterCommit(() => void ran.push("second"));
    await write(db, "kept");
    expect(ran).toEqual(["at once"]);
  });
  expect(ran).toEqual(["at once", "payments", "second"]);
  const failing = unitOfWork.transaction(async () => {
    bus.publish({ topic: "deliveries" });
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  expect(ran).toHaveLength(3);
});

test("listeners of the bus and background work begun inside a transaction run outside of it", async () => {
  const seen: Promise<string[]>[] = [];
  const bus = createLocalBus((error) => expect(error).toBeUndefined());
  const background = createBackground((error) => expect(error).toBeUndefined());
  bus.subscribe(() => void seen.push(notes(unitOfWork.db)));
  await unitOfWork.transaction(async (db) => {
    await write(db, "not yet");
    bus.publish({ topic: "settings" });
    background.run(async () => void seen.push(notes(unitOfWork.db)));
    await background.idle();
    expect(await Promise.all(seen)).toEqual([[], []]);
  });
});
