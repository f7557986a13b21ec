// How many payments visitors may make, over any route: budgets of their network and of the link, and callers that
// are no visitors.

import { afterAll, beforeAll, describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";
import { NO_LIMITS } from "../support/no-limits.ts";
import { CREATE_ROUTES, countPayments, makeLink, type Visit } from "./create-routes.ts";
import { flood } from "./flood.ts";

const BURST = 10;
const STEADY = 4;

/** Large enough for all tests, so that only the other budget applies. */
const ROOMY = 100_000;
const LINK = 6;
const PROXIED = { KP_TRUST_PROXY: "loopback" };

/** Networks have the budget that a gateway has by itself. */
const test = gatewayTest({
  env: PROXIED,
  parts: {
    limits: {
      ...NO_LIMITS,
      createPerMinute: STEADY,
      createBurst: BURST,
      createPerLinkPerHour: ROOMY,
    },
  },
});

/** Here links have a small one. */
let linked: TestGateway;
let carol: Merchant;
beforeAll(async () => {
  linked = await startGateway({
    env: PROXIED,
    parts: { limits: { ...NO_LIMITS, createPerLinkPerHour: LINK } },
  });
  carol = await linked.signUp("carol");
});
afterAll(() => linked.close());

const enterRest = (gateway: TestGateway, visit: Visit): Promise<Answer> =>
  CREATE_ROUTES.rest?.(gateway, visit) as Promise<Answer>;

let networks = 0;
/** Addresses of one network that no test had before. */
const network = (): (() => string) => {
  networks += 1;
  const prefix = `2001:db8:${networks.toString(16)}:0`;
  let host = 0;
  return () => `${prefix}::${(++host).toString(16)}`;
};

/** Tries until the budget is used up. Each new minute gives a part of it back, so how many tries that takes varies. */
async function untilRefused(create: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await create();
    if (answer.status === 429) return answer;
  }
  throw new Error("100 creates were not refused");
}

describe.each(Object.keys(CREATE_ROUTES))("through %s", (name) => {
  const enter = CREATE_ROUTES[name] as (typeof CREATE_ROUTES)[string];

  test("a network that has used up its budget is refused with a time to come back, another one is not", async ({
    gateway,
    merchant,
  }) => {
    const spent = network();
    const { slug } = await makeLink(gateway, merchant.key);
    const refused = await untilRefused(() => enter(gateway, { slug, ip: spent() }));
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const other = await enter(gateway, { slug, ip: network()() });
    expect([200, 201, 303]).toContain(other.status);
  });

  test("a link that many networks flood is closed for visitors, and stays open for the shop", async () => {
    const { slug } = await makeLink(linked, carol.key);
    const before = await countPayments(linked, carol.storeId);
    for (let i = 0; i < 2 * LINK; i++) await enter(linked, { slug, ip: network()() });
    expect(await countPayments(linked, carol.storeId)).toBe(before + LINK);
    const body = { paymentLinkSlug: slug };
    expect((await linked.call("POST", "/api/v1/payments", { as: carol.key, body })).status).toBe(201);
  });
});

test("a paid payment returns its share of the link's budget: a shop that sells is never stopped", async () => {
  const { slug } = await makeLink(linked, carol.key);
  const buy = () => CREATE_ROUTES.rest?.(linked, { slug, ip: network()() });
  for (let sold = 0; sold < LINK; sold++) {
    const made = await buy();
    expect(made?.status).toBe(201);
    linked.chain.pay({ address: made?.body.kaspaAddress, sompi: 500_000_000n, mine: true });
  }
  await linked.follow();
  for (let more = 0; more < LINK; more++) expect((await buy())?.status).toBe(201);
});

test("requests that are refused spend neither the network's budget nor the link's", async ({
  gateway,
  merchant,
}) => {
  const { slug } = await makeLink(gateway, merchant.key);
  const ip = network();
  const faulty: object[] = [
    { amount: "x" },
    { amount: "7" },
    { customerEmail: "nobody" },
    { other: "field" },
  ];
  for (const body of [...faulty, ...faulty, ...faulty, ...faulty]) {
    const answer = await enterRest(gateway, { slug, ip: ip(), body: body as Record<string, string> });
    expect(answer?.status).toBe(400);
  }
  for (let i = 0; i < 6; i++) expect((await enterRest(gateway, { slug, ip: ip() }))?.status).toBe(201);
});

test("a repeat under an Idempotency-Key costs nothing", async ({ gateway, merchant }) => {
  const { slug } = await makeLink(gateway, merchant.key);
  const [ip] = [network()()];
  const headers = { "idempotency-key": "try-1" };
  const first = await enterRest(gateway, { slug, ip, headers });
  for (let i = 0; i < 30; i++) {
    const again = await enterRest(gateway, { slug, ip, headers });
    expect([again?.status, again?.body.id]).toEqual([201, first?.body.id]);
  }
  expect((await enterRest(gateway, { slug, ip }))?.status).toBe(201);
});

test.for<[what: string, proof: (owner: Merchant) => string]>([
  ["an API key", ({ key }) => key],
  ["a session", ({ token }) => token],
])(
  "%s of another store makes its owner no less a visitor",
  async ([_name, proof], { gateway, merchant, otherMerchant }) => {
    const ip = network();
    const { slug } = await makeLink(gateway, merchant.key);
    const refused = await untilRefused(() =>
      enterRest(gateway, { slug, ip: ip(), as: proof(otherMerchant) }),
    );
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  },
);

test("the store's own key and session are no visitors", async ({ gateway, merchant }) => {
  const { slug } = await makeLink(gateway, merchant.key);
  const ip = network()();
  for (const as of [merchant.key, merchant.token]) {
    for (let i = 0; i < 20; i++) expect((await enterRest(gateway, { slug, ip, as }))?.status).toBe(201);
  }
});

test("of hundreds of creates over every route no more are made than one network may have made", {
  timeout: 300_000,
}, async ({ gateway, merchant, otherMerchant }) => {
  const made = await flood(gateway, { owner: merchant, stranger: otherMerchant, creates: 400, parallel: 16 });
  expect(made.refused).toBeGreaterThan(300);
  expect(made.faults).toBe(0);
  // Each minute that has begun gives the steady part once more.
  expect(made.payments).toBeLessThanOrEqual(BURST + STEADY * made.minutes);
  expect(made.payments).toBeGreaterThanOrEqual(BURST);
});

describe("guesses", () => {
  const NO_CLAIM = `/api/v1/claims/rfd_${"0".repeat(32)}_${"A".repeat(32)}`;
  const PATHS = [
    "/pay/no-such-link",
    "/p/pay_no",
    "/p/pay_no?token=ct_no",
    "/receipt/pay_no",
    "/leave/pay_no",
    "/claim/rfd_no",
  ];
  test.each([...PATHS, "/api/v1/links/public/no-such-link", "/api/v1/payments/pay_no/status", NO_CLAIM])(
    "%s is counted as a miss",
    async (path) => {
      const strict = await startGateway({
        env: PROXIED,
        parts: { limits: { ...NO_LIMITS, missesPerMinute: 3 } },
      });
      try {
        const look = (ip: string) => strict.call("GET", path, { headers: { "x-forwarded-for": ip } });
        const seen: number[] = [];
        for (let i = 0; i < 4; i++) seen.push((await look(`2001:db8::${i + 1}`)).status);
        expect(seen).toEqual([404, 404, 404, 429]);
        const refused = await look("2001:db8::9");
        expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
        expect((await look("2001:db8:0:1::1")).status).toBe(404);
      } finally {
        await strict.close();
      }
    },
  );
});
