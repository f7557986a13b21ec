// Every filter of the list of payments, and that none makes the database read a whole store.
import { ListPayments } from "@kaspa-pay/api-contract";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { afterAll, describe, expect } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { filtersOf } from "../../src/features/payments/handlers.ts";
import { paymentConditions } from "../../src/features/payments/repository/filters.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Answer, Json } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";

const test = gatewayTest();

let payment: Json;
let link: Json;
test.beforeAll(async ({ merchant }) => {
  link = (await post(merchant, "/links", { title: "Tea", amount: "5" })).body;
  payment = (await post(merchant, "/payments", ORDER)).body;
  await post(merchant, "/payments", { amount: "7", customerName: "John Smith" });
});

const ORDER = {
  amount: "12.5",
  currency: "USD",
  orderId: "A-1001",
  terminal: "Till 2",
  customerEmail: "Paula@Example.com",
  customerName: "Paula van Payer",
};

const post = (merchant: Merchant, path: string, body: unknown): Promise<Answer> =>
  merchant.gateway.call("POST", `/api/v1${path}`, { as: merchant.key, body });
const get = (merchant: Merchant, path: string): Promise<Answer> =>
  merchant.gateway.call("GET", `/api/v1${path}`, { as: merchant.key });
const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

async function ids(merchant: Merchant, fields: Record<string, string>): Promise<string[]> {
  const answer = await get(merchant, `/payments?${query(fields)}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.data.map((row: Json) => row.id);
}

test.for<[what: string, text: () => string]>([
  ["the id", () => payment.id],
  ["the order id", () => "A-1001"],
  ["the e-mail, in any case", () => "paula@example.COM"],
  ["the address", () => payment.kaspaAddress],
  ["the whole name", () => "paula van payer"],
  ["the beginning of the name", () => "Paula v"],
  ["the beginning of the last name", () => "PAY"],
  ["the fiat price", () => "12.5"],
  ["the KAS sum", () => payment.amountExpected],
])(
  "search finds a payment by %s, in the list, the counts and the export alike",
  async ([_what, text], { gateway, merchant }) => {
    expect(await ids(merchant, { search: text() })).toEqual([payment.id]);
    expect(await ids(merchant, { q: text() })).toEqual([payment.id]);
    const input = { search: text() };
    const counts = (await gateway.trpc("query", "payments.counts", input, merchant.token)).body.result.data;
    expect(counts).toMatchObject({ all: 1, pending: 1, confirmed: 0 });
    const csv = await get(merchant, `/payments/export.csv?${query({ ...input, withoutTransfers: "true" })}`);
    expect(csv.body.trim().split("\r\n")).toHaveLength(2);
    expect(csv.body).toContain(payment.id);
  },
);

test("a terminal filters the list, the counts and the export by the exact label", async ({ merchant }) => {
  expect(await ids(merchant, { terminal: "Till 2" })).toEqual([payment.id]);
  expect(await ids(merchant, { terminal: "till 2" })).toEqual([]);
  const path = `/payments/export.csv?${query({ terminal: "Till 2", withoutTransfers: "true" })}`;
  const [head = "", row = "", ...more] = (await get(merchant, path)).body.trim().split("\r\n");
  expect(row.split(",")[head.split(",").indexOf("terminal")]).toBe("Till 2");
  expect(more).toEqual([]);
});

test.for(["aula", "van", "%", "_aula", "payer'", "A-100"])(
  "search for %s finds nothing",
  async (text, { merchant }) => {
    expect(await ids(merchant, { search: text })).toEqual([]);
  },
);

test("links are searched under the same two names", async ({ merchant }) => {
  for (const name of ["q", "search"]) {
    const answer = await get(merchant, `/links?${query({ [name]: "tea" })}`);
    expect(answer.body.data.map((row: Json) => row.id)).toEqual([link.id]);
  }
  expect((await get(merchant, "/links?q=tea&search=tea")).body).toMatchObject({
    code: "invalid_request",
    param: "search",
  });
});

const LISTS = ["/payments", "/events", "/unmatched"];

test.for(LISTS)(
  "%s takes a period under both names, as moments or as whole days of UTC",
  async (path, { merchant }) => {
    const day = payment.createdAt.slice(0, 10);
    const before = new Date(Date.parse(`${day}T00:00:00Z`) - 1).toISOString().slice(0, 10);
    const rows = async (fields: Record<string, string>) => {
      const answer = await get(merchant, `${path}?${query(fields)}`);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body.data.length;
    };
    const all = await rows({});
    for (const [from, to] of [
      ["from", "to"],
      ["createdFrom", "createdTo"],
      ["from", "createdTo"],
    ] as const) {
      expect(await rows({ [from]: day, [to]: day })).toBe(all);
      expect(await rows({ [to]: before })).toBe(0);
      expect(await rows({ [from]: `${day}T00:00:00Z`, [to]: `${day}T00:00:00Z` })).toBe(0);
    }
    for (const [name, second] of [
      ["createdFrom", "from"],
      ["createdTo", "to"],
    ] as const) {
      const both = await get(merchant, `${path}?${query({ [name]: day, [second]: day })}`);
      expect(both.status).toBe(400);
      expect(both.body).toMatchObject({ code: "invalid_request", param: second });
    }
    for (const wrong of ["2026-02-30", "2026-2-3", "0000-01-01", "yesterday", "2026-02-08T12:00:00"]) {
      const answer = await get(merchant, `${path}?${query({ from: wrong })}`);
      expect([answer.status, answer.body.param], wrong).toEqual([400, "from"]);
    }
  },
);

describe("with 100 000 payments", () => {
  const MANY = 100_000;
  /** What reading a page may touch: far more than its rows, far less than the store. */
  const FEW = 3_000;
  let db: Kysely<Database>;
  test.beforeAll(async ({ gateway }) => {
    await copies(gateway, payment.id, MANY);
    const pool = new pg.Pool({ connectionString: gateway.database.url, max: 1 });
    db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  }, 120_000);
  afterAll(() => db.destroy());

  /** Rows like this one, each a second older than the one before, with data of their own; all of them over. */
  async function copies(gateway: TestGateway, id: string, count: number): Promise<void> {
    const uuid = id.replace("pay_", "");
    await gateway.sql(
      `insert into payments select r.* from payments p, generate_series(1, $2::int) n,
        lateral (select lpad(to_hex(1700000000000 + n::int8 * 1000), 12, '0') as at) t,
        lateral jsonb_populate_record(p, jsonb_build_object(
          'id', overlay(gen_random_uuid()::text placing left(t.at, 8) || '-' || right(t.at, 4) from 1 for 13),
          'created_at', p.created_at - make_interval(secs => $2 - n), 'order_id', 'B-' || n, 'status', 'expired',
          'address', 'kaspasim:q' || n, 'customer_email', 'c' || n || '@example.com',
          'customer_name', 'C' || n || ' Customer' || n, 'fiat_amount', 20 + n, 'expected_sompi', 9000000000 + n::int8 * 10000000,
          'order_guard', null, 'due_at', null, 'due_daa', null)) r
        where p.id = $1::uuid`,
      [uuid, count],
    );
    await gateway.sql("analyze payments");
  }

  interface Plan {
    readonly "Node Type": string;
    readonly "Relation Name"?: string;
    readonly "Actual Rows": number;
    readonly "Actual Loops": number;
    readonly "Rows Removed by Filter"?: number;
    readonly "Rows Removed by Index Recheck"?: number;
    readonly Plans?: readonly Plan[];
  }

  /** Rows of tables that the plan has touched, whether they were wanted or not. */
  function touched(plan: Plan): number {
    const own =
      plan["Relation Name"] === undefined
        ? 0
        : (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"] +
          (plan["Rows Removed by Index Recheck"] ?? 0);
    return own + (plan.Plans ?? []).reduce((sum, below) => sum + touched(below), 0);
  }

  const SAMPLES: Record<
    Exclude<keyof typeof ListPayments.shape, "limit" | "cursor" | "expand">,
    () => string[]
  > = {
    status: () => ["pending", "confirmed"],
    orderId: () => ["A-1001", "none"],
    terminal: () => ["Till 2", "Till 9"],
    linkId: () => [link.id],
    customerEmail: () => ["paula@example.com", "none@example.com"],
    address: () => [payment.kaspaAddress],
    txId: () => ["ab".repeat(32)],
    createdFrom: () => [payment.createdAt],
    from: () => [payment.createdAt],
    createdTo: () => [new Date(Date.parse(payment.createdAt) - (MANY - 100) * 1_000).toISOString()],
    to: () => [new Date(Date.parse(payment.createdAt) - (MANY - 100) * 1_000).toISOString()],
    attention: () => ["any", "late"],
    refundStatus: () => ["full", "none"],
    amountMin: () => ["5000"],
    amountMax: () => ["80"],
    q: () => ["Paula", "payer", "12.5", "none", "B-77", "customer4242", payment.id],
    search: () => ["Paula", "payer", "12.5", "none", "B-77", "customer4242", payment.id],
  };

  test.for(Object.entries(SAMPLES))("%s reads few rows", async ([name, samples], { merchant }) => {
    for (const value of samples()) {
      const filters = filtersOf(ListPayments.parse({ [name]: value }));
      const where = sql.join(paymentConditions(merchant.storeId, filters), sql` and `);
      const { rows } = await sql<{ "QUERY PLAN": [{ Plan: Plan }] }>`explain (analyze, format json)
        select p.* from payments p where ${where} order by p.id desc limit 11`.execute(db);
      const plan = rows[0]?.["QUERY PLAN"][0].Plan as Plan;
      expect(touched(plan), `${name}=${value}\n${JSON.stringify(plan, null, 1)}`).toBeLessThan(FEW);
    }
  });
});
