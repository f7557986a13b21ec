// Where the payer goes once the status is final, and what the shop may believe of it
// (docs/spec/checkout.md#return-to-the-shop).
import { createHmac } from "node:crypto";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";
import type { TestPayment } from "../support/payment.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

test.beforeAll(async ({ merchant }) => {
  await merchant.changeSettings({ redirectHosts: ["shop.example"] });
});

const BOTH = { redirectUrl: "https://shop.example/thanks?a=1#top", cancelUrl: "https://shop.example/basket" };
const OVER_MS = 5 * MINUTE_MS + 31_000;

const ends: readonly [status: string, reach: (payment: TestPayment) => Promise<unknown>, path: string][] = [
  [
    "confirmed",
    async (payment) => {
      payment.pay("25");
      await payment.gateway.mine(12);
    },
    "/thanks",
  ],
  ["canceled", (payment) => payment.action("cancel"), "/basket"],
  ["expired", (payment) => payment.gateway.clock.advance(OVER_MS), "/basket"],
  [
    "invalid",
    async (payment) => {
      payment.pay("10");
      await payment.gateway.catchUp();
      await payment.action("mark", { status: "invalid", note: "fraud" });
    },
    "/thanks",
  ],
];

test.for(ends)(
  "%s: the return link is signed with the present status and checked by the server",
  async (row, { gateway, merchant }) => {
    const [status, reach, path] = row;
    const payment = await merchant.createPayment(BOTH);
    expect((await payment.page()).returnUrl).toBeNull();
    await reach(payment);
    await gateway.catchUp();
    const url = new URL((await payment.page()).returnUrl ?? "");
    expect([url.host, url.pathname]).toEqual(["shop.example", path]);
    if (path === "/thanks") expect([url.searchParams.get("a"), url.hash]).toEqual(["1", "#top"]);
    const proof = new URLSearchParams(
      ["paymentId", "status", "ts", "sig"].map((name) => [name, url.searchParams.get(name) ?? ""]),
    );
    expect(proof.get("status")).toBe(status);
    const check = await gateway.call("GET", `/api/v1/payments/verify-redirect?${proof}`);
    expect(check.body).toMatchObject({
      valid: true,
      verified: status === "confirmed",
      payment: { id: payment.id, status },
    });
    proof.set("status", status === "confirmed" ? "expired" : "confirmed");
    const forged = await gateway.call("GET", `/api/v1/payments/verify-redirect?${proof}`);
    expect(forged.status).toBe(400);
    expect(forged.body).toMatchObject({ valid: false, code: "invalid_request", param: "sig" });
  },
);

test("an ended payment with one of the two addresses goes there", async ({ merchant }) => {
  const [back, away] = [
    await merchant.createPayment({ redirectUrl: BOTH.redirectUrl }),
    await merchant.createPayment({ cancelUrl: BOTH.cancelUrl }),
  ];
  for (const payment of [back, away]) await payment.action("cancel");
  expect((await back.page()).returnUrl).toContain("https://shop.example/thanks");
  expect((await away.page()).returnUrl).toContain("https://shop.example/basket");
});

async function returnOf(
  merchant: Merchant,
  fields: Record<string, unknown>,
): Promise<{ sale: TestPayment; query: URLSearchParams }> {
  const payment = await merchant.createPayment(fields);
  await payment.action("cancel");
  return { sale: payment, query: new URL((await payment.page()).returnUrl ?? "").searchParams };
}

const check = (gateway: TestGateway, query: URLSearchParams) =>
  gateway.call("GET", `/api/v1/payments/verify-redirect?${query}`);
const only = (query: URLSearchParams, names: string): URLSearchParams =>
  new URLSearchParams([...query].filter(([name]) => names.split(" ").includes(name)));

