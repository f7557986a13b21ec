import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { busKeepsItsContract } from "../../../test/conformance/bus.ts";
import { createTestDatabase, type TestDatabase } from "../../../test/support/test-database.ts";
import { type ChangeNotification, createLocalBus } from "./bus.ts";

import { createNotifyBus, type NotifyBus } from "./notify-bus.ts";

describe("within one process", () => {
  busKeepsItsContract(async () => {
    const bus = createLocalBus(() => {});
    return { near: bus, far: bus };
  });
});

describe("between processes", () => {
  let database: TestDatabase;
  let opened: NotifyBus[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(opened.map((bus) => bus.stop()));
    opened = [];
  });
  afterAll(() => database.close());

  async function start(holder: string): Promise<NotifyBus> {
    const bus = createNotifyBus({ url: database.url, holder, onError: () => {} });
    await bus.start();
    opened.push(bus);
    return bus;
  }

  busKeepsItsContract(async () => ({ near: await start("one"), far: await start("two") }));

  test("a process gets its own change notification once, at once", async () => {
    const [near, far] = [await start("one"), await start("two")];
    const received: ChangeNotification[] = [];
    near.subscribe((hint) => received.push(hint));
    const arrived = new Promise((done) => far.subscribe(done));
    near.publish({ topic: "payments", paymentIds: ["pay_1"] });
    expect(received).toHaveLength(1);
    await arrived;
    expect(received).toHaveLength(1);
  });

  test("a cut connection comes back by itself, and everything counts as changed meanwhile", async () => {
    const bus = await start("one");
    const again = new Promise<ChangeNotification>((done) => bus.subscribe(done));
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kaspa-pay-bus'",
    );
    await admin.end();
    expect((await again).paymentIds).toBeUndefined();
  });
});
