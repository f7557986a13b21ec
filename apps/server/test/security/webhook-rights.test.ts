// Who may name a receiver of payments: the right to write webhooks alone reads no customer data.
import { subscribesToPayments, subscriptionNames } from "@kaspa-pay/api-contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { furnish, type House, type Merchant, openHouse } from "./house.ts";

let house: House;
let shop: Merchant;
let hers: Awaited<ReturnType<typeof furnish>>;
let webhooksOnly: string;
let both: string;

beforeAll(async () => {
  house = await openHouse();
  shop = await house.signUp("rights");
  hers = await furnish(house, shop);
  [webhooksOnly, both] = await Promise.all([
    key(["webhooks:read", "webhooks:write"]),
    key(["webhooks:read", "webhooks:write", "payments:read"]),
  ]);
});
afterAll(() => house.close());

async function key(scopes: string[]): Promise<string> {
  const made = await house.call("POST", "/api/v1/api-keys", {
    as: shop.token,
    body: { name: "Hooks", scopes },
  });
  expect(made.status).toBe(201);
  return made.body.key;
}

const url = "http://127.0.0.1:9/hook";
const register = (as: string, events?: string[]) =>
  house.call("POST", "/api/v1/webhooks", { as, body: { url, ...(events && { events }) } });
const change = (as: string, id: string, body: object) =>
  house.call("PATCH", `/api/v1/webhooks/${id}`, { as, body });

const REFUSED = { status: 403, body: { code: "forbidden", scope: "payments:read" } };

test("every subscription that sends payments needs payments:read, every other one does not", async () => {
  for (const name of subscriptionNames) {
    const answer = await register(webhooksOnly, [name]);
    expect(answer.status, name).toBe(subscribesToPayments([name]) ? 403 : 201);
    if (answer.status === 403) expect(answer, name).toMatchObject(REFUSED);
    else await house.call("DELETE", `/api/v1/webhooks/${answer.body.id}`, { as: webhooksOnly });
  }
  expect(await register(webhooksOnly)).toMatchObject(REFUSED);
  expect((await register(both, ["*"])).status).toBe(201);
});

test("an endpoint that is sent payments cannot be led elsewhere without payments:read, nor others be given payments", async () => {
  const { id } = hers.endpoint;
  for (const body of [
    { url: "http://127.0.0.1:9/mine" },
    { format: "flat" },
    { isActive: true },
    { isActive: false, url: "http://127.0.0.1:9/mine" },
    { events: ["link.created", "payment.*"] },
  ])
    expect(await change(webhooksOnly, id, body), JSON.stringify(body)).toMatchObject(REFUSED);
  expect((await change(webhooksOnly, id, { isActive: false })).status).toBe(200);
  expect((await change(both, id, { isActive: true })).status).toBe(200);
  const plain = (await register(webhooksOnly, ["link.created"])).body.id;
  expect(await change(webhooksOnly, plain, { events: ["payment.confirmed"] })).toMatchObject(REFUSED);
  expect((await change(webhooksOnly, plain, { url: "http://127.0.0.1:9/other" })).status).toBe(200);
  expect((await change(both, plain, { events: ["payment.confirmed"] })).status).toBe(200);
});

test("what was sent of a payment is not read with the right to read webhooks alone", async () => {
  const ask = { id: hers.delivery.id };
  const refused = await house.trpc("query", "webhooks.getDelivery", ask, webhooksOnly);
  expect(refused.status).toBe(403);
  const detail = await house.trpc("query", "webhooks.getDelivery", ask, both);
  expect(detail.status).toBe(200);
});
