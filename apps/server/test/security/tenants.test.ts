import { describe, expect } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { driverOf, movedClock } from "../fuzz/driver.ts";
import { openStore, type PreparedStore } from "../fuzz/open-store.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import { errorBody } from "../support/http.ts";
import { PASSWORD, seedStore } from "../support/merchant.ts";
import { NO_LIMITS } from "../support/no-limits.ts";

const moved = movedClock();
const test = gatewayTest({ mail: true, parts: { limits: NO_LIMITS, clock: moved, hostNow: moved.now } });

/** A store in which every operation has an object to be about: apps/server/test/fuzz/prepare-payments.ts and beside it. */
let prepared: PreparedStore;
let before: unknown[];
let seeded: Awaited<ReturnType<typeof seedStore>>;
test.beforeAll(async ({ gateway, merchant }) => {
  seeded = await seedStore(merchant);
  prepared = await openStore(driverOf(gateway, gateway.sim, gateway.mailbox, moved));
  before = await readAll(gateway);
}, 300_000);

/** Anybody may ask it about any store. */
const PUBLIC = "stores.getPublic";

const takesId = operations.filter(
  ({ name, input }) => input !== null && name !== PUBLIC && "id" in input.shape,
);

/** The same kind of id, which nobody has. */
const strangerOf = (id: string): string => id.replace(/.{12}$/, "0123456789ab");

// Over REST each operation is asked the same in apps/server/test/contract/operations.test.ts.
describe("T-01 a foreign id", () => {
  test.for(takesId)(
    "$name answers 404 over tRPC, with the words of an id that nobody has",
    async (operation, { gateway, otherMerchant }) => {
      const [ready] = prepared.ready.get(operation.name) ?? [];
      expect(ready, `prepare ${operation.name}`).toBeDefined();
      const method = operation.kind === "query" ? "query" : "mutation";
      const ask = (id: string) =>
        gateway.trpc(method, operation.name, { ...ready?.fields, id }, otherMerchant.token);
      const id = String(ready?.fields.id);
      const [foreign, nobodys] = [await ask(id), await ask(strangerOf(id))];
      expect(foreign.status).toBe(404);
      expect(errorBody(foreign)).toMatchObject({ code: "not_found" });
      expect(errorBody(foreign)).toEqual(errorBody(nobodys));
    },
  );

  test("of a store is no twin of another merchant's new store", async ({
    gateway,
    merchant,
    otherMerchant,
  }) => {
    const ask = (twinOf: string) =>
      gateway.trpc("mutation", "stores.create", { twinOf }, otherMerchant.token);
    const [foreign, nobodys] = [await ask(merchant.storeId), await ask(strangerOf(merchant.storeId))];
    expect(foreign.status).toBe(404);
    expect(errorBody(foreign)).toEqual(errorBody(nobodys));
  });

  test("changed nothing of the first merchant", async ({ gateway }) => {
    expect(before.length).toBeGreaterThan(6);
    expect(await readAll(gateway)).toEqual(before);
  });
});

/** Each object of the prepared store that has a query of its own, as its merchant reads it. */
async function readAll(gateway: TestGateway): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const { name, kind, input } of operations) {
    const [ready] = prepared.ready.get(name) ?? [];
    if (kind !== "query" || ready === undefined || !("id" in (input?.shape ?? {})) || name === PUBLIC)
      continue;
    const { body } = await gateway.trpc("query", name, ready.fields, prepared.person.key);
    found.push({ name, ...body.result?.data, serverTime: null });
  }
  return found;
}

