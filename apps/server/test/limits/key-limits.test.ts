// Limits of API keys and sessions: the operator's, or a key's own up to what the operator allows.

import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";

const test = gatewayTest({
  parts: {
    limits: { readsPerMinute: 5, writesPerMinute: 50, keyReadsPerMinute: 20, keyWritesPerMinute: 30 },
  },
});

const make = (merchant: Merchant, body: object) =>
  merchant.gateway.call("POST", "/api/v1/api-keys", { as: merchant.token, body });
const read = (gateway: TestGateway, as: string) => gateway.call("GET", "/api/v1/links", { as });

test("a key has the server's limit, or its own, which its list and its answers show", async ({
  gateway,
  merchant,
}) => {
  const plain = (await make(merchant, { name: "Plain" })).body;
  const wide = (await make(merchant, { name: "Wide", readsPerMinute: 12 })).body;
  expect([plain.readsPerMinute, wide.readsPerMinute, wide.writesPerMinute]).toEqual([null, 12, null]);
  expect((await read(gateway, plain.key)).headers.get("ratelimit-limit")).toBe("5");
  expect((await read(gateway, wide.key)).headers.get("ratelimit-limit")).toBe("12");
  const list = (await gateway.call("GET", "/api/v1/api-keys", { as: wide.key })).body.data;
  expect(list.find((key: { name: string }) => key.name === "Wide")).toMatchObject({ readsPerMinute: 12 });
});

test("what a merchant gives a key ends where the operator says", async ({ merchant }) => {
  const answer = await make(merchant, { name: "Too wide", readsPerMinute: 21 });
  expect([answer.status, answer.body.code, answer.body.param]).toEqual([
    422,
    "validation_error",
    "readsPerMinute",
  ]);
  expect(answer.body.error).toContain("20");
  expect((await make(merchant, { name: "As wide", readsPerMinute: 20, writesPerMinute: 30 })).status).toBe(
    201,
  );
  for (const wrong of [0, -1, 1.5, "5"]) {
    expect((await make(merchant, { name: "Wrong", writesPerMinute: wrong })).status).toBe(400);
  }
});

test("sessions of one person are counted each for itself", async ({ gateway, merchant }) => {
  const login = { email: merchant.email, password: PASSWORD };
  const tokens = [];
  for (let i = 0; i < 3; i++) {
    tokens.push((await gateway.call("POST", "/api/v1/auth/login", { body: login })).body.token);
  }
  for (const token of tokens) {
    expect((await read(gateway, token)).headers.get("ratelimit-remaining")).toBe("4");
  }
});