test("the return carries the order id under the signature, and another order id does not fit", async ({
  gateway,
  merchant,
}) => {
  const { query } = await returnOf(merchant, {
    redirectUrl: "https://shop.example/thanks",
    orderId: "A/1 & 2.5",
  });
  expect([...query.keys()].sort()).toEqual(["orderId", "paymentId", "sig", "status", "ts"]);
  expect(query.get("orderId")).toBe("A/1 & 2.5");
  expect((await check(gateway, query)).body).toMatchObject({
    valid: true,
    payment: { orderId: "A/1 & 2.5" },
  });
  // A shop that passes on only the other fields is answered too.
  expect((await check(gateway, only(query, "paymentId status ts sig"))).body.valid).toBe(true);
  query.set("orderId", "A/1 & 2.6");
  expect((await check(gateway, query)).status).toBe(400);
});

test("an order id that the shop wrote into its own URL is signed unchanged", async ({
  gateway,
  merchant,
}) => {
  const { sale: payment, query } = await returnOf(merchant, {
    redirectUrl: "https://shop.example/thanks?orderId=77&lang=de",
  });
  expect((await payment.full()).orderId).toBeNull();
  expect([query.get("orderId"), query.get("lang")]).toEqual(["77", "de"]);
  expect((await check(gateway, only(query, "paymentId status ts sig orderId"))).body).toMatchObject({
    valid: true,
    payment: { orderId: null },
  });
  expect((await check(gateway, only(query, "paymentId status ts sig"))).body.valid).toBe(true);
  query.set("orderId", "78");
  expect((await check(gateway, only(query, "paymentId status ts sig orderId"))).body.valid).toBe(false);
});

test("every refusal of the check has valid: false in the shape of an error", async ({
  gateway,
  merchant,
}) => {
  const { query } = await returnOf(merchant, { redirectUrl: "https://shop.example/thanks" });
  for (const name of ["paymentId", "status", "ts", "sig"]) {
    const rest = new URLSearchParams(query);
    rest.delete(name);
    const answer = await check(gateway, rest);
    expect(answer.status, name).toBe(400);
    expect(answer.body).toMatchObject({ valid: false, code: "invalid_request", param: name });
    expect(answer.body.requestId).toMatch(/^req_/);
  }
  const moved = new URLSearchParams(query);
  moved.set("ts", `${query.get("ts")}.A`);
  expect((await check(gateway, moved)).body).toMatchObject({ valid: false, param: "ts" });
  const unknown = new URLSearchParams(query);
  unknown.set("paymentId", `pay_${"0".repeat(32)}`);
  const answer = await check(gateway, unknown);
  expect(answer.status).toBe(404);
  expect(answer.body).toMatchObject({ valid: false, code: "not_found" });
  const twice = await gateway.call("GET", `/api/v1/payments/verify-redirect?${query}&sig=00`);
  expect([twice.status, twice.body.valid]).toEqual([400, false]);
});

test("the redirect secret is read by a person who entered the password, and checks a return; a key never reads it", async ({
  gateway,
  merchant,
}) => {
  const read = (as: string) => gateway.call("GET", "/api/v1/settings/redirect-secret", { as });
  expect((await read(merchant.key)).body).toMatchObject({ code: "forbidden" });
  expect((await gateway.call("GET", "/api/v1/settings/redirect-secret")).status).toBe(401);
  const owner = { email: merchant.email, password: PASSWORD };
  const { token } = (await gateway.call("POST", "/api/v1/auth/login", { body: owner })).body;
  const { redirectSecret } = (await read(token)).body;
  const { query } = await returnOf(merchant, { redirectUrl: "https://shop.example/thanks", orderId: "A-7" });
  const text = ["paymentId", "status", "ts", "orderId"].map((name) => query.get(name)).join(".");
  expect(createHmac("sha256", redirectSecret).update(text).digest("hex")).toBe(query.get("sig"));
  const rotated = (
    await gateway.call("POST", "/api/v1/settings/rotate-redirect-secret", { body: {}, as: token })
  ).body;
  expect(rotated.redirectSecret).not.toBe(redirectSecret);
  expect((await read(token)).body).toEqual(rotated);
  expect((await check(gateway, query)).body.valid).toBe(false);
});

