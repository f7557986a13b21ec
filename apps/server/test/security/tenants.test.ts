import { describe, expect } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { gatewayTest } from "../support/fixtures.ts";
import { startGateway } from "../support/gateway.ts";
import { errorBody } from "../support/http.ts";
import { freshAddress, type Merchant, PASSWORD, seedStore } from "../support/merchant.ts";

const test = gatewayTest();

let seeded: Awaited<ReturnType<typeof seedStore>> & Readonly<Record<"refund" | "payout", { id: string }>>;
test.beforeAll(async ({ gateway, merchant }) => {
  const paid = await merchant.createPayment();
  paid.pay();
  await gateway.mine(14);
  const refund = (await merchant.call("POST", `/api/v1/payments/${paid.id}/refunds`, {})).body;
  const body = { amount: "5", recipientAddress: await freshAddress() };
  const payout = (await merchant.call("POST", "/api/v1/payouts", body)).body;
  seeded = { ...(await seedStore(merchant)), refund, payout };
});

type Kind =
  | "payment"
  | "link"
  | "refund"
  | "payout"
  | "depositAccount"
  | "deposit"
  | "endpoint"
  | "delivery"
  | "event"
  | "key"
  | "store"
  | "session";

const TX = "ab".repeat(32);

/** The input of each procedure that names one object, beside the id. */
const ID_TAKING: Readonly<Record<string, { kind: Kind; field?: string; rest?: object }>> = {
  "auth.endSession": { kind: "session" },
  "stores.create": { kind: "store", field: "twinOf" },
  "stores.update": { kind: "store", rest: { name: "Mine now" } },
  "links.get": { kind: "link" },
  "links.update": { kind: "link", rest: { title: "Mine now" } },
  "links.remove": { kind: "link" },
  "payments.get": { kind: "payment" },
  "payments.getFull": { kind: "payment" },
  "payments.quote": { kind: "payment" },
  "payments.hint": { kind: "payment", rest: { txId: TX } },
  "payments.renew": { kind: "payment" },
  "payments.cancel": { kind: "payment" },
  "payments.mark": { kind: "payment", rest: { status: "paid", note: "mine" } },
  "payments.addNote": { kind: "payment", rest: { text: "mine" } },
  "payments.notes": { kind: "payment" },
  "payments.resolve": { kind: "payment", rest: { attention: "late", action: "accept" } },
  "payments.attach": { kind: "payment", rest: { txId: TX, index: 0, note: "mine" } },
  "payments.rescan": { kind: "payment", rest: { txId: TX } },
  "payments.simulate": { kind: "payment", rest: { case: "exact" } },
  "refunds.create": { kind: "payment" },
  "refunds.preview": { kind: "payment" },
  "refunds.get": { kind: "refund" },
  "refunds.cancel": { kind: "refund" },
  "refunds.attach": { kind: "refund", rest: { txId: TX, index: 0 } },
  "payouts.get": { kind: "payout" },
  "payouts.approve": { kind: "payout" },
  "payouts.cancel": { kind: "payout" },
  "payouts.attach": { kind: "payout", rest: { txId: TX, index: 0 } },
  "deposits.getAccount": { kind: "depositAccount" },
  "deposits.updateAccount": { kind: "depositAccount", rest: { label: "Mine now" } },
  "deposits.get": { kind: "deposit" },
  "webhooks.get": { kind: "endpoint" },
  "webhooks.update": { kind: "endpoint", rest: { isActive: false } },
  "webhooks.remove": { kind: "endpoint" },
  "webhooks.rotateSecret": { kind: "endpoint" },
  "webhooks.finishRotation": { kind: "endpoint" },
  "webhooks.test": { kind: "endpoint" },
  "webhooks.resendFailed": { kind: "endpoint", rest: { since: "2026-01-01T00:00:00Z" } },
  "webhooks.listEndpointDeliveries": { kind: "endpoint" },
  "webhooks.getDelivery": { kind: "delivery" },
  "webhooks.resendDelivery": { kind: "delivery" },
  "events.get": { kind: "event" },
  "apiKeys.revoke": { kind: "key" },
};

