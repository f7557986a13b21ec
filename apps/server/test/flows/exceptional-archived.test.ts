// Watching never ends: payments of an archived link or store still get their money, and their payers see the truth.
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS, openTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

test("money for a payment of an archived link counts as ever; the link itself takes no new payment", async () => {
  const { body: link } = await till.call("POST", "/api/v1/links", { title: "Tea", amount: "25" }, till.key);
  const sale = await till.sale({ paymentLinkSlug: link.slug });
  expect((await till.call("DELETE", `/api/v1/links/${link.id}`, undefined, till.key)).status).toBe(200);
  sale.pay("25");
  await till.mine(12);
  expect((await sale.told()).map(({ event }) => event)).toEqual([
    "payment.created",
    "transfer.accepted",
    "transfer.confirmed",
    "payment.confirming",
    "payment.confirmed",
  ]);
  const refused = await till.call("POST", "/api/v1/payments", { paymentLinkSlug: link.slug });
  expect(refused).toMatchObject({ status: 422, body: { code: "link_inactive" } });
  expect((await till.call("GET", `/pay/${link.slug}`)).status).toBe(404);
});

test("T-07 a payment of an archived or taken back link is seen by its payer and its store alone", async () => {
  const { body: link } = await till.call("POST", "/api/v1/links", { title: "Rice", amount: "25" }, till.key);
  const { body: payment } = await till.call("POST", "/api/v1/payments", { paymentLinkSlug: link.slug });
  const token = `?token=${payment.clientToken}`;
  const looks = async (query: string, key?: string) => {
    const views = ["status", "stream", "qr.svg"].map((view) => `/api/v1/payments/${payment.id}/${view}`);
    const answers = await Promise.all(
      [...views.map((view) => view + query), `/p/${payment.id}${query}`].map((path) =>
        fetch(`${till.gateway.url}${path}`, key === undefined ? {} : { headers: { "x-api-key": key } }),
      ),
    );
    for (const { body } of answers) await body?.cancel();
    return answers.map((answer) => answer.status);
  };
  const unknown = await till.call("GET", "/api/v1/payments/pay_00000000000070008000000000000000/status");
  expect(await looks("")).toEqual([200, 200, 200, 200]);
  const path = `/api/v1/links/${link.id}`;
  const putAways = [
    () => till.call("PATCH", path, { status: "draft" }, till.key),
    () => till.call("DELETE", path, undefined, till.key),
  ];
  for (const putAway of putAways) {
    expect((await putAway()).status).toBe(200);
    await till.pass(2_000);
    expect(await looks("")).toEqual([404, 404, 404, 404]);
    expect(await looks(`?token=${"x".repeat(43)}`)).toEqual([404, 404, 404, 404]);
    expect(await looks(token)).toEqual([200, 200, 200, 200]);
    expect((await looks("", till.key))[0]).toBe(200);
    const hidden = await till.call("GET", `/api/v1/payments/${payment.id}/status`);
    const { requestId: _one, ...told } = hidden.body;
    const { requestId: _other, ...missing } = unknown.body;
    expect(told).toEqual(missing);
  }
});

test("money for payments of an archived store counts, late money is asked about, and payers see it; nothing new is sold", async () => {
  const shop = "https://shop.example/thanks";
  const [paid, late] = [await till.sale({ redirectUrl: shop }), await till.sale()];
  await till.pass(5 * MINUTE_MS - 10_000);
  const archive = (archived: boolean) =>
    fetch(`${till.gateway.url}/trpc/stores.update`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${till.token}`,
        "x-kp-csrf": "1",
      },
      body: JSON.stringify({ id: till.storeId, archived }),
    });
  expect((await archive(true)).status).toBe(200);
  await till.pass(2_000);
  paid.pay("25");
  await till.mine(12);
  expect((await paid.told()).at(-1)).toEqual({ event: "payment.confirmed", late: false, overpaid: false });
  await till.pass(MINUTE_MS);
  late.pay("25");
  expect((await late.told()).at(-1)).toEqual({
    event: "payment.attention",
    reason: "late",
    amount: "25.00000000",
  });
  const { returnUrl } = await paid.page();
  expect(returnUrl).toContain("/leave/");
  const { body } = await till.call("POST", "/api/v1/payments", { amount: "5" }, till.key);
  expect(body).toMatchObject({ code: "not_found", error: "Store not found" });
  await archive(false);
});