test("who pays nothing gets the return link in every state; a host that is not listed is shown first", async ({
  gateway,
  merchant,
}) => {
  const listed = await merchant.createPayment(BOTH);
  expect(await listed.page()).toMatchObject({ cancelUrl: BOTH.cancelUrl, returnUrl: null });
  await merchant.changeSettings({ redirectHosts: [] });
  const open = await listed.page();
  expect(open.cancelUrl).toContain(`/leave/${listed.id}?to=cancel&token=`);
  const leave = async (address: string | null) => {
    const { pathname, search } = new URL(address ?? "");
    return (await gateway.call("GET", `${pathname}${search}`)).body as string;
  };
  expect(await leave(open.cancelUrl)).toContain(`href="${BOTH.cancelUrl}"`);
  expect(await leave(open.cancelUrl)).toContain("your payment stays as it is");
  expect((await gateway.call("GET", `/leave/${listed.id}?token=${listed.clientToken}`)).status).toBe(404);
  await listed.action("mark", { status: "paid", note: "cash" });
  const paid = await listed.page();
  expect(paid.returnUrl).toContain(`/leave/${listed.id}?token=`);
  expect(paid.cancelUrl).toContain(`/leave/${listed.id}?to=cancel&token=`);
  expect(await leave(paid.returnUrl)).toContain("https://shop.example/thanks?a=1&amp;paymentId=");
  await merchant.changeSettings({ redirectHosts: ["shop.example"] });
});

test("an app whose scheme is listed gets the signed return; no page opens it by itself", async ({
  gateway,
  merchant,
}) => {
  await merchant.changeSettings({ redirectHosts: ["shop.example", "YourApp:"] });
  expect((await merchant.call("GET", "/api/v1/settings")).body.redirectHosts).toEqual([
    "shop.example",
    "yourapp:",
  ]);
  const to = { redirectUrl: "yourapp://payment?screen=done", cancelUrl: "yourapp://basket", orderId: "A 7" };
  const payment = await merchant.createPayment(to);
  expect((await payment.page()).cancelUrl).toBe("yourapp://basket");
  const path = `/p/${payment.id}?token=${payment.clientToken}`;
  const waiting = (await gateway.call("GET", path)).body as string;
  expect(waiting).toContain('href="yourapp://basket"');
  expect(waiting).not.toContain("data-seconds");
  await payment.action("mark", { status: "paid", note: "cash" });
  const { returnUrl } = await payment.page();
  expect(returnUrl).toMatch(/^yourapp:\/\/payment\?screen=done&paymentId=pay_/);
  const { searchParams: query } = new URL(returnUrl ?? "");
  expect([query.get("status"), query.get("orderId")]).toEqual(["confirmed", "A 7"]);
  const answer = await check(gateway, only(query, "paymentId status ts sig orderId"));
  expect(answer.body).toMatchObject({ valid: true, payment: { orderId: "A 7" } });
  const paid = (await gateway.call("GET", path)).body as string;
  expect(paid).toContain('href="yourapp://payment?screen=done&amp;paymentId=');
  await merchant.changeSettings({ redirectHosts: ["shop.example"] });
  const unlisted = new URL((await payment.page()).returnUrl ?? "");
  const leave = await gateway.call("GET", `${unlisted.pathname}${unlisted.search}`);
  expect(leave.body).toContain("Go to yourapp:");
});

test("a scheme that runs code or pays is no entry of the list", async ({ merchant }) => {
  for (const scheme of [
    "javascript:",
    "data:",
    "file:",
    "blob:",
    "about:",
    "intent:",
    "kaspa:",
    "ms-word:",
  ]) {
    const body = { redirectHosts: ["shop.example", scheme] };
    const answer = await merchant.call("PATCH", "/api/v1/settings", body);
    expect([answer.status, answer.body.code, answer.body.param], scheme).toEqual([
      422,
      "validation_error",
      "redirectHosts.1",
    ]);
  }
});

test("a payment marked paid has its receipt, though no money came", async ({ gateway, merchant }) => {
  const payment = await merchant.createPayment(BOTH);
  await payment.action("mark", { status: "paid", note: "cash" });
  const { receiptUrl } = await payment.page();
  const { pathname, search } = new URL(receiptUrl ?? "");
  const receipt = await gateway.call("GET", `${pathname}${search}`);
  expect(receipt.status).toBe(200);
  expect(receipt.body).toContain(payment.id);
});
