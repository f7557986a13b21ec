// More slow requests than the database has connections for.
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { differencesFromChain } from "../flows/chain-truth.ts";
import { eventTypes, follow, order } from "../flows/gateway.ts";
import { type Answer, type House, type Merchant, openHouse } from "./house.ts";

const REQUESTS = 500;
/** Connections of the pool of requests. */
const POOL = 10;

let house: House;
let shop: Merchant;
let holder: pg.Client;
beforeAll(async () => {
  house = await openHouse({ poolSize: POOL });
  shop = await house.signUp("busy");
  holder = new pg.Client({ connectionString: house.world.database.url });
  await holder.connect();
});
afterAll(async () => {
  await holder.end();
  await house.close();
});

const makeLink = (number: number): Promise<Answer> =>
  house.call("POST", "/api/v1/links", {
    as: shop.key,
    body: { title: `Link ${number}`, amount: "5" },
    headers: { "idempotency-key": `link-${number}` },
  });
const counted = async (what: string) => (await house.sql(`select count(*)::int as n from ${what}`))[0]?.n;

test("C-07 when 500 slow requests hold all connections the others read 503 soon and may come back in a second, while the chain is followed on its own connections; later each is done once", {
  timeout: 300_000,
}, async () => {
  const { gateway, world } = house;
  const { answer: payment } = await order(gateway, shop.storeId, { amount: "25" });
  world.sim.controls.pay({ address: payment.kaspaAddress, sompi: BigInt(payment.amountSompi ?? 0) });

  // What every request of this test writes and the follower never touches.
  await holder.query("begin");
  await holder.query("lock table links in access exclusive mode");
  const refused: { number: number; answer: Answer }[] = [];
  const answered: Answer[] = [];
  const all = Array.from({ length: REQUESTS }, async (_, number) => {
    const answer = await makeLink(number);
    if (answer.status === 503) refused.push({ number, answer });
    else answered.push(answer);
  });
  await vi.waitUntil(() => refused.length >= REQUESTS - POOL, { timeout: 240_000 });
  expect(answered).toEqual([]);
  for (const { answer } of refused) {
    expect(answer.body).toMatchObject({ code: "unavailable" });
    expect(answer.headers.get("retry-after")).toBe("1");
  }
  expect((await makeLink(REQUESTS)).status).toBe(503);

  // Nothing has been released yet, and the money is read and confirmed.
  world.sim.controls.mine(200);
  await follow(gateway);
  expect(await house.sql("select status from payments where order_id is null")).toEqual([
    { status: "confirmed" },
  ]);
  expect(
    await counted("pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"),
  ).toBe(POOL);
  expect(answered).toEqual([]);

  await holder.query("commit");
  await Promise.all(all);
  expect(answered.map(({ status }) => status)).toEqual(Array(POOL).fill(201));
  expect(await counted("links where title like 'Link %'")).toBe(POOL);
  while (refused.length > 0) {
    const again = await Promise.all(refused.splice(0, 2 * POOL).map(({ number }) => makeLink(number)));
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([201]));
  }
  expect(await counted("links where title like 'Link %'")).toBe(REQUESTS);
  expect(await counted("idempotency_keys where key like 'link-%'")).toBe(REQUESTS);
  expect(await counted("audit_log where action = 'link.created'")).toBe(REQUESTS);
  expect(await differencesFromChain(world, gateway, shop.storeId, payment.id)).toEqual([]);
  expect(await eventTypes(gateway, shop.storeId, payment.id)).toContain("payment.confirmed");
});
