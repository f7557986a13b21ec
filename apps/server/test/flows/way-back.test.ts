// checkout.md 9: where the payer goes once the status is final, and what the shop may believe of it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
  await till.settings({ redirectHosts: ["shop.example"] });
});
afterAll(() => till.close());

const BOTH = { redirectUrl: "https://shop.example/thanks?a=1#top", cancelUrl: "https://shop.example/basket" };
const OVER_MS = 5 * MINUTE_MS + 31_000;

const ends: readonly [status: string, reach: (sale: Sale) => Promise<unknown>, path: string][] = [
  [
    "confirmed",
    async (sale) => {
      sale.pay("25");
      await till.mine(12);
    },
    "/thanks",
  ],
  ["canceled", (sale) => sale.act("cancel"), "/basket"],
  ["expired", () => till.pass(OVER_MS), "/basket"],
  [
    "invalid",
    async (sale) => {
      sale.pay("10");
      await till.catchUp();
      await sale.act("mark", { status: "invalid", note: "fraud" });
    },
    "/thanks",
  ],
];

test.each(ends)(
  "%s: the way back is signed with the present status and checked by the server",
  async (...row) => {
    const [status, reach, path] = row;
    const sale = await till.sale(BOTH);
    expect((await sale.page()).returnUrl).toBeNull();
    await reach(sale);
    await till.catchUp();
    const url = new URL((await sale.page()).returnUrl ?? "");
    expect([url.host, url.pathname]).toEqual(["shop.example", path]);
    if (path === "/thanks") expect([url.searchParams.get("a"), url.hash]).toEqual(["1", "#top"]);
    const proof = new URLSearchParams(
      ["paymentId", "status", "ts", "sig"].map((name) => [name, url.searchParams.get(name) ?? ""]),
    );
    expect(proof.get("status")).toBe(status);
    const check = await till.call("GET", `/api/v1/payments/verify-redirect?${proof}`);
    expect(check.body).toMatchObject({
      valid: true,
      verified: status === "confirmed",
      payment: { id: sale.id, status },
    });
    proof.set("status", "confirmed");
    const forged = await till.call("GET", `/api/v1/payments/verify-redirect?${proof}`);
    expect(forged.body).toMatchObject({ valid: status === "confirmed", verified: status === "confirmed" });
  },
);

test("an ended payment with one of the two addresses goes there", async () => {
  const [back, away] = [
    await till.sale({ redirectUrl: BOTH.redirectUrl }),
    await till.sale({ cancelUrl: BOTH.cancelUrl }),
  ];
  for (const sale of [back, away]) await sale.act("cancel");
  expect((await back.page()).returnUrl).toContain("https://shop.example/thanks");
  expect((await away.page()).returnUrl).toContain("https://shop.example/basket");
});

test("a payment marked paid has its receipt, though no money came", async () => {
  const sale = await till.sale(BOTH);
  await sale.act("mark", { status: "paid", note: "cash" });
  const { receiptUrl } = await sale.page();
  const { pathname, search } = new URL(receiptUrl ?? "");
  const receipt = await till.call("GET", `${pathname}${search}`);
  expect(receipt.status).toBe(200);
  expect(receipt.body).toContain(sale.id);
});
