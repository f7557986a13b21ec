// Keys in the headers of other payment APIs.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FOREIGN_KEY_HEADERS } from "../../src/http/auth/foreign-headers.ts";
import { type Running, startHttp, TEST_KEY } from "./http-server.ts";

let server: Running;
beforeAll(async () => {
  server = await startHttp();
});
afterAll(() => server.stop());

const list = (headers: Record<string, string>) => fetch(`${server.base}/api/v1/payments`, { headers });
const buy = (headers: Record<string, string>) =>
  fetch(`${server.base}/api/v1/payments`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ paymentLinkSlug: "plan-abc" }),
  });

describe.each(FOREIGN_KEY_HEADERS)("a key in %s", (header) => {
  test("alone is 401, names the header to use, and is not repeated", async () => {
    for (const answer of [await list({ [header]: TEST_KEY }), await buy({ [header]: "sk_secret" })]) {
      expect(answer.status).toBe(401);
      const text = await answer.text();
      expect(JSON.parse(text)).toMatchObject({
        code: "unauthorized",
        param: header,
        error: expect.stringContaining("X-Api-Key"),
      });
      expect(text).not.toMatch(/sk_secret|kp_test_[A-Za-z0-9]{8}/);
    }
  });

  test("beside a proof of ours changes nothing", async () => {
    expect((await list({ [header]: "x", "x-api-key": TEST_KEY })).status).toBe(200);
    expect((await buy({ [header]: "x", authorization: `Bearer ${TEST_KEY}` })).status).toBe(201);
    const wrong = await list({ [header]: "x", "x-api-key": "kp_test_wrong" });
    expect(await wrong.json()).toMatchObject({ error: "Unauthorized", param: null });
  });
});
