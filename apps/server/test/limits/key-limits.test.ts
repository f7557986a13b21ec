// Limits of API keys and sessions: the operator's, or a key's own up to what the operator allows.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, type Merchant, openHouse, PASSWORD } from "../security/house.ts";

let house: House;
let shop: Merchant;
beforeAll(async () => {
  house = await openHouse({
    limits: { readsPerMinute: 5, writesPerMinute: 50, keyReadsPerMinute: 20, keyWritesPerMinute: 30 },
  });
  shop = await house.signUp("shop");
});
afterAll(() => house.close());

const make = (body: object) => house.call("POST", "/api/v1/api-keys", { as: shop.token, body });
const read = (as: string) => house.call("GET", "/api/v1/links", { as });

test("a key has the server's limit, or its own, which its list shows and its answers tell", async () => {
  const plain = (await make({ name: "Plain" })).body;
  const wide = (await make({ name: "Wide", readsPerMinute: 12 })).body;
  expect([plain.readsPerMinute, wide.readsPerMinute, wide.writesPerMinute]).toEqual([null, 12, null]);
  expect((await read(plain.key)).headers.get("ratelimit-limit")).toBe("5");
  expect((await read(wide.key)).headers.get("ratelimit-limit")).toBe("12");
  const list = (await house.call("GET", "/api/v1/api-keys", { as: wide.key })).body.data;
  expect(list.find((one: { name: string }) => one.name === "Wide")).toMatchObject({ readsPerMinute: 12 });
});

test("what a merchant gives a key ends where the operator says", async () => {
  const answer = await make({ name: "Too wide", readsPerMinute: 21 });
  expect([answer.status, answer.body.code, answer.body.param]).toEqual([
    422,
    "validation_error",
    "readsPerMinute",
  ]);
  expect(answer.body.error).toContain("20");
  expect((await make({ name: "As wide", readsPerMinute: 20, writesPerMinute: 30 })).status).toBe(201);
  for (const wrong of [0, -1, 1.5, "5"]) {
    expect((await make({ name: "Wrong", writesPerMinute: wrong })).status).toBe(400);
  }
});

test("sessions of one person are counted each for itself", async () => {
  const login = { email: shop.email, password: PASSWORD };
  const tokens = [];
  for (let i = 0; i < 3; i++) {
    tokens.push((await house.call("POST", "/api/v1/auth/login", { body: login })).body.token);
  }
  for (const token of tokens) {
    expect((await read(token)).headers.get("ratelimit-remaining")).toBe("4");
  }
});
