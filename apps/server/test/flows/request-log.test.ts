// Calls that were made with an API key (docs/spec/api-conventions.md#request-log).
import { expect } from "vitest";
import { createRequestLog } from "../../src/features/request-log/request-log.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { MINUTE_MS, type TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const DAY_MS = 24 * 60 * MINUTE_MS;

const test = gatewayTest({ clock: "stepped" });

const written = (gateway: TestGateway) => gateway.useCases.requestLog.tick();
const read = async (merchant: Merchant, query = ""): Promise<Json> => {
  await written(merchant.gateway);
  return (await merchant.call("GET", `/api/v1/request-log${query}`)).body;
};

test("a call with a key is found by the request id of its error, with the shape of its body and none of its values", async ({
  merchant,
}) => {
  const body = { amount: "25", ammount: "26", customerEmail: "alice@example.com", metadata: { cart: 7 } };
  const answer = await merchant.call("POST", "/api/v1/payments", body);
  expect(answer.status).toBe(400);
  const { data } = await read(merchant, `?requestId=${answer.body.requestId}`);
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({
    requestId: answer.body.requestId,
    method: "POST",
    route: "/payments",
    status: 400,
    code: "invalid_request",
    keyId: expect.stringMatching(/^key_/),
    keyName: expect.any(String),
    durationMs: expect.any(Number),
  });
  expect(data[0].body.fields).toEqual([
    { name: "amount", type: "string" },
    { name: "ammount", type: "string" },
    { name: "customerEmail", type: "string" },
    { name: "metadata", type: "object" },
    { name: "metadata.cart", type: "number" },
  ]);
  expect(JSON.stringify(data)).not.toMatch(/alice|"25"|"26"/);
});

test("the route has the names of its parameters, under the alias too, and no id, query or body that was not JSON", async ({
  gateway,
  merchant,
}) => {
  const payment = await merchant.createPayment();
  await merchant.call("GET", `/api/payments/${payment.id}?unknown=${payment.id}`);
  const broken = await fetch(`${gateway.url}/api/v1/links`, {
    method: "POST",
    headers: { authorization: `Bearer ${merchant.key}`, "content-type": "application/json" },
    body: `{"title": "${payment.id}`,
  });
  expect(broken.status).toBe(400);
  const { data } = await read(merchant, "?limit=3");
  expect(data.map(({ method, route, status, body }: Json) => [method, route, status, body])).toEqual([
    ["POST", "/links", 400, null],
    ["GET", "/payments/:id", 400, null],
    ["POST", "/payments", 201, expect.anything()],
  ]);
  expect(JSON.stringify(data)).not.toContain(payment.id);
});

test("the list is filtered by class, route, key and time, and paged by cursor", async ({
  gateway,
  merchant,
  clock,
}) => {
  const from = new Date(clock.now()).toISOString();
  await merchant.call("GET", "/api/v1/payments/pay_unknown");
  await merchant.call("GET", "/api/v1/links");
  await merchant.call("GET", "/api/v1/payments");
  const routes = async (query: string) =>
    (await read(merchant, `?from=${from}${query}`)).data.map(({ route }: Json) => route);
  expect(await routes("&status=4xx")).toEqual(["/payments/:id"]);
  expect(await routes("&route=/payments")).toEqual(["/payments", "/payments/:id"]);
  expect(await routes("&route=/payments/:id")).toEqual(["/payments/:id"]);
  expect(await routes("&route=/pay")).toEqual([]);
  expect(await routes("&status=5xx")).toEqual([]);
  const first = await read(merchant, `?from=${from}&route=/payments&limit=1`);
  expect([first.data[0].route, first.hasMore]).toEqual(["/payments", true]);
  const second = await read(merchant, `?from=${from}&route=/payments&limit=1&cursor=${first.nextCursor}`);
  expect(second.data[0].route).toBe("/payments/:id");
  const { keyId } = first.data[0];
  expect((await read(merchant, `?from=${from}&keyId=${keyId}&route=/links`)).data).toHaveLength(1);
  expect((await read(merchant, `?keyId=key_${"0".repeat(32)}`)).data).toEqual([]);
  expect((await gateway.call("GET", "/api/v1/request-log?status=abc", { as: merchant.key })).status).toBe(
    400,
  );
});

