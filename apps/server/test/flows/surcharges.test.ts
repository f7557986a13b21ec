// A percentage on top of the price, of the store or of a link (docs/decisions/0060-surcharges.md).

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { freshAddress, type Merchant } from "../support/merchant.ts";

const test = gatewayTest({ clock: "stepped", webhooks: true });

const create = (merchant: Merchant, body: unknown) => merchant.call("POST", "/api/v1/payments", body);

async function link(merchant: Merchant, fields: object): Promise<Json> {
  const answer = await merchant.call("POST", "/api/v1/links", { title: "Tea", ...fields });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const SUMS: readonly [
  amount: string,
  currency: string,
  percent: string,
  surcharge: object | null,
  kas: string,
][] = [
  ["25", "KAS", "2.5", { percent: "2.50", amount: "0.62500000", total: "25.62500000" }, "25.62500000"],
  ["0.20000001", "KAS", "2.5", { percent: "2.50", amount: "0.00500000", total: "0.20500001" }, "0.20500001"],
  ["10.01", "USD", "2.5", { percent: "2.50", amount: "0.25", total: "10.26" }, "102.60000000"],
  ["10.20", "USD", "2.5", { percent: "2.50", amount: "0.26", total: "10.46" }, "104.60000000"],
  ["150", "JPY", "1", { percent: "1.00", amount: "2", total: "152" }, "10.13333334"],
  ["0.10", "USD", "1", null, "1.00000000"],
  ["25", "KAS", "0", null, "25.00000000"],
];

test.for(SUMS)(
  "%s %s with %s percent on top is one sum in every view, a half rounded up to the minor unit",
  async ([amount, currency, surchargePercent, surcharge, kas], { merchant, receiver, gateway }) => {
    await merchant.changeSettings({ surchargePercent, minimumAmount: "0.2" });
    const { body: made, status } = await create(merchant, { amount, currency });
    expect(status, JSON.stringify(made)).toBe(201);
    const payment = merchant.payment(made as never);
    await gateway.deliver();
    const sent = receiver.received.map(({ body }) => JSON.parse(body).data.payment);
    const views = [made, await payment.full(), await payment.row(), await payment.page(), sent.at(-1)];
    for (const view of views) {
      expect(view).toMatchObject({ id: payment.id, surcharge, amountExpected: kas });
      expect(Number(view.amount)).toBe(Number(amount));
      if (currency !== "KAS") expect(view.fiat.amount).toBe(Object(surcharge).total ?? amount);
    }
    expect(await payment.publicStatus()).toMatchObject({ amountExpected: kas });
    expect(made.uri).toContain(`amount=${kas.replace(/\.?0+$/, "")}`);
  },
);

test("a link's own percentage wins over the store's, also with 0; a link without one takes the store's", async ({
  merchant,
  gateway,
}) => {
  await merchant.changeSettings({ surchargePercent: 3 });
  const percents: Json[] = [];
  for (const surchargePercent of [undefined, null, "1.25", 0]) {
    const { slug } = await link(merchant, { amount: "10", surchargePercent });
    const { body: seen } = await gateway.call("GET", `/api/v1/links/public/${slug}`);
    const page = (await gateway.call("GET", `/pay/${slug}`)).body;
    const shown = seen.surchargePercent === null ? null : `${Number(seen.surchargePercent)} %`;
    expect(/10 KAS(?: \+ ([\d.]+ %) surcharge)?</.exec(page)?.[1] ?? null).toBe(shown);
    const { body: payment } = await create(merchant, { paymentLinkSlug: slug });
    expect(seen.amountKas).toBe(payment.amountExpected);
    percents.push([seen.surchargePercent, payment.surcharge?.percent ?? null]);
  }
  expect(percents).toEqual([
    ["3.00", "3.00"],
    ["3.00", "3.00"],
    ["1.25", "1.25"],
    [null, null],
  ]);
});

test("whoever chooses the amount pays no surcharge, and a link cannot ask both", async ({ merchant }) => {
  await merchant.changeSettings({ surchargePercent: 3 });
  const deposit = await create(merchant, { type: "deposit" });
  expect(deposit.body).toMatchObject({ surcharge: null, amount: null });
  const open = await link(merchant, { allowAmount: { min: "1" } });
  const chosen = await create(merchant, { paymentLinkSlug: open.slug, amount: "5" });
  expect(chosen.body).toMatchObject({ surcharge: null, amountExpected: "5.00000000" });

  const both = { title: "Tea", allowAmount: {}, surchargePercent: 1 };
  const answers = [
    await merchant.call("POST", "/api/v1/links", both),
    await merchant.call("PATCH", `/api/v1/links/${open.id}`, { surchargePercent: 1 }),
  ];
  for (const { body } of answers)
    expect(body).toMatchObject({ code: "validation_error", param: "surchargePercent" });

  const fixed = await link(merchant, { amount: "5", surchargePercent: 1 });
  const opened = await merchant.call("PATCH", `/api/v1/links/${fixed.id}`, { allowAmount: {} });
  expect(opened.body).toMatchObject({ amount: null, surchargePercent: null });
});

test.for([10.01, "10.01", -1, "2.555", 0.001, "1,5", ""])(
  "%s is no surcharge: stores and links name the field and the bounds",
  async (surchargePercent, { merchant }) => {
    const answers = [
      await merchant.call("PATCH", "/api/v1/settings", { surchargePercent }),
      await merchant.call("POST", "/api/v1/links", { title: "Tea", amount: "5", surchargePercent }),
    ];
    for (const { body } of answers) {
      expect(body).toMatchObject({ code: "invalid_request", param: "surchargePercent" });
      expect(body.error).toContain("0 to 10");
    }
  },
);

test("a payment keeps the percentage that it was made with, and its renewal adds it to the price once", async ({
  merchant,
  gateway,
  clock,
}) => {
  await merchant.changeSettings({ surchargePercent: 10 });
  const old = await merchant.createPayment({ amount: "20" });
  await merchant.changeSettings({ surchargePercent: 0 });
  expect(await old.full()).toMatchObject({ amount: "20.00000000", amountExpected: "22.00000000" });
  await clock.advance(5 * MINUTE_MS + 31_000);
  const answer = await fetch(`${gateway.url}/api/v1/payments/${old.id}/renew?token=${old.clientToken}`, {
    method: "POST",
  });
  expect(await answer.json()).toMatchObject({
    amount: "20.00000000",
    amountExpected: "22.00000000",
    surcharge: { percent: "10.00", amount: "2.00000000", total: "22.00000000" },
  });
});

test("paid with its surcharge: receipt, page, export and search tell price and surcharge apart, and a full refund gives both back", async ({
  merchant,
  gateway,
}) => {
  await merchant.changeSettings({ surchargePercent: 2 });
  const payment = await merchant.createPayment({ amount: "50" });
  const path = `/p/${payment.id}?token=${payment.clientToken}`;
  expect((await gateway.call("GET", path)).body).toContain("50 KAS + 2 % surcharge 1 KAS = 51 KAS");
  payment.pay("51");
  await gateway.mine(14);
  expect(await payment.full()).toMatchObject({
    status: "confirmed",
    amountReceived: "51.00000000",
    amountOverpaid: "0.00000000",
  });
  const receipt = `/receipt/${payment.id}`;
  const token = `?token=${payment.clientToken}`;
  const json = (await gateway.call("GET", `${receipt}.json${token}`)).body;
  expect(json).toMatchObject({
    amount: "50.00000000",
    surcharge: { percent: "2.00", amount: "1.00000000", total: "51.00000000" },
  });
  const page = (await gateway.call("GET", receipt + token)).body.replaceAll(/\s*<[^>]+>\s*/g, "|");
  expect(page).toMatch(/Price\|+50 KAS\|+Surcharge 2 %\|+1 KAS\|+Total\|+51 KAS/);

  const csv: string = (await merchant.call("GET", "/api/v1/payments/export.csv?q=50")).body;
  const [head = [], row = []] = csv.split("\r\n").map((line) => line.split(","));
  const at = (name: string) => row[head.indexOf(name)];
  expect(["payment id", "price", "surcharge percent", "surcharge", "KAS"].map(at)).toEqual([
    payment.id,
    "50.00000000",
    "2.00",
    "1.00000000",
    "51.00000000",
  ]);
  const refund = await merchant.call("POST", `/api/v1/payments/${payment.id}/refunds`, { amount: "full" });
  expect(refund.body).toMatchObject({ amount: "51.00000000" });
});

test("one address for all: the exact sum has surcharge and suffix, the price has neither", async ({
  otherMerchant,
}) => {
  await otherMerchant.changeSettings({ kaspaAddress: await freshAddress(), surchargePercent: "10" });
  const first = (await create(otherMerchant, { amount: "20" })).body;
  const second = (await create(otherMerchant, { amount: "20" })).body;
  for (const made of [first, second]) {
    expect(made).toMatchObject({
      amount: "20.00000000",
      amountMinor: "2000000000",
      surcharge: { amount: "2.00000000", total: "22.00000000" },
    });
    expect(made.amountExpected).toMatch(/^22\.000/);
  }
  expect(first.amountExpected).not.toBe(second.amountExpected);
});
