// The simulate panel of hosted pages: who is offered it, and that it works by the visitor's own session.
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { SYSTEM, startGateway, type TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";

const test = gatewayTest();

let payment: Json;
let slug: string;

test.beforeAll(async ({ gateway, merchant }) => {
  const make = async (path: string, body: object): Promise<Json> =>
    (await gateway.call("POST", `/api/v1${path}`, { as: merchant.key, body })).body;
  payment = await make("/payments", { amount: "25" });
  slug = (await make("/links", { title: "Tea", amount: "5" })).slug;
});

/** The cookie that the dashboard's sign-in sets. */
async function signIn(gateway: TestGateway, merchant: Merchant): Promise<string> {
  const answer = await gateway.call("POST", "/trpc/auth.startSession", {
    headers: { "x-kp-csrf": "1" },
    body: { email: merchant.email, password: PASSWORD },
  });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

const page = async (gateway: TestGateway, path: string, cookie?: string): Promise<string> =>
  (await gateway.call("GET", path, { headers: cookie === undefined ? {} : { cookie } })).body;

/** `store payment` of the panel's element in the page; null where there is none. */
function panelOf(text: string): string | null {
  const panel = /<section id="simulate"[^>]*data-store="([^"]*)" data-payment="([^"]*)"/.exec(text);
  return panel === null ? null : `${panel[1]} ${panel[2]}`;
}

test("the panel is on payment and link pages for members who may write payments, and for nobody else", async ({
  gateway,
  merchant,
}) => {
  const own = await signIn(gateway, merchant);
  const stranger = await signIn(gateway, await gateway.signUp("stranger"));
  const paymentPage = `/p/${payment.id}?token=${payment.clientToken}`;
  expect(panelOf(await page(gateway, paymentPage, own))).toBe(`${merchant.storeId} ${payment.id}`);
  expect(panelOf(await page(gateway, `/pay/${slug}`, own))).toBe(`${merchant.storeId} `);
  for (const path of [paymentPage, `/pay/${slug}`])
    for (const cookie of [undefined, stranger, "kp_dev=guess"])
      expect(panelOf(await page(gateway, path, cookie))).toBeNull();
  await gateway.sql(
    "update store_members set role = 'viewer' where store_id = (select id from stores where name = $1)",
    ["Shop of merchant"],
  );
  expect(panelOf(await page(gateway, paymentPage, own))).toBeNull();
  await gateway.sql("update store_members set role = 'owner' where role = 'viewer'");
});

test("A-09 the route works by session cookie from our own page, and without session, header or origin it is refused", async ({
  gateway,
  chain,
  merchant,
}) => {
  const cookie = await signIn(gateway, merchant);
  const path = `/api/v1/payments/${payment.id}/simulate`;
  const origin = "http://localhost:23499";
  const full = { cookie, origin, "x-kp-csrf": "1", "x-store-id": merchant.storeId };
  const post = (headers: Record<string, string>, body: object = { case: "under" }) =>
    gateway.call("POST", path, { headers, body });
  const { cookie: _cookie, ...noSession } = full;
  const { "x-kp-csrf": _csrf, ...noHeader } = full;
  expect((await post(noSession)).status).toBe(401);
  expect((await post({ ...noSession, "x-client-token": payment.clientToken })).status).toBe(401);
  expect((await post(noHeader)).status).toBe(403);
  expect((await post({ ...full, origin: "https://evil.example" })).status).toBe(403);
  expect((await post(full)).status).toBe(202);
  chain.mine(1);
  await gateway.follow();
  const read = await gateway.call("GET", `/api/v1/payments/${payment.id}`, {
    headers: { cookie, "x-store-id": merchant.storeId },
  });
  expect(read.body).toMatchObject({ status: "underpaid" });
  expect(read.body.simulations).toContainEqual({ case: "exact", unavailable: null });
});

test("a simulated node that is not ours cannot be driven: 409 says so, and no page offers it", async () => {
  const gateway = await startGateway({ foreignNode: true });
  try {
    const storeId = await gateway.createStore();
    const { answer } = await gateway.createPayment(storeId);
    const { useCases } = gateway;
    await expect(useCases.simulate({ storeId, paymentId: answer.id }, "exact", SYSTEM)).rejects.toMatchObject(
      {
        code: "conflict",
        message: "Only payments on the embedded simulated chain can be simulated",
      },
    );
    const full = await useCases.reads.full(storeId, answer.id);
    expect(full.simulations).toBeNull();
    expect(full.allowedActs).not.toContain("simulate");
    expect(gateway.chain.truth().mempool).toEqual([]);
  } finally {
    await gateway.close();
  }
});
