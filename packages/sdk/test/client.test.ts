import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { KEYED_ROUTES } from "../src/generated/keyed-routes.ts";
import { KaspaPay, KaspaPayError } from "../src/index.ts";
import { scriptedServer } from "./support/scripted-server.ts";

describe("options", () => {
  it.each([undefined, "", "pay.example.com", "ftp://pay.example.com", "https://"])(
    "baseUrl %s is refused with an example",
    (baseUrl) => {
      expect(() => new KaspaPay({ baseUrl: baseUrl as string })).toThrow("https://pay.example.com");
    },
  );

  it.each([undefined, "", "  "])("an apiKey that is %j is a mistake, and named", (apiKey) => {
    const make = () => new KaspaPay({ baseUrl: "https://pay.example.com", apiKey: apiKey as string });
    expect(make).toThrow("apiKey is empty");
  });

  it.each(["", "/", "/api", "/api/v1", "/api/v1/"])("the address may end with %j", async (end) => {
    await using server = await scriptedServer({ status: 200, body: {} });
    await new KaspaPay({ baseUrl: server.url + end, apiKey: " kp_test_1\n" }).payments.retrieve("pay_1");
    expect(server.asked[0]).toMatchObject({
      path: "/api/v1/payments/pay_1",
      headers: { authorization: "Bearer kp_test_1" },
    });
  });
});

describe("in a browser", () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, "document");
  });

  it("a secret key is refused, and what needs no key works", () => {
    Reflect.set(globalThis, "document", {});
    const baseUrl = "https://pay.example.com";
    expect(() => new KaspaPay({ baseUrl, apiKey: "kp_live_1" })).toThrow(KaspaPayError);
    expect(() => new KaspaPay({ baseUrl, apiKey: "kp_live_1" })).toThrow("from your server");
    expect(new KaspaPay({ baseUrl })).toBeInstanceOf(KaspaPay);
  });
});

describe("requests", () => {
  it("ids are parts of a path, whatever they hold", async () => {
    await using server = await scriptedServer({ status: 200, body: {} });
    await new KaspaPay({ baseUrl: server.url }).payments.retrieve("a/../b?c");
    expect(server.asked[0]?.path).toBe("/api/v1/payments/a%2F..%2Fb%3Fc");
  });

  it.each(["", ".", ".."])(
    "the id %j is refused before anything is sent: it would be another path",
    async (id) => {
      await using server = await scriptedServer();
      await expect(new KaspaPay({ baseUrl: server.url }).payments.retrieve(id)).rejects.toThrow(
        "id is no id",
      );
      expect(server.asked).toHaveLength(0);
    },
  );

  it("the calls that have a key are those that take one in the OpenAPI document", async () => {
    const file = new URL("../../../docs/openapi.json", import.meta.url);
    const { paths } = JSON.parse(await readFile(file, "utf8"));
    const taking = Object.entries(paths as Record<string, Record<string, object>>).flatMap(
      ([path, operations]) =>
        Object.entries(operations)
          .filter(([, operation]) => JSON.stringify(operation).includes("/parameters/IdempotencyKey"))
          .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    const ofPeople = ["POST /stores"];
    expect(KEYED_ROUTES.toSorted()).toEqual(taking.filter((route) => !ofPeople.includes(route)).sort());
    expect(KEYED_ROUTES.filter((route) => !route.startsWith("POST "))).toEqual([]);
  });

  it("every create has a key of its own, and a given one is sent as it is", async () => {
    await using server = await scriptedServer({ status: 201, body: {} });
    const { payments } = new KaspaPay({ baseUrl: server.url });
    await payments.create({ amount: "5" });
    await payments.create({ amount: "5" });
    await payments.create({ amount: "5" }, { idempotencyKey: "order-1" });
    await payments.retrieve("pay_1");
    const [first, second, third, read] = server.asked.map(({ headers }) => headers["idempotency-key"]);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).not.toBe(first);
    expect(third).toBe("order-1");
    expect(read).toBeUndefined();
  });

  it.each(["", "größe-7", "k".repeat(256)])("the key %j is refused: no header can carry it", async (key) => {
    const { payments } = new KaspaPay({ baseUrl: "https://pay.example.com" });
    const refused = payments.create({ amount: "5" }, { idempotencyKey: key });
    await expect(refused).rejects.toThrow("idempotencyKey has 1 to 255");
  });
});

describe("lists", () => {
  const pages = [
    { status: 200, body: { data: [{ id: "1" }, { id: "2" }], hasMore: true, nextCursor: "c/1" } },
    { status: 200, body: { data: [{ id: "3" }], hasMore: false, nextCursor: null } },
  ];

  it("`for await` goes through all pages with the filters and the cursor of the page before", async () => {
    await using server = await scriptedServer(...pages);
    const ids = [];
    for await (const { id } of new KaspaPay({ baseUrl: server.url }).payments.list({ status: "confirmed" }))
      ids.push(id);
    expect(ids).toEqual(["1", "2", "3"]);
    expect(server.asked.map(({ path }) => path)).toEqual([
      "/api/v1/payments?status=confirmed",
      "/api/v1/payments?status=confirmed&cursor=c%2F1",
    ]);
  });

  it("a page that nobody needs is not asked for", async () => {
    await using server = await scriptedServer(...pages);
    const list = new KaspaPay({ baseUrl: server.url }).payments.list();
    expect(server.asked).toHaveLength(0);
    for await (const { id } of list) if (id === "2") break;
    expect(server.asked).toHaveLength(1);
  });

  it("`await` gives one page", async () => {
    await using server = await scriptedServer(...pages);
    const page = await new KaspaPay({ baseUrl: server.url }).payments.list();
    expect(page).toEqual(pages[0]?.body);
    expect(server.asked).toHaveLength(1);
  });
});