/** Anybody may ask it about any store. */
const PUBLIC = "stores.getPublic";

const takesId = operations.filter(
  ({ name, input }) => input !== null && name !== PUBLIC && ("id" in input.shape || "twinOf" in input.shape),
);

const idOf = (merchant: Merchant, kind: Kind): string => {
  const { apiKey, ...others } = seeded;
  const ids = { ...others, key: apiKey };
  return kind === "store" ? merchant.storeId : ids[kind].id;
};

/** The same kind of id, which nobody has. */
const strangerOf = (id: string): string => id.replace(/.{12}$/, "0123456789ab");

describe("T-01 a foreign id", () => {
  test("every procedure that takes an id is in the table", () => {
    expect(takesId.map(({ name }) => name).toSorted()).toEqual(Object.keys(ID_TAKING).toSorted());
  });

  test.for(takesId)(
    "$name answers 404 over tRPC, with the words of an id that nobody has",
    async (operation, { gateway, merchant, otherMerchant }) => {
      const { kind, field = "id", rest = {} } = ID_TAKING[operation.name] ?? { kind: "payment" as const };
      const method = operation.kind === "query" ? "query" : "mutation";
      const ask = (id: string) =>
        gateway.trpc(method, operation.name, { [field]: id, ...rest }, otherMerchant.token);
      const [foreign, nobodys] = [
        await ask(idOf(merchant, kind)),
        await ask(strangerOf(idOf(merchant, kind))),
      ];
      expect(foreign.status).toBe(404);
      expect(errorBody(foreign)).toMatchObject({ code: "not_found" });
      expect(errorBody(foreign)).toEqual(errorBody(nobodys));
    },
  );

  const overRest = takesId.filter(({ rest, auth, stepUp }) => {
    // Refused to every key before anything is looked up.
    const neverByKey = stepUp.some(({ keys, fields }) => keys === "refused" && fields === undefined);
    return rest !== null && auth.level !== "user" && !neverByKey;
  });
  test.for(overRest)(
    "$name answers 404 over REST to another store's key",
    async (operation, { gateway, merchant, otherMerchant }) => {
      const { kind, rest = {} } = ID_TAKING[operation.name] ?? { kind: "payment" as const };
      const route = operation.rest as NonNullable<typeof operation.rest>;
      const body = route.method === "GET" || route.method === "DELETE" ? {} : { body: rest };
      const ask = (id: string) =>
        gateway.call(route.method, `/api/v1${route.path.replace(":id", id)}`, {
          as: otherMerchant.key,
          ...body,
        });
      const [foreign, nobodys] = [
        await ask(idOf(merchant, kind)),
        await ask(strangerOf(idOf(merchant, kind))),
      ];
      expect(foreign.status).toBe(404);
      expect(errorBody(foreign)).toEqual(errorBody(nobodys));
    },
  );

  test("nothing of the first merchant was changed by all that", async ({ gateway, merchant }) => {
    const read = (path: string) => gateway.call("GET", `/api/v1${path}`, { as: merchant.key });
    expect((await read(`/payments/${seeded.payment.id}`)).body).toMatchObject({ status: "pending" });
    expect((await read(`/links/${seeded.link.id}`)).body).toMatchObject({ title: "Tea", status: "active" });
    expect((await read(`/refunds/${seeded.refund.id}`)).body).toMatchObject({
      status: "awaiting_destination",
    });
    expect((await read(`/payouts/${seeded.payout.id}`)).body).toMatchObject({ status: "awaiting_approval" });
    expect((await read(`/deposit-accounts/${seeded.depositAccount.id}`)).body).toMatchObject({ label: null });
    expect((await read(`/webhooks/${seeded.endpoint.id}`)).body).toMatchObject({ isActive: true });
    expect((await gateway.call("GET", "/api/v1/auth/me", { as: merchant.token })).status).toBe(200);
  });
});

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
