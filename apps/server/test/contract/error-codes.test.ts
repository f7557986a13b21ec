// Each code of the error table, provoked once on a whole gateway. A person reads what is wrong and what to do: the message
// names the field or the thing at fault, and the cure where the message can know it. One entry a code makes it long.
import type { AddressInfo } from "node:net";
import { type ErrorCode, errorTable } from "@kaspa-pay/api-contract";
import { expect } from "vitest";
import { createHttpServer } from "../../src/http/http-server.ts";
import { freshAddress } from "../support/addresses.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { type Answer, rawAnswer, rawRequest } from "../support/http.ts";
import { type Merchant, PASSWORD } from "../support/merchant.ts";
import { NO_LIMITS } from "../support/no-limits.ts";
import { claimPages, confirmed, refund } from "../support/refunds.ts";

const test = gatewayTest({ clock: "stepped", market: true });

interface Asking {
  readonly gateway: TestGateway;
  readonly merchant: Merchant;
}

interface Case {
  /** The field at fault; null where no field is. */
  readonly param: string | null;
  /** What the message must say. */
  readonly says: RegExp;
  provoke(asking: Asking): Promise<{ status: number; body: Answer["body"] }>;
}

const API = "/api/v1";
const QUICK_TIMEOUT = { requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 };
const MONTH_MS = 31 * 24 * 60 * 60_000;

/** A request of the merchant with the store's key. */
const byKey =
  (method: string, path: string, body?: unknown): Case["provoke"] =>
  ({ merchant }) =>
    merchant.call(method, API + path, body);
const create = (fields: object): Case["provoke"] => byKey("POST", "/payments", { amount: "25", ...fields });
const payOut = (fields: object): Case["provoke"] => byKey("POST", "/payouts", { amount: "5", ...fields });
const session = async ({ gateway, merchant }: Asking): Promise<string> => {
  const body = { email: merchant.email, password: PASSWORD };
  return (await gateway.call("POST", `${API}/auth/login`, { body })).body.token;
};
const asPerson = async (asking: Asking, method: string, path: string, body: unknown): Promise<Answer> =>
  asking.gateway.call(method, API + path, { as: await session(asking), body });
const link = async ({ merchant }: Asking, fields: object): Promise<Answer> =>
  merchant.call("POST", `${API}/links`, { title: "Tea", amount: "5", ...fields });
const payLink = async (asking: Asking, fields: object): Promise<Answer> => {
  const { slug } = (await link(asking, fields)).body;
  return asking.gateway.call("POST", `${API}/payments`, { body: { paymentLinkSlug: slug } });
};
/** Every statement on links fails as PostgreSQL fails with this state. */
const withFailing = async (sqlState: string, asking: Asking): Promise<Answer> => {
  const { sql } = asking.gateway;
  await sql(`create function fail() returns trigger language plpgsql as
    $$ begin raise exception 'broken' using errcode = '${sqlState}'; end $$`);
  await sql("create trigger fail before insert on links for each row execute function fail()");
  try {
    return await link(asking, {});
  } finally {
    await sql("drop function fail() cascade");
  }
};
const raw = async ({ gateway }: Asking, headers: Record<string, string>) => {
  const { status, text } = await rawRequest(`${gateway.url}${API}/price`, "GET", headers);
  return { status, body: JSON.parse(text) };
};
const claimOf = async ({ gateway }: Asking, token: string): Promise<Answer> => {
  const address = await freshAddress("testnet-10");
  return gateway.call("POST", `${API}/claims/${token}`, { body: { address } });
};
const refundToClaim = async ({ merchant, gateway }: Asking): Promise<string> => {
  // Without a rate nobody knows the value, which then asks for the most confirmations.
  const payment = await confirmed(await merchant.createPayment({ requiredConfirmations: 1 }));
  return claimPages({ gateway }, (await refund(payment)).claimUrl).token;
};

