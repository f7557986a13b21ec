import { ApiError } from "@kaspa-pay/api-contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rawAnswer } from "../support/http.ts";
import { type Running, startHttp, TEST_KEY } from "./http-server.ts";

let server: Running;
beforeAll(async () => {
  server = await startHttp();
});
afterAll(() => server.stop());

const keyed = { "content-type": "application/json", authorization: `Bearer ${TEST_KEY}` };
const postLink = (body: BodyInit, headers: Record<string, string> = keyed) =>
  fetch(`${server.base}/api/v1/links`, { method: "POST", headers, body });

const raw = (text: string): Promise<string> => rawAnswer(server.port, text);

describe("bodies", () => {
  test.each([
    ["broken JSON", "{", 400, "invalid_request"],
    ["an array", "[]", 400, "invalid_request"],
    ["a string", '"x"', 400, "invalid_request"],
    ["nothing", "", 400, "invalid_request"],
  ])("%s is refused", async (_name, body, status, code) => {
    const answer = await postLink(body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", ""])(
    "the media type %j is 415",
    async (type) => {
      const body = new TextEncoder().encode('{"title":"a","amount":"1"}');
      const answer = await postLink(body, {
        authorization: `Bearer ${TEST_KEY}`,
        ...(type && { "content-type": type }),
      });
      expect(answer.status).toBe(415);
      expect(await answer.json()).toMatchObject({ code: "unsupported_media_type" });
    },
  );

  test("a charset beside the media type is fine", async () => {
    const headers = { ...keyed, "content-type": "application/json; charset=utf-8" };
    expect((await postLink('{"title":"a","amount":"1"}', headers)).status).toBe(201);
  });

  test("B-07 10 MiB is 413, declared or not", async () => {
    const body = new Uint8Array(10 * 1024 * 1024).fill(0x20);
    const declared = await postLink(body);
    expect(declared.status).toBe(413);
    expect(await declared.json()).toMatchObject({ code: "too_large" });
    const chunked = { method: "POST", headers: keyed, body: new Blob([body]).stream(), duplex: "half" };
    const streamed = await fetch(`${server.base}/api/v1/links`, chunked as RequestInit);
    expect(streamed.status).toBe(413);
    await streamed.text();
  });

  test.each([1_000, 10_000])("B-07 a depth of %i is 400", async (depth) => {
    const body = `{"metadata":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`;
    const answer = await fetch(`${server.base}/api/v1/payments`, { method: "POST", headers: keyed, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalid_request" });
  });

  test("B-07 10,000 headers are 431 with the API's error body", async () => {
    const headers = Array.from({ length: 10_000 }, (_, index) => `x-${index}: 1`).join("\r\n");
    const answer = await raw(`GET /api/v1/price HTTP/1.1\r\nHost: a\r\n${headers}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 431/);
    expect(answer).toContain('"headers_too_large"');
  });

  test("A-10 16 KiB of Authorization are 431", async () => {
    const answer = await raw(
      `GET /api/v1/links HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${"a".repeat(17_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 431/);
  });

  test.each([
    '{"__proto__":{"polluted":1}}',
    '{"metadata":{"a":{"__proto__":1}}}',
    '{"constructor":{"prototype":{}}}',
  ])("T-04 %s is refused by name and pollutes nothing", async (body) => {
    const answer = await postLink(body);
    expect(answer.status).toBe(400);
    expect((await answer.json()) as object).toMatchObject({ code: "invalid_request" });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("T-04 a batch on tRPC is searched too", async () => {
    const answer = await fetch(`${server.base}/trpc/links.create,links.create?batch=1`, {
      method: "POST",
      headers: { ...keyed, "x-kp-csrf": "1" },
      body: '{"0":{"title":"a","amount":"1"},"1":{"title":"a","amount":"1","__proto__":{"a":1}}}',
    });
    expect(answer.status).toBe(400);
  });
});

describe("queries", () => {
  const list = (query: string) => fetch(`${server.base}/api/v1/payments?${query}`, { headers: keyed });
  const lastInput = () => server.fake.calls.at(-1)?.input;

  test("a limit is a whole number from 1 to 100, and nothing is cut silently", async () => {
    expect((await list("limit=100")).status).toBe(200);
    expect(lastInput()).toMatchObject({ limit: 100 });
    for (const bad of [
      "limit=101",
      "limit=1000000000",
      "limit=-1",
      "limit=0",
      "limit=1.5",
      "limit=",
      "limit=1e3",
      "limit=0x10",
      "limit=10&limit=20",
    ]) {
      const answer = await list(bad);
      expect(answer.status, bad).toBe(400);
      expect(await answer.json()).toMatchObject({ param: "limit", issues: [{ path: "limit" }] });
    }
  });

  test("values are read as their field says, never coerced", async () => {
    const query = "createdFrom=2026-02-08T12:00:00%2B01:00&amountMin=0.5&status=completed&orderId=123";
    expect((await list(query)).status).toBe(200);
    expect(lastInput()).toMatchObject({
      createdFrom: Date.parse("2026-02-08T11:00:00Z"),
      amountMin: "0.5",
      status: ["confirmed"],
      orderId: "123",
    });
    const events = await fetch(`${server.base}/api/v1/events?delivered=false`, { headers: keyed });
    expect(events.status).toBe(200);
    expect(lastInput()).toMatchObject({ delivered: false });
    expect((await fetch(`${server.base}/api/v1/events?delivered=0`, { headers: keyed })).status).toBe(400);
  });

  test.each(["__proto__=1", "constructor=1", "limit[]=1", "a[__proto__]=1", "limit=1&limit=2", "=1"])(
    "T-04 ?%s is refused",
    async (query) => {
      const before = server.fake.calls.length;
      expect((await list(query)).status).toBe(400);
      expect(server.fake.calls.length).toBe(before);
    },
  );

  test("all faults are listed at once", async () => {
    const answer = await list("limit=x&status=nope&foo=1");
    const body = (await answer.json()) as { issues: { path: string }[] };
    expect(body.issues.map((issue) => issue.path).sort()).toEqual(["foo", "limit", "status"]);
  });
});

describe("routes", () => {
  test("a method that a path lacks is 405 with Allow", async () => {
    const answer = await fetch(`${server.base}/api/v1/links/obj_1`, {
      method: "POST",
      headers: keyed,
      body: "{}",
    });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, PATCH, PUT, DELETE");
  });

  test.each(["/api/v1/nothing", "/api/nothing", "/nothing", "/api/v1/links/%E0%A4%A"])(
    "%s is refused as JSON",
    async (path) => {
      const answer = await fetch(`${server.base}${path}`);
      expect([400, 404]).toContain(answer.status);
      expect(await answer.json()).toMatchObject({ requestId: expect.stringMatching(/^req_/) });
    },
  );

  test("an invalid e-mail address is refused in the words that KasPay printed", async () => {
    const body = JSON.stringify({ email: "nobody", password: "long enough", name: "a" });
    const answer = await fetch(`${server.base}/api/auth/register`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "Invalid email format", param: "email" });
  });

  test("what a handler refuses keeps its status, field and facts", async () => {
    server.fake.answer("links.get", () => {
      throw new ApiError("amount_too_small", "At least 0.2 KAS", {
        param: "amount",
        extra: { minimum: "0.2" },
      });
    });
    const answer = await fetch(`${server.base}/api/v1/links/obj_1`, { headers: keyed });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: "amount_too_small", param: "amount", minimum: "0.2" });
  });

  test("S-12 a bug is a bare 500; its cause is in the log under the request id", async () => {
    server.fake.answer("links.get", () => {
      throw new Error("relation secrets does not exist");
    });
    const answer = await fetch(`${server.base}/api/v1/links/obj_1`, { headers: keyed });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toMatch(/secrets|\.ts|\bat /);
    const { requestId } = JSON.parse(text) as { requestId: string };
    expect(server.logged.some((line) => line.includes(requestId) && line.includes("relation secrets"))).toBe(
      true,
    );
  });

  test("an answer that does not fit its schema never leaves the server", async () => {
    server.fake.answer("market.price", () => ({ price: "0.1", secret: "x" }));
    const answer = await fetch(`${server.base}/api/v1/price`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret");
  });

  test("no query, token or key is logged", async () => {
    await fetch(`${server.base}/api/v1/payments/pay_1?token=canary-token`, {
      headers: { "x-store-id": "canary-store" },
    });
    await fetch(`${server.base}/api/v1/links`, { headers: keyed });
    expect(server.logged.join("")).not.toMatch(new RegExp(`canary|${TEST_KEY}`));
  });

  test("Retry-After follows the refusal, and stays out of the body", async () => {
    server.fake.answer("market.price", () => {
      throw new ApiError("price_unavailable", "No fresh rate", { extra: { retryAfter: 12 } });
    });
    const answer = await fetch(`${server.base}/api/v1/price`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("12");
    expect(await answer.json()).not.toHaveProperty("retryAfter");
  });
});