test("a store sees its own calls alone; people's calls and calls without a valid key are in no log", async ({
  gateway,
  merchant,
  otherMerchant,
}) => {
  await gateway.call("GET", "/api/v1/links", { as: otherMerchant.token });
  await gateway.call("GET", "/api/v1/links", { as: `kp_test_${"x".repeat(49)}` });
  await merchant.call("GET", "/api/v1/links");
  expect((await read(otherMerchant)).data).toEqual([]);
  const byPerson = await gateway.call("GET", "/api/v1/request-log?limit=1", { as: merchant.token });
  expect(byPerson.body.data).toHaveLength(1);
  const found = await gateway.trpc(
    "query",
    "dashboard.search",
    { q: byPerson.body.data[0].requestId },
    merchant.token,
  );
  expect(found.body.result.data).toMatchObject({
    exact: true,
    hits: [{ kind: "request", id: byPerson.body.data[0].requestId }],
  });
});

test("calls of more than seven days ago are removed", async ({ gateway, merchant, clock }) => {
  await merchant.call("GET", "/api/v1/links");
  await written(gateway);
  await clock.advance(6 * DAY_MS);
  await gateway.workers.cleanup.tick();
  const count = async () =>
    Number((await gateway.sql("select count(*) as count from api_requests"))[0]?.count);
  expect(await count()).toBeGreaterThan(0);
  await clock.advance(1.1 * DAY_MS);
  await gateway.workers.cleanup.tick();
  expect(await count()).toBe(0);
});

test("one round of the cleanup removes many batches of old calls, so that no key writes faster", async ({
  gateway,
}) => {
  await gateway.sql(`insert into api_requests (store_id, id, key_id, at, method, route, status, request_id, duration_ms)
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now() - interval '8 days', 'GET', '/links', 200, 'req_old', 1
    from generate_series(1, 4500)`);
  await gateway.workers.cleanup.tick();
  const left = await gateway.sql("select count(*) as count from api_requests where request_id = 'req_old'");
  expect(Number(left[0]?.count)).toBe(0);
});

test("while the database refuses, calls are answered and their rows are dropped and counted; then the log goes on", async ({
  gateway,
  merchant,
}) => {
  await written(gateway);
  const { requestLog } = gateway.useCases;
  const before = requestLog.dropped();
  await gateway.sql("alter table api_requests rename to api_requests_away");
  expect((await merchant.call("GET", "/api/v1/links")).status).toBe(200);
  await written(gateway);
  expect(requestLog.dropped()).toBe(before + 1);
  await gateway.sql("alter table api_requests_away rename to api_requests");
  const answer = await merchant.call("GET", "/api/v1/links");
  const requestId = answer.headers.get("x-request-id");
  expect((await read(merchant, `?requestId=${requestId}`)).data).toHaveLength(1);
});

test("the log keeps a bounded number of rows in memory, and a row that cannot be made stops nobody", async ({
  gateway,
}) => {
  const told: number[] = [];
  const log = createRequestLog({ ...gateway.useCases, onDropped: (total) => void told.push(total) });
  const ended = { key: { keyId: "key_1" }, status: 200 };
  const call = { storeId: "sto_1", keyId: "key_1", at: 0, method: "GET", route: "/", status: 200 };
  for (let made = 0; made < 10_000; made++)
    log.record(ended, () => ({ ...call, code: null, requestId: "req_1", durationMs: 1, body: null }));
  log.record(ended, () => {
    throw new Error("no row");
  });
  expect(log.dropped()).toBe(8_001);
  expect(told).toEqual([1]);
});