describe("T-02 one merchant's values in another's requests", () => {
  test.for<[path: string, value: () => string]>([
    ["/payments?orderId=", () => `order-${seeded.link.slug}`],
    ["/payments?customerEmail=", () => `${seeded.link.slug}@payer.example`],
    ["/payments?address=", () => seeded.payment.kaspaAddress],
    ["/payments?linkId=", () => seeded.link.id],
    ["/payments?q=", () => seeded.payment.id],
    ["/payments?q=", () => seeded.payment.kaspaAddress],
    ["/payments?cursor=", () => seeded.payment.id],
    ["/links?q=", () => "Tea"],
    ["/links?cursor=", () => seeded.link.id],
    ["/events?object=", () => seeded.payment.id],
    ["/events?cursor=", () => seeded.event.id],
  ])("GET %s finds nothing", async ([path, value], { gateway, otherMerchant }) => {
    const { status, body } = await gateway.call("GET", `/api/v1${path}${encodeURIComponent(value())}`, {
      as: otherMerchant.key,
    });
    expect(status).toBe(200);
    expect(body).toEqual({ data: [], hasMore: false, nextCursor: null });
  });

  test("the other merchant's export, search and delivery log hold no row of the first", async ({
    gateway,
    otherMerchant,
  }) => {
    const csv = await gateway.call("GET", "/api/v1/payments/export.csv?withoutTransfers=true", {
      as: otherMerchant.key,
    });
    expect(csv.status).toBe(200);
    expect(csv.body).not.toContain(seeded.payment.id);
    for (const q of [seeded.payment.id, seeded.payment.kaspaAddress, `order-${seeded.link.slug}`, "Tea"]) {
      const found = await gateway.trpc("query", "dashboard.search", { q }, otherMerchant.token);
      expect(found.body.result.data.hits, q).toEqual([]);
    }
    const ask = { endpointId: seeded.endpoint.id, limit: 10 };
    const log = await gateway.trpc("query", "webhooks.listDeliveries", ask, otherMerchant.token);
    expect(log.body.result.data.data).toEqual([]);
  });

  test("one merchant's store in X-Store-Id does not exist for another", async ({
    gateway,
    merchant,
    otherMerchant,
  }) => {
    const headers = { "x-store-id": merchant.storeId };
    for (const path of ["/payments", "/settings", "/links", "/auth/me"]) {
      const answer = await gateway.call("GET", `/api/v1${path}`, { as: otherMerchant.token, headers });
      expect(answer.status, path).toBe(404);
      const unknown = { "x-store-id": strangerOf(merchant.storeId) };
      const other = await gateway.call("GET", `/api/v1${path}`, {
        as: otherMerchant.token,
        headers: unknown,
      });
      expect(errorBody(answer)).toEqual(errorBody(other));
    }
  });

  test("a client token of one merchant opens no payment of another, and a wrong one opens none", async ({
    gateway,
    otherMerchant,
  }) => {
    const mine = await gateway.call("POST", "/api/v1/payments", {
      as: otherMerchant.key,
      body: { amount: "3" },
    });
    const ask = (id: string, token: string) =>
      gateway.call("GET", `/api/v1/payments/${id}`, { headers: { "x-client-token": token } });
    expect((await ask(seeded.payment.id, seeded.payment.clientToken)).status).toBe(200);
    const crossed = await ask(mine.body.id, seeded.payment.clientToken);
    const guessed = await ask(seeded.payment.id, "ct_0000000000000000000000");
    const nobodys = await ask(strangerOf(seeded.payment.id), seeded.payment.clientToken);
    expect([crossed.status, guessed.status, nobodys.status]).toEqual([401, 401, 401]);
    expect(errorBody(crossed)).toEqual(errorBody(nobodys));
    expect(errorBody(guessed)).toEqual(errorBody(nobodys));
  });
});

test("T-04 fields that only the server decides are refused in every body, and change nothing", async ({
  gateway,
  merchant,
}) => {
  const foreign = ["storeId", "status", "amountReceived", "confirmedAt", "role", "serverAdmin"];
  for (const field of [...foreign, "__proto__", "constructor", "prototype"]) {
    const body = `{"amount":"5","${field}":"x"}`;
    const answer = await gateway.call("POST", "/api/v1/payments", { as: merchant.key, body });
    expect(answer.status, field).toBe(400);
    expect(answer.body).toMatchObject({ code: "invalid_request", param: field });
  }
  expect(Object.prototype).not.toHaveProperty("x");
});

test("T-09 twenty first registrations at once make exactly one server admin, then registration is closed", async () => {
  const fresh = await startGateway({ env: { KP_REGISTRATION: "first" } });
  try {
    const tries = Array.from({ length: 20 }, (_, at) =>
      fresh.call("POST", "/api/v1/auth/register", {
        body: { email: `first${at}@example.com`, password: PASSWORD, name: "First" },
      }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 403).length).toBeGreaterThan(0);
    expect(statuses.every((status) => [201, 403, 429].includes(status))).toBe(true);
    expect(await fresh.sql("select count(*)::int as n from users where server_admin")).toEqual([{ n: 1 }]);
    expect(await fresh.sql("select count(*)::int as n from users")).toEqual([{ n: 1 }]);
  } finally {
    await fresh.close();
  }
  // Twenty slow password hashes and a gateway of its own.
}, 240_000);
