// Watching never ends: payments of an archived link or store still get their money, and their payers see it.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

test("money for a payment of an archived link counts as ever; the link itself takes no new payment", async ({
  gateway,
  merchant,
}) => {
  const { body: link } = await merchant.call("POST", "/api/v1/links", { title: "Tea", amount: "25" });
  const ofLink = await merchant.createPayment({ paymentLinkSlug: link.slug });
  expect((await merchant.call("DELETE", `/api/v1/links/${link.id}`)).status).toBe(200);
  ofLink.pay("25");
  await gateway.mine(12);
  expect((await ofLink.takeWebhooks()).map(({ event }) => event)).toEqual([
    "payment.created",
    "transfer.accepted",
    "transfer.confirmed",
    "payment.confirming",
    "payment.confirmed",
  ]);
  const refused = await gateway.call("POST", "/api/v1/payments", { body: { paymentLinkSlug: link.slug } });
  expect(refused).toMatchObject({ status: 422, body: { code: "link_inactive" } });
  expect((await gateway.call("GET", `/pay/${link.slug}`)).status).toBe(404);
});

test("T-07 a payment of an archived or taken back link is seen by its payer and its store alone", async ({
  gateway,
  clock,
  merchant,
}) => {
  const { body: link } = await merchant.call("POST", "/api/v1/links", { title: "Rice", amount: "25" });
  const { body: payment } = await gateway.call("POST", "/api/v1/payments", {
    body: { paymentLinkSlug: link.slug },
  });
  const token = `?token=${payment.clientToken}`;
  const looks = async (query: string, key?: string) => {
    const { id } = payment;
    const views = ["status", "stream", "qr.svg"].map((view) => `/api/v1/payments/${id}/${view}`);
    const answers = await Promise.all(
      [...views, `/api/pay/status/${id}`, `/p/${id}`].map((path) =>
        fetch(`${gateway.url}${path}${query}`, key === undefined ? {} : { headers: { "x-api-key": key } }),
      ),
    );
    for (const { body } of answers) await body?.cancel();
    return answers.map((answer) => answer.status);
  };
  const unknown = await gateway.call("GET", "/api/v1/payments/pay_00000000000070008000000000000000/status");
  expect(await looks("")).toEqual([200, 200, 200, 200, 200]);
  const path = `/api/v1/links/${link.id}`;
  const putAways = [
    () => merchant.call("PATCH", path, { status: "draft" }),
    () => merchant.call("DELETE", path),
  ];
  for (const putAway of putAways) {
    expect((await putAway()).status).toBe(200);
    await clock.advance(2_000);
    expect(await looks("")).toEqual([404, 404, 404, 404, 404]);
    expect(await looks(`?token=${"x".repeat(43)}`)).toEqual([404, 404, 404, 404, 404]);
    expect(await looks(token)).toEqual([200, 200, 200, 200, 200]);
    expect((await looks("", merchant.key))[0]).toBe(200);
    const hidden = await gateway.call("GET", `/api/v1/payments/${payment.id}/status`);
    const { requestId: _one, ...answer } = hidden.body;
    const { requestId: _other, ...missing } = unknown.body;
    expect(answer).toEqual(missing);
  }
});

test("money for payments of an archived store counts, late money is asked about, and payers see it; nothing new is sold", async ({
  gateway,
  clock,
  merchant,
}) => {
  const thanksUrl = "https://shop.example/thanks";
  const [paid, late] = [
    await merchant.createPayment({ redirectUrl: thanksUrl }),
    await merchant.createPayment(),
  ];
  await clock.advance(5 * MINUTE_MS - 10_000);
  const archive = (archived: boolean) =>
    fetch(`${gateway.url}/trpc/stores.update`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${merchant.token}`,
        "x-kp-csrf": "1",
      },
      body: JSON.stringify({ id: merchant.storeId, archived }),
    });
  expect((await archive(true)).status).toBe(200);
  await clock.advance(2_000);
  paid.pay("25");
  await gateway.mine(12);
  expect((await paid.takeWebhooks()).at(-1)).toEqual({
    event: "payment.confirmed",
    late: false,
    overpaid: false,
  });
  await clock.advance(MINUTE_MS);
  late.pay("25");
  expect((await late.takeWebhooks()).at(-1)).toEqual({
    event: "payment.attention",
    reason: "late",
    amount: "25.00000000",
  });
  const { returnUrl } = await paid.page();
  expect(returnUrl).toContain("/leave/");
  const { body } = await merchant.call("POST", "/api/v1/payments", { amount: "5" });
  expect(body).toMatchObject({ code: "not_found", error: "Store not found" });
  await archive(false);
});
