// A link with a maximum number of payments: never more under any concurrency, and unpaid ones do not hold it for ever.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";
import { CREATE_ROUTES, countPayments, makeLink } from "./create-routes.ts";

const MINUTE_MS = 60_000;
const start = Date.parse("2026-05-04T10:00:00Z");
let shiftMs = 0;
const test = gatewayTest({
  parts: { hostNow: () => start + shiftMs },
  env: { KP_TRUST_PROXY: "loopback" },
});

let networks = 0;
const newIp = (): string => {
  networks += 1;
  return `198.51.${100 + Math.floor(networks / 250)}.${1 + (networks % 250)}`;
};
const made = (merchant: Merchant) => countPayments(merchant.gateway, merchant.storeId);
const buy = (gateway: TestGateway, slug: string, ip = newIp(), headers = {}): Promise<Answer> =>
  gateway.call("POST", "/api/v1/payments", {
    body: { paymentLinkSlug: slug },
    headers: { "x-forwarded-for": ip, ...headers },
  });
const pay = async (gateway: TestGateway, { body }: Answer): Promise<void> => {
  gateway.chain.pay({ address: body.kaspaAddress, sompi: 500_000_000n, mine: true });
  await gateway.follow();
};

test("of fifty creates at once, over every route and from as many networks, a link of three takes three", async ({
  gateway,
  merchant,
}) => {
  const { slug } = await makeLink(gateway, merchant.key, { maxPayments: 3 });
  const before = await made(merchant);
  const routes = Object.values(CREATE_ROUTES);
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, at) => routes[at % routes.length]?.(gateway, { slug, ip: newIp() })),
  );
  expect(await made(merchant)).toBe(before + 3);
  const refused = await buy(gateway, slug);
  expect([refused.status, refused.body.code]).toEqual([422, "link_expired"]);
  expect(all.filter((answer) => Number(answer?.status) >= 500)).toEqual([]);
  expect((await gateway.call("GET", `/pay/${slug}`)).status).toBe(410);
});

test("paid payments count for ever; unpaid ones stop counting once their time is over", async ({
  gateway,
  merchant,
}) => {
  const { slug } = await makeLink(gateway, merchant.key, { maxPayments: 3, expiryMinutes: 10 });
  const [paid] = [await buy(gateway, slug), await buy(gateway, slug), await buy(gateway, slug)];
  await pay(gateway, paid as Answer);
  expect((await buy(gateway, slug)).body.code).toBe("link_expired");
  shiftMs += 12 * MINUTE_MS;
  const after = [await buy(gateway, slug), await buy(gateway, slug), await buy(gateway, slug)];
  expect(after.map(({ status }) => status)).toEqual([201, 201, 422]);
});

test("a large link: a visitor has two open payments, a network a fifth of all, and after paying more are possible", async ({
  gateway,
  merchant,
}) => {
  const { slug } = await makeLink(gateway, merchant.key, { maxPayments: 20 });
  const ip = "2001:db8:77:1::1";
  const held = [await buy(gateway, slug, ip), await buy(gateway, slug, ip)];
  const third = await buy(gateway, slug, "2001:db8:77:1::2");
  expect([third.status, third.body.code]).toEqual([429, "rate_limited"]);
  const wait = Number(third.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(30 * 60);
  // Other people of the same network, as far as their browsers show, up to four together.
  const others = [];
  for (const browser of ["a", "b", "c"])
    others.push(await buy(gateway, slug, "2001:db8:77:2::1", { "user-agent": browser }));
  expect(others.map(({ status }) => status)).toEqual([201, 201, 429]);
  expect((await buy(gateway, slug)).status).toBe(201);
  await pay(gateway, held[0] as Answer);
  expect((await buy(gateway, slug, ip)).status).toBe(201);
});

test("the store's own payments count, and have no visitor's bounds", async ({ gateway, merchant }) => {
  const { slug } = await makeLink(gateway, merchant.key, { maxPayments: 5 });
  const own = () =>
    gateway.call("POST", "/api/v1/payments", { as: merchant.key, body: { paymentLinkSlug: slug } });
  const all = await Promise.all(Array.from({ length: 8 }, own));
  expect(all.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 201, 201, 422, 422, 422]);
  expect((await buy(gateway, slug)).body.code).toBe("link_expired");
});

test("addresses of payments over the maximum go to the next payments: no index is skipped", async ({
  gateway,
  merchant,
}) => {
  const { slug } = await makeLink(gateway, merchant.key, { maxPayments: 1 });
  await Promise.all(Array.from({ length: 30 }, () => buy(gateway, slug)));
  const indexes = async (): Promise<number[]> => {
    const text = `select address_index as n from payments where replace(store_id::text, '-', '') = $1 order by 1`;
    return (await gateway.sql(text, [merchant.storeId.slice("sto_".length)])).map(({ n }) => Number(n));
  };
  const isWhole = (all: readonly number[]) => all.every((index, at) => index === at);
  // As many as may be given back, each of which fills a gap.
  for (let more = 0; more < 100 && !isWhole(await indexes()); more++) {
    const own = await gateway.call("POST", "/api/v1/payments", { as: merchant.key, body: { amount: "5" } });
    expect(own.status).toBe(201);
  }
  expect(isWhole(await indexes())).toBe(true);
});
