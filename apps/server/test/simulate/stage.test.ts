// The simulate panel of hosted pages: who is offered it, and that it works by the visitor's own session.
import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { compose, type Gateway } from "../../src/container.ts";
import { BY, createShop, createWorld, follow, order } from "../flows/gateway.ts";
import { type House, type Json, type Merchant, openHouse, PASSWORD } from "../security/house.ts";

let house: House;
let shop: Merchant;
let payment: Json;
let slug: string;

beforeAll(async () => {
  house = await openHouse();
  shop = await house.signUp("stage");
  const make = async (path: string, body: object): Promise<Json> =>
    (await house.call("POST", `/api/v1${path}`, { as: shop.key, body })).body;
  payment = await make("/payments", { amount: "25" });
  slug = (await make("/links", { title: "Tea", amount: "5" })).slug;
});
afterAll(() => house.close());

/** The cookie that the dashboard's sign-in sets. */
async function signIn(merchant: Merchant): Promise<string> {
  const answer = await house.call("POST", "/trpc/auth.startSession", {
    headers: { "x-kp-csrf": "1" },
    body: { email: merchant.email, password: PASSWORD },
  });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

const page = async (path: string, cookie?: string): Promise<string> =>
  (await house.call("GET", path, { headers: cookie === undefined ? {} : { cookie } })).body;

/** `store payment` of the panel's element in the page; null where there is none. */
function stageOf(text: string): string | null {
  const place = /<section id="simulate"[^>]*data-store="([^"]*)" data-payment="([^"]*)"/.exec(text);
  return place === null ? null : `${place[1]} ${place[2]}`;
}

test("the panel is on payment and link pages for members who may write payments, and for nobody else", async () => {
  const own = await signIn(shop);
  const stranger = await signIn(await house.signUp("stranger"));
  const paymentPage = `/p/${payment.id}?token=${payment.clientToken}`;
  expect(stageOf(await page(paymentPage, own))).toBe(`${shop.storeId} ${payment.id}`);
  expect(stageOf(await page(`/pay/${slug}`, own))).toBe(`${shop.storeId} `);
  for (const path of [paymentPage, `/pay/${slug}`])
    for (const cookie of [undefined, stranger, "kp_dev=guess"])
      expect(stageOf(await page(path, cookie))).toBeNull();
  await house.sql(
    "update store_members set role = 'viewer' where store_id = (select id from stores where name = $1)",
    ["Shop of stage"],
  );
  expect(stageOf(await page(paymentPage, own))).toBeNull();
  await house.sql("update store_members set role = 'owner' where role = 'viewer'");
});

test("A-09 the route works by session cookie from our own page, and without session, header or origin it is refused", async () => {
  const cookie = await signIn(shop);
  const path = `/api/v1/payments/${payment.id}/simulate`;
  const origin = "http://localhost:23499";
  const full = { cookie, origin, "x-kp-csrf": "1", "x-store-id": shop.storeId };
  const post = (headers: Record<string, string>, body: object = { case: "under" }) =>
    house.call("POST", path, { headers, body });
  const { cookie: _cookie, ...noSession } = full;
  const { "x-kp-csrf": _csrf, ...noHeader } = full;
  expect((await post(noSession)).status).toBe(401);
  expect((await post({ ...noSession, "x-client-token": payment.clientToken })).status).toBe(401);
  expect((await post(noHeader)).status).toBe(403);
  expect((await post({ ...full, origin: "https://evil.example" })).status).toBe(403);
  expect((await post(full)).status).toBe(202);
  house.world.sim.controls.mine(1);
  await follow(house.gateway);
  const read = await house.call("GET", `/api/v1/payments/${payment.id}`, {
    headers: { cookie, "x-store-id": shop.storeId },
  });
  expect(read.body).toMatchObject({ status: "underpaid" });
  expect(read.body.simulations).toContainEqual({ case: "exact", unavailable: null });
});

/** Resolves when the gateway has reached its node. */
const connected = ({ sources: [node] }: Gateway): Promise<void> =>
  new Promise((done) => {
    if (node?.health().state === "connected") done();
    node?.onConnection(({ state }) => state === "connected" && done());
  });

test("a simulated node that is not ours cannot be driven: 409 says so, and no page offers it", async () => {
  const world = await createWorld();
  const gateway = await compose(
    loadConfig({
      PORT: "0",
      DATABASE_URL: world.database.url,
      KP_MASTER_KEY: randomBytes(32).toString("base64"),
      KASPA_NODES_SIMNET: world.sim.rpcUrl,
    }),
    { log: pino({ level: "silent" }) },
  );
  try {
    await connected(gateway);
    await follow(gateway);
    const storeId = await createShop(gateway);
    const { answer } = await order(gateway, storeId);
    const { useCases } = gateway;
    await expect(useCases.simulate({ storeId, paymentId: answer.id }, "exact", BY)).rejects.toMatchObject({
      code: "conflict",
      message: "Only payments on the embedded simulated chain can be simulated",
    });
    const full = await useCases.reads.full(storeId, answer.id);
    expect(full.simulations).toBeNull();
    expect(full.allowedActs).not.toContain("simulate");
    expect(world.sim.controls.truth().mempool).toEqual([]);
  } finally {
    await gateway.stop();
    await world.close();
  }
});
