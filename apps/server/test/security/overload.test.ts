// More slow requests than the database has connections for.
import pg from "pg";
import { afterAll, expect, vi } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const REQUESTS = 500;
/** Connections of the pool of requests. */
const POOL = 10;
const test = gatewayTest({ parts: { poolSize: POOL } });

let holder: pg.Client;
test.beforeAll(async ({ gateway }) => {
  holder = new pg.Client({ connectionString: gateway.database.url });
  await holder.connect();
});
afterAll(() => holder.end());

const makeLink = (merchant: Merchant, number: number): Promise<Answer> =>
  merchant.gateway.call("POST", "/api/v1/links", {
    as: merchant.key,
    body: { title: `Link ${number}`, amount: "5" },
    headers: { "idempotency-key": `link-${number}` },
  });
const counted = async (gateway: TestGateway, what: string) =>
  (await gateway.sql(`select count(*)::int as n from ${what}`))[0]?.n;

test("C-07 when 500 slow requests hold all connections the others read 503 soon and may come back in a second, while the chain is followed on its own connections; later each is done once", {
  timeout: 300_000,
}, async ({ gateway, chain, merchant }) => {
  const { answer: payment } = await gateway.createPayment(merchant.storeId, { amount: "25" });
  chain.pay({ address: payment.kaspaAddress, sompi: BigInt(payment.amountSompi ?? 0) });

  // What every request of this test writes and the follower never touches.
  await holder.query("begin");
  await holder.query("lock table links in access exclusive mode");
  const refused: { number: number; answer: Answer }[] = [];
  const answered: Answer[] = [];
  const all = Array.from({ length: REQUESTS }, async (_, number) => {
    const answer = await makeLink(merchant, number);
    if (answer.status === 503) refused.push({ number, answer });
    else answered.push(answer);
  });
  await vi.waitUntil(() => refused.length >= REQUESTS - POOL, { timeout: 240_000 });
  expect(answered).toEqual([]);
  for (const { answer } of refused) {
    expect(answer.body).toMatchObject({ code: "unavailable" });
    expect(answer.headers.get("retry-after")).toBe("1");
  }
  expect((await makeLink(merchant, REQUESTS)).status).toBe(503);

  // Nothing has been released yet, and the money is read and confirmed.
  chain.mine(200);
  await gateway.follow();
  expect(await gateway.sql("select status from payments where order_id is null")).toEqual([
    { status: "confirmed" },
  ]);
  expect(
    await counted(
      gateway,
      "pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    ),
  ).toBe(POOL);
  expect(answered).toEqual([]);

  await holder.query("commit");
  await Promise.all(all);
  expect(answered.map(({ status }) => status)).toEqual(Array(POOL).fill(201));
  expect(await counted(gateway, "links where title like 'Link %'")).toBe(POOL);
  while (refused.length > 0) {
    const again = await Promise.all(
      refused.splice(0, 2 * POOL).map(({ number }) => makeLink(merchant, number)),
    );
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([201]));
  }
  expect(await counted(gateway, "links where title like 'Link %'")).toBe(REQUESTS);
  expect(await counted(gateway, "idempotency_keys where key like 'link-%'")).toBe(REQUESTS);
  expect(await counted(gateway, "audit_log where action = 'link.created'")).toBe(REQUESTS);
  expect(await gateway.differencesFromChain(merchant.storeId, payment.id)).toEqual([]);
  expect(await gateway.eventTypes(merchant.storeId, payment.id)).toContain("payment.confirmed");
});