const CASES: Readonly<Record<ErrorCode, Case>> = {
  invalid_request: {
    param: "amount",
    says: /amount.*digits.*for example/i,
    provoke: create({ amount: "1e3" }),
  },
  unauthorized: {
    param: null,
    says: /unauthorized/i,
    provoke: ({ gateway }) => gateway.call("GET", `${API}/payments`),
  },
  session_expired: {
    param: null,
    says: /session.*sign in again/i,
    provoke: ({ gateway }) => gateway.call("GET", `${API}/payments`, { headers: { cookie: "kp_dev=ended" } }),
  },
  forbidden: {
    param: null,
    says: /scope payments:write/,
    async provoke(asking) {
      const key = await asPerson(asking, "POST", "/api-keys", { name: "Reader", scopes: ["payments:read"] });
      return asking.gateway.call("POST", `${API}/payments`, { as: key.body.key, body: { amount: "5" } });
    },
  },
  reauth_required: {
    param: null,
    says: /password again.*POST \/auth\/step-up/,
    async provoke(asking) {
      const token = await session(asking);
      await asking.gateway.clock.advance(6 * 60_000, 1);
      const body = { name: "Key", scopes: ["payments:read"] };
      return asking.gateway.call("POST", `${API}/api-keys`, { as: token, body });
    },
  },
  origin_not_allowed: {
    param: null,
    says: /secret API key.*browser: call from your server/,
    provoke: ({ gateway, merchant }) =>
      gateway.call("GET", `${API}/payments`, {
        as: merchant.key,
        headers: { origin: "https://page.example" },
      }),
  },
  not_found: { param: null, says: /Payment not found/, provoke: byKey("GET", "/payments/pay_1") },
  method_not_allowed: { param: null, says: /PUT.*Allow header/, provoke: byKey("PUT", "/payments", {}) },
  already_exists: {
    param: "slug",
    says: /slug is taken: choose another/,
    async provoke(asking) {
      await link(asking, { slug: "tea-time" });
      return link(asking, { slug: "tea-time" });
    },
  },
  idempotency_conflict: {
    param: null,
    says: /Idempotency-Key/,
    async provoke({ gateway, merchant }) {
      const pay = (amount: string) =>
        gateway.call("POST", `${API}/payments`, {
          as: merchant.key,
          body: { amount },
          headers: { "idempotency-key": "one" },
        });
      await pay("5");
      return pay("6");
    },
  },
  order_id_exists: {
    param: "orderId",
    says: /order id.*paymentId.*another/,
    async provoke(asking) {
      await asking.merchant.changeSettings({ orderIdPolicy: "unique" });
      await create({ orderId: "A-1" })(asking);
      return create({ orderId: "A-1" })(asking);
    },
  },
  payment_has_transfers: {
    param: null,
    says: /Money.*seen.*read it again/,
    async provoke({ merchant, gateway }) {
      const payment = await merchant.createPayment();
      payment.pay("1");
      await gateway.mine(1);
      return merchant.call("POST", `${API}/payments/${payment.id}/cancel`, {});
    },
  },
  conflict: {
    param: null,
    says: /canceled already/,
    async provoke({ merchant }) {
      const { id } = await merchant.createPayment();
      await merchant.call("POST", `${API}/payments/${id}/cancel`, {});
      return merchant.call("POST", `${API}/payments/${id}/cancel`, {});
    },
  },
  claim_used: {
    param: "address",
    says: /has an address already: ask the shop/,
    async provoke(asking) {
      const token = await refundToClaim(asking);
      await claimOf(asking, token);
      return claimOf(asking, token);
    },
  },
  claim_expired: {
    param: null,
    says: /over: ask the shop/,
    async provoke(asking) {
      const token = await refundToClaim(asking);
      await asking.gateway.clock.advance(MONTH_MS);
      return claimOf(asking, token);
    },
  },
  too_large: { param: null, says: /64 KiB: send less/, provoke: create({ description: "x".repeat(70_000) }) },
  unsupported_media_type: {
    param: null,
    says: /application\/json/,
    provoke: ({ gateway, merchant }) =>
      gateway.call("POST", `${API}/payments`, {
        as: merchant.key,
        body: "amount=5",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
  },
  amount_too_small: {
    param: "amount",
    says: /minimum.*0\.2/i,
    provoke: create({ amount: "0.1" }),
  },
  amount_too_large: { param: "amount", says: /at most 29/, provoke: create({ amount: "99999999999" }) },
  invalid_address: {
    param: "recipientAddress",
    says: /address.*copy it again/,
    provoke: payOut({ recipientAddress: "kaspatest:qqabc" }),
  },
  network_mismatch: {
    param: "recipientAddress",
    says: /network.*testnet-10/,
    provoke: async (asking) => payOut({ recipientAddress: await freshAddress("simnet") })(asking),
  },
  own_address: {
    param: "recipientAddress",
    says: /address of the store itself.*receiver/,
    async provoke(asking) {
      const { address } = await asking.merchant.createPayment();
      return payOut({ recipientAddress: address })(asking);
    },
  },
  invalid_xpub: {
    param: "xpub",
    says: /begins with kpub/,
    provoke: (asking) => asPerson(asking, "PATCH", "/settings", { xpub: "abc" }),
  },
  redirect_url_not_allowed: {
    param: "redirectUrl",
    says: /shop\.example is not on .*add it under Settings/,
    async provoke(asking) {
      await asking.merchant.changeSettings({ redirectHosts: ["my-shop.example"] });
      return create({ redirectUrl: "https://shop.example/" })(asking);
    },
  },
  invalid_url: {
    param: "url",
    says: /https/,
    provoke: byKey("POST", "/webhooks", { url: "ftp://shop.example/" }),
  },
  unknown_currency: { param: "currency", says: /XXX.*enabled/, provoke: create({ currency: "XXX" }) },
  link_inactive: {
    param: null,
    says: /not active: ask the shop/,
    provoke: (asking) => payLink(asking, { status: "inactive" }),
  },
  link_expired: {
    param: null,
    says: /as often as it allows: ask the shop/,
    async provoke(asking) {
      const { slug } = (await link(asking, { maxPayments: 1 })).body;
      const body = { paymentLinkSlug: slug };
      const { kaspaAddress } = (await asking.gateway.call("POST", `${API}/payments`, { body })).body;
      await asking.gateway.pay(kaspaAddress, 500_000_000n);
      await asking.gateway.mine(14);
      return asking.gateway.call("POST", `${API}/payments`, { body });
    },
  },
  misdirected_request: {
    param: "Host",
    says: /does not answer under this name. Call its public address/,
    provoke: (asking) => raw(asking, { host: "other.example" }),
  },
  validation_error: {
    param: "currency",
    says: /own currency, EUR, must be one of/,
    provoke: byKey("PATCH", "/settings", { currencies: ["KAS", "USD"], currency: "EUR" }),
  },
  rate_limited: {
    param: null,
    says: /Too many requests: try again in \d+ s/,
    async provoke({ gateway, merchant }) {
      const strict = await gateway.startAnother({ limits: { ...NO_LIMITS, readsPerMinute: 0 } });
      try {
        return await strict.call("GET", `${API}/payments`, { as: merchant.key });
      } finally {
        await strict.stop();
      }
    },
  },
  request_timeout: {
    param: null,
    says: /whole within 30 seconds.*send it again/,
    async provoke() {
      const server = createHttpServer(() => undefined, QUICK_TIMEOUT);
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const answer = await rawAnswer((server.address() as AddressInfo).port, "GET / HTTP/1.1\r\nHost: a");
      server.close();
      const [head = "", body = ""] = answer.split("\r\n\r\n");
      return { status: Number(head.split(" ")[1]), body: JSON.parse(body) };
    },
  },
  headers_too_large: {
    param: null,
    says: /headers.*send fewer/,
    provoke: (asking) => raw(asking, { authorization: `Bearer ${"a".repeat(17_000)}` }),
  },
  server_error: {
    param: null,
    says: /repeat.*Idempotency-Key.*requestId/,
    provoke: (asking) => withFailing("22012", asking),
  },
  price_unavailable: {
    param: null,
    says: /USD price.*try again.*price in KAS/,
    provoke: create({ amount: "5", currency: "USD" }),
  },
  node_unavailable: {
    param: null,
    says: /node.*try again/,
    async provoke(asking) {
      await asking.gateway.sql("delete from cursors");
      return payOut({ recipientAddress: await freshAddress("testnet-10") })(asking);
    },
  },
  unavailable: {
    param: null,
    says: /database.*try again/,
    provoke: (asking) => withFailing("53100", asking),
  },
};

/** They break the gateway for what comes after them. */
const LAST: readonly ErrorCode[] = ["node_unavailable"];
const inOrder = (Object.keys(CASES) as ErrorCode[]).toSorted((a, b) => LAST.indexOf(a) - LAST.indexOf(b));

test.for(inOrder)("DX-08 %s names the field and the cure", async (code, { gateway, merchant }) => {
  const { param, says, provoke } = CASES[code];
  const { status, body } = await provoke({ gateway, merchant });
  expect([status, body.code], JSON.stringify(body)).toEqual([errorTable[code].status, code]);
  expect(body.param).toBe(param);
  expect(body.error).toMatch(says);
  expect(errorTable[code].cure.length).toBeGreaterThan(10);
});
