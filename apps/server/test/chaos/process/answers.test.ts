// What clients get when a server is killed or stopped during their requests.
import { Agent, request } from "node:http";
import { describe, test } from "vitest";
import { createTestDatabase } from "../../support/test-database.ts";
import type { Cluster } from "./cluster.ts";
import { openQuiet, order, pay, TEST_MS, violationsAtEnd } from "./steps.ts";

/** `KP_ROUNDS=100` for the whole of M-03. */
const ROUNDS = Number(process.env.KP_ROUNDS ?? "3");
const IN_FLIGHT = 1_000;

describe.concurrent("a server that goes", () => {
  test(`M-03: ${ROUNDS} times killed between commit and answer: the same request gets the first answer, marked as replayed`, {
    timeout: TEST_MS + ROUNDS * 10_000,
  }, async ({ expect }) => {
    const database = await createTestDatabase();
    const cluster = await openQuiet("replays", database.url);
    try {
      const [server] = cluster.servers;
      for (let round = 0; round < ROUNDS; round++) {
        await server?.tell({ point: "http.after-commit", nth: 1, signal: "SIGKILL" });
        const body = { ...BODY, orderId: `round-${round}` };
        const send = () => cluster.client.send(body.orderId, body);
        await expect(send()).rejects.toThrow();
        expect(await server?.ended()).toBe("SIGKILL");
        await cluster.startStopped();
        const [first, second] = [await send(), await send()];
        expect([first.status, first.replayed, second.replayed]).toEqual([201, "true", "true"]);
        expect(second.text).toBe(first.text);
      }
      pay(cluster, await order(cluster));
      expect(await violationsAtEnd(cluster)).toEqual([]);
    } finally {
      await cluster.close();
      await database.close();
    }
  });

  test("C-11: SIGTERM while 1,000 requests are in flight: all are answered, and it exits with 0 within 10 s", {
    timeout: TEST_MS,
  }, async ({ expect }) => {
    const database = await createTestDatabase();
    const cluster = await openQuiet("drain", database.url);
    const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT, maxFreeSockets: IN_FLIGHT });
    try {
      const [server] = cluster.servers;
      const payment = await order(cluster);
      const ask = flight(cluster, agent, `/api/v1/payments/${payment.id}`);
      await Promise.all(Array.from({ length: IN_FLIGHT }, () => ask().answered));
      const asked = Array.from({ length: IN_FLIGHT }, () => ask());
      await Promise.all(asked.map((each) => each.sent));
      server?.signal("SIGTERM");
      const answers = await Promise.all(asked.map((each) => each.answered));
      // A machine that is too slow for so many at once refuses some with 503: that is an answer too.
      expect(answers.filter((text) => text !== "200" && text !== "503")).toEqual([]);
      expect(answers).toContain("200");
      // The server gives itself 10 s and exits with 1 when it needs more.
      expect(await server?.ended()).toBe(0);
      await cluster.startStopped();
      pay(cluster, payment);
      expect(await violationsAtEnd(cluster)).toEqual([]);
    } finally {
      agent.destroy();
      await cluster.close();
      await database.close();
    }
  });
});

const BODY = { amount: "3", currency: "KAS", requiredConfirmations: 10, expiryMinutes: 5 } as const;

/** Requests whose bytes are known to have left before the answer is waited for. */
function flight(cluster: Cluster, agent: Agent, path: string) {
  return (): { sent: Promise<void>; answered: Promise<string> } => {
    const headers = { authorization: `Bearer ${cluster.client.apiKey}` };
    const asking = request(`${cluster.servers[0]?.url}${path}`, { agent, headers });
    const answered = new Promise<string>((done) => {
      asking.on("error", (error) => done(error.message));
      asking.on("response", (response) => {
        response.resume();
        response.on("close", () => done(response.complete ? String(response.statusCode) : "cut off"));
      });
    });
    const sent = new Promise<void>((done) => asking.end(() => done()));
    return { sent, answered };
  };
}
