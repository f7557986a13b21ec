import { afterAll, beforeAll, expect, test } from "vitest";
import { furnish, type House, type Merchant, openHouse, PASSWORD } from "./house.ts";

let house: House;
let alice: Merchant;
let hers: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => {
  house = await openHouse({}, { KP_PUBLIC_URL: "https://pay.example.com" });
  alice = await house.signUp("alice");
  hers = await furnish(house, alice, "https://shop.example.com/hook");
});
afterAll(() => house.close());

test("behind https every zone asks for https for a year, subdomains included", async () => {
  const payment = `/p/${hers.payment.id}?token=${hers.payment.clientToken}`;
  for (const path of [
    "/",
    `/pay/${hers.link.slug}`,
    payment,
    "/api/v1/price",
    "/docs",
    "/healthz",
    "/nowhere",
  ]) {
    const { headers } = await house.call("GET", path);
    expect(headers.get("strict-transport-security"), path).toBe("max-age=31536000; includeSubDomains");
  }
});

test("behind https the session cookie is bound to host and transport", async () => {
  const { headers } = await house.call("POST", "/trpc/auth.startSession", {
    body: { email: alice.email, password: PASSWORD },
    headers: { "x-kp-csrf": "1" },
  });
  const cookie = headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^__Host-kp=/);
  for (const part of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(part);
  expect(cookie).not.toMatch(/Domain=/i);
});

test("A-12 a forged Host changes no link in any answer", async () => {
  const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" };
  const made = await house.call("POST", "/api/v1/payments", {
    as: alice.key,
    body: { amount: "5" },
    headers,
  });
  expect(made.body.checkoutUrl).toMatch(/^https:\/\/pay\.example\.com\//);
  expect(JSON.stringify(made.body)).not.toContain("evil.example");
});

test("S-01 a live-looking server registers no endpoint that is not public https", async () => {
  const urls = [
    "http://shop.example.com/hook",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://169.254.169.254/",
    "https://user:pass@shop.example.com/",
    "https://shop.example.com:5432/",
    "ftp://shop.example.com/",
    "https://shop.example.com/\n",
    "not a url",
  ];
  for (const url of urls) {
    const { status, body } = await house.call("POST", "/api/v1/webhooks", { as: alice.key, body: { url } });
    expect([status, body.code, body.param], url).toEqual([422, "invalid_url", "url"]);
  }
});
