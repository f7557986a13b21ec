// One payment is shown in many places: the answer that made it, the list, the full object, the payer's view, the public
// status and the webhooks. Fields of one name say the same in all of them.
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshAddress } from "../receive/static-address.ts";
import type { Json } from "../security/house.ts";
import { MINUTE_MS, openTill, type Sale, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await openTill();
});
afterAll(() => till.close());

/** Shaped for its reader, or of another moment. */
const OWN_FORM = new Set(["transfers", "attention", "serverTime", "cancelUrl", "uri", "timeline"]);
/** What everybody needs of a payment. */
const COMMON = ["id", "status", "amountExpected", "amountExpectedSompi", "expiresAt"];
/** What every view of the whole payment needs besides; the status is what a page polls. */
const WHOLE = ["amount", "currency", "fiat", "replaces", "kaspaAddress", "livemode", "network"];

const without = ({ ...view }: Json, field: string): Json => {
  delete view[field];
  return view;
};

async function viewsOf(sale: Sale, made: Json): Promise<Record<string, Json>> {
  await till.catchUp();
  const bodies = till.receiver.received.map(({ body }) => JSON.parse(body));
  const told = bodies.filter(({ data }) => data.payment?.id === sale.id).map(({ data }) => data.payment);
  const newest = told.toSorted((a, b) => a.version - b.version).at(-1);
  const open = made.status === (await sale.status()).status ? { made } : {};
  return {
    ...open,
    full: await sale.full(),
    row: await sale.row(),
    payer: await sale.page(),
    payerByApi: (await till.call("GET", `/api/v1/payments/${sale.id}?token=${sale.clientToken}`)).body,
    status: await sale.status(),
    // A webhook names the page without the payer's proof.
    webhook: without(newest, "checkoutUrl"),
  };
}

async function expectOneStory(sale: Sale, made: Json): Promise<void> {
  const views = Object.entries(await viewsOf(sale, made));
  for (const [name, view] of views) {
    for (const field of [...COMMON, ...(name === "status" ? [] : WHOLE)])
      expect(view, name).toHaveProperty(field);
    for (const [other, rival] of views) {
      const shared = Object.keys(view).filter((field) => field in rival && !OWN_FORM.has(field));
      for (const field of shared)
        expect(view[field], `${field} of ${name} and ${other}`).toEqual(rival[field]);
    }
  }
}

const asks: readonly [name: string, ask: Record<string, unknown>, amount: string | null, currency: string][] =
  [
    ["a KAS price", { amount: "25" }, "25.00000000", "KAS"],
    ["a fiat price", { amount: "10.5", currency: "EUR" }, "10.50", "EUR"],
    ["an open amount", { type: "deposit" }, null, "KAS"],
  ];

test.each(asks)(
  "%s is the same in every view, before and after it is paid",
  async (_name, ask, amount, currency) => {
    const order = { expiryMinutes: 5, cancelUrl: "https://shop.example/basket", ...ask };
    const made = (await till.call("POST", "/api/v1/payments", order, till.key)).body;
    const sale = till.saleOf(made);
    expect(await sale.full()).toMatchObject({ amount, currency });
    await expectOneStory(sale, made);
    sale.pay(made.amountExpected ?? "3");
    await till.mine(12);
    expect((await sale.status()).status).toBe("confirmed");
    // Who paid stands on a public chain: everybody may read it here.
    expect((await sale.status()).senderAddress).toMatch(/^kaspasim:/);
    await expectOneStory(sale, made);
  },
);

test("a renewed payment and its successor are the same in every view", async () => {
  const made = (await till.call("POST", "/api/v1/payments", { amount: "25", expiryMinutes: 5 }, till.key))
    .body;
  const old = till.saleOf(made);
  await till.pass(5 * MINUTE_MS + 31_000);
  const renewal = await till.call("POST", `/api/v1/payments/${old.id}/renew`, {}, till.key);
  await expectOneStory(old, made);
  await expectOneStory(till.saleOf(renewal.body), renewal.body);
});

test("a single address asks another sum than the price, and every answer about the store and payment has exactAmounts or exactAmount", async () => {
  const kaspaAddress = await freshAddress();
  const shop = { email: "kiosk@example.com", password: "seven brown herrings", name: "Kiosk", kaspaAddress };
  const registered = (await till.call("POST", "/api/v1/auth/register", shop)).body;
  expect(registered).toMatchObject({ exactAmounts: true, store: { exactAmounts: true } });
  const read = async (path: string) => (await till.call("GET", path, undefined, registered.token)).body;
  expect(await read("/api/v1/settings")).toMatchObject({ exactAmounts: true });
  expect((await read("/api/v1/stores")).data[0]).toMatchObject({ exactAmounts: true });
  expect((await read("/api/v1/auth/me")).stores[0]).toMatchObject({ exactAmounts: true });
  const made = (await till.call("POST", "/api/v1/payments", { amount: "100" }, registered.apiKey)).body;
  expect(made).toMatchObject({ amount: "100.00000000", currency: "KAS", exactAmount: true });
  expect(made.amountExpected).toMatch(/^100\.0000\d{4}$/);
  expect(made.amountExpected).not.toBe("100.00000000");
  const views = [
    await read(`/api/v1/payments/${made.id}`),
    (await read("/api/v1/payments")).data[0],
    (await till.call("GET", `/api/v1/payments/${made.id}?token=${made.clientToken}`)).body,
  ];
  for (const view of views) {
    expect(view).toMatchObject({ amount: "100.00000000", amountExpected: made.amountExpected });
  }
  expect((await read("/api/v1/payments?search=100")).data[0].id).toBe(made.id);
  const many = (await till.call("GET", "/api/v1/settings", undefined, till.key)).body;
  expect(many.exactAmounts).toBe(false);
});
