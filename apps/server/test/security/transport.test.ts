import { expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import { PASSWORD, seedStore } from "../support/merchant.ts";

const test = gatewayTest({ env: { KP_PUBLIC_URL: "https://pay.example.com" } });

let seeded: Awaited<ReturnType<typeof seedStore>>;
test.beforeAll(async ({ merchant }) => {
  seeded = await seedStore(merchant, "https://shop.example.com/hook");
});

test("behind https every zone asks for https for a year, subdomains included", async ({ gateway }) => {
  const payment = `/p/${seeded.payment.id}?token=${seeded.payment.clientToken}`;
  for (const path of [
    "/",
    `/pay/${seeded.link.slug}`,
    payment,
    "/api/v1/price",
    "/docs",
    "/healthz",
    "/nowhere",
  ]) {
    const { headers } = await gateway.call("GET", path);
    expect(headers.get("strict-transport-security"), path).toBe("max-age=31536000; includeSubDomains");
  }
});

test("behind https the session cookie is bound to host and transport", async ({ gateway, merchant }) => {
  const { headers } = await gateway.call("POST", "/trpc/auth.startSession", {
    body: { email: merchant.email, password: PASSWORD },
    headers: { "x-kp-csrf": "1" },
  });
  const cookie = headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(/^__Host-kp=/);
  for (const part of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(part);
  expect(cookie).not.toMatch(/Domain=/i);
});

test("A-12 a forged Host changes no link in any answer", async ({ gateway, merchant }) => {
  const headers = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" };
  const made = await gateway.call("POST", "/api/v1/payments", {
    as: merchant.key,
    body: { amount: "5" },
    headers,
  });
  expect(made.body.checkoutUrl).toMatch(/^https:\/\/pay\.example\.com\//);
  expect(JSON.stringify(made.body)).not.toContain("evil.example");
});

test("S-01 a live-looking server registers no endpoint that is not public https", async ({
  gateway,
  merchant,
}) => {
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
    const { status, body } = await gateway.call("POST", "/api/v1/webhooks", {
      as: merchant.key,
      body: { url },
    });
    expect([status, body.code, body.param], url).toEqual([422, "invalid_url", "url"]);
  }
});
