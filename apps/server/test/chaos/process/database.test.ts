// The database is lost: at once, during a COMMIT, or it is not started yet.
import { describe, test } from "vitest";
import { createTestDatabase } from "../../support/test-database.ts";
import { startDatabase } from "../database-process.ts";
import { readLedger } from "../ledger.ts";
import { seeded } from "../seeded.ts";
import { createServerProcess } from "../server-process.ts";
import { startPgProxy } from "./pg-proxy.ts";
import { CRASHING, openQuiet, order, pay, seen, TEST_MS, until, violationsAtEnd } from "./steps.ts";

describe.concurrent("the database goes away", () => {
  test("C-03: after an immediate stop every order is answered 201 or 503, and no acknowledged one is gone", {
    timeout: TEST_MS,
  }, async ({ expect }) => {
    const database = await startDatabase();
    const cluster = await openQuiet("immediate stop", database.databaseUrl());
    try {
      pay(cluster, await order(cluster));
      cluster.chain.mine(2);
      database.kill("SIGQUIT");
      for (let number = 0; number < 40; number++) {
        const key = `during-${number}`;
        const call = await cluster.client.ask({ key, body: { ...BODY, orderId: key } });
        if (call.outcome === "ok") break;
      }
      const answers = cluster.client.history
        .filter((call) => call.outcome !== "ok")
        .map((call) => call.answer.slice(0, 3));
      expect(answers.length).toBeGreaterThan(0);
      expect(new Set(answers)).toEqual(new Set(["503"]));
      await cluster.servers[0]?.ready();
      pay(cluster, await order(cluster));
      expect(await violationsAtEnd(cluster)).toEqual([]);
    } finally {
      await cluster.close();
      await database.close();
    }
  });

  test.for(["before", "after"] as const)(
    "C-05: the connection is lost %s the database has done a COMMIT; order, action and page are retried and there once",
    { timeout: TEST_MS },
    async (when, { expect }) => {
      const database = await createTestDatabase();
      const proxy = await startPgProxy(database.url);
      const cluster = await openQuiet(`cut ${when}`, database.url, { serverDatabaseUrl: proxy.url });
      try {
        proxy.cutNext(/insert into payments/i, when);
        const payment = await order(cluster);
        expect(proxy.cuts).toBe(1);
        const canceled = await order(cluster);
        proxy.cutNext(/^commit/i, when);
        await cluster.staff.cancel(canceled.id);
        expect(proxy.cuts).toBe(2);
        // Done already, so it cannot be done again; or not done, so it is done now.
        await cluster.staff.cancel(canceled.id);
        const { audits } = await readLedger(cluster.database);
        const noted = audits.filter((row) => row.action === "payment.cancel");
        expect(noted).toEqual([{ action: "payment.cancel", target: canceled.id, times: 1 }]);

        pay(cluster, payment);
        proxy.cutNext(/^commit/i, when);
        cluster.chain.mine(2);
        await until("the page is cut", async () => proxy.cuts === 3);
        await seen(cluster, payment);
        expect(await violationsAtEnd(cluster)).toEqual([]);
      } finally {
        await cluster.close();
        await proxy.close();
        await database.close();
      }
    },
  );

  test("C-03: a server that starts before its database has recovered waits for it", {
    timeout: TEST_MS,
  }, async ({ expect }) => {
    const database = await createTestDatabase();
    const proxy = await startPgProxy(database.url);
    proxy.turnAway(3);
    const server = await createServerProcess(seeded("early"), {
      program: CRASHING,
      nodeUrl: "ws://127.0.0.1:9",
      databaseUrl: proxy.url,
    });
    try {
      server.start();
      await until("it answers", async () => {
        const answer = await fetch(`${server.url}/healthz`).catch(() => null);
        return answer?.ok === true;
      });
      expect(proxy.cuts).toBe(3);
      expect(server.running()).toBe(true);
    } finally {
      await server.close();
      await proxy.close();
      await database.close();
    }
  });
});

const BODY = { amount: "3", currency: "KAS", requiredConfirmations: 10, expiryMinutes: 5 } as const;
