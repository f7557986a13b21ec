// Who may name a receiver of payments: the right to write webhooks alone reads no customer data.
import { subscribesToPayments, subscriptionNames } from "@kaspa-pay/api-contract";
import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { type Merchant, seedStore } from "../support/merchant.ts";

const test = gatewayTest();

let seeded: Awaited<ReturnType<typeof seedStore>>;
let webhooksOnly: string;
let both: string;

test.beforeAll(async ({ merchant }) => {
  seeded = await seedStore(merchant);
  [webhooksOnly, both] = await Promise.all([
    key(merchant, ["webhooks:read", "webhooks:write"]),
    key(merchant, ["webhooks:read", "webhooks:write", "payments:read"]),
  ]);
});

async function key(merchant: Merchant, scopes: string[]): Promise<string> {
  const made = await merchant.gateway.call("POST", "/api/v1/api-keys", {
    as: merchant.token,
    body: { name: "Hooks", scopes },
  });
  expect(made.status).toBe(201);
  return made.body.key;
}

const url = "http://127.0.0.1:9/hook";
const register = (gateway: TestGateway, as: string, events?: string[]) =>
  gateway.call("POST", "/api/v1/webhooks", { as, body: { url, ...(events && { events }) } });
const change = (gateway: TestGateway, as: string, id: string, body: object) =>
  gateway.call("PATCH", `/api/v1/webhooks/${id}`, { as, body });

const REFUSED = { status: 403, body: { code: "forbidden", scope: "payments:read" } };

test("every subscription that sends payments needs payments:read, every other one does not", async ({
  gateway,
}) => {
  for (const name of subscriptionNames) {
    const answer = await register(gateway, webhooksOnly, [name]);
    expect(answer.status, name).toBe(subscribesToPayments([name]) ? 403 : 201);
    if (answer.status === 403) expect(answer, name).toMatchObject(REFUSED);
    else await gateway.call("DELETE", `/api/v1/webhooks/${answer.body.id}`, { as: webhooksOnly });
  }
  expect(await register(gateway, webhooksOnly)).toMatchObject(REFUSED);
  expect((await register(gateway, both, ["*"])).status).toBe(201);
});

test("an endpoint that is sent payments cannot be led elsewhere without payments:read, nor others be given payments", async ({
  gateway,
}) => {
  const { id } = seeded.endpoint;
  for (const body of [
    { url: "http://127.0.0.1:9/mine" },
    { format: "flat" },
    { isActive: true },
    { isActive: false, url: "http://127.0.0.1:9/mine" },
    { events: ["link.created", "payment.*"] },
  ])
    expect(await change(gateway, webhooksOnly, id, body), JSON.stringify(body)).toMatchObject(REFUSED);
  expect((await change(gateway, webhooksOnly, id, { isActive: false })).status).toBe(200);
  expect((await change(gateway, both, id, { isActive: true })).status).toBe(200);
  const plain = (await register(gateway, webhooksOnly, ["link.created"])).body.id;
  expect(await change(gateway, webhooksOnly, plain, { events: ["payment.confirmed"] })).toMatchObject(
    REFUSED,
  );
  expect((await change(gateway, webhooksOnly, plain, { url: "http://127.0.0.1:9/other" })).status).toBe(200);
  expect((await change(gateway, both, plain, { events: ["payment.confirmed"] })).status).toBe(200);
});

test("what was sent of a payment is not read with the right to read webhooks alone", async ({ gateway }) => {
  const ask = { id: seeded.delivery.id };
  const refused = await gateway.trpc("query", "webhooks.getDelivery", ask, webhooksOnly);
  expect(refused.status).toBe(403);
  const detail = await gateway.trpc("query", "webhooks.getDelivery", ask, both);
  expect(detail.status).toBe(200);
});
