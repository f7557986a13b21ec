// Above 300 lines, because the pages share one set of made-up payments, links and receipts.
import type { AddressInfo } from "node:net";
import {
  ApiError,
  type LinkPublic,
  type PaymentStatusBody,
  type PublicPayment,
  type SignedReceipt,
} from "@kaspa-pay/api-contract";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PageData, PageDeps, Receipt } from "../features/checkout/page-contract.ts";
import { createPages } from "./routes.ts";

const HOSTILE = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>&`;
const ADDRESS = "kaspasim:qypcd0m2gvpcd0m2gvpcd0m2gvpcd0m2gvpcd0m2gvpcd0m2gvpcd0m2gvpqn8r5w2";
const TOKEN = "token_1";

const store = { name: HOSTILE, logoUrl: null, supportUrl: "https://shop.example/help", accentColor: null };

const link: LinkPublic = {
  slug: "plan",
  title: HOSTILE,
  description: HOSTILE,
  amount: "25.00000000",
  currency: "KAS",
  surchargePercent: null,
  amountKas: "25.00000000",
  fiat: null,
  allowAmount: null,
  ask: { name: false, email: false, note: false },
  items: [{ name: HOSTILE, quantity: 1, price: "25" }],
  network: "simnet",
  livemode: false,
  cancelUrl: null,
  store,
};

const status: PaymentStatusBody = {
  id: "pay_1",
  status: "pending",
  amountReceived: "0.00000000",
  amountReceivedSompi: "0",
  amountUncredited: "0.00000000",
  amountUncreditedSompi: "0",
  takenBack: null,
  senderAddress: null,
  txId: null,
  confirmations: 0,
  confirmedAt: null,
  payable: true,
  amountExpected: "25.00000000",
  amountExpectedSompi: "2500000000",
  amountSeen: "0.00000000",
  amountSeenSompi: "0",
  amountMissing: "25.00000000",
  amountMissingSompi: "2500000000",
  topUp: "25.00000000",
  topUpSompi: "2500000000",
  requiredConfirmations: 10,
  expiresAt: "2026-03-01T12:30:00.000Z",
  quoteExpiresAt: null,
  serverTime: "2026-03-01T12:00:00.000Z",
  version: 1,
};

const { senderAddress: _sender, txId: _tx, ...shared } = status;
const payment: PublicPayment = {
  ...shared,
  view: "payer",
  amount: "25.00000000",
  surcharge: null,
  canRenew: false,
  replaces: null,
  replacedBy: null,
  attention: [],
  amountOverpaid: "0.00000000",
  amountOverpaidSompi: "0",
  currency: "KAS",
  fiat: null,
  kaspaAddress: ADDRESS,
  uri: `${ADDRESS}?amount=25`,
  exactAmount: false,
  network: "simnet",
  livemode: false,
  firstSeenAt: null,
  transfers: [],
  refunds: [],
  title: HOSTILE,
  description: HOSTILE,
  items: [],
  successMessage: HOSTILE,
  returnUrl: null,
  cancelUrl: null,
  receiptUrl: null,
  explorerTxTemplate: null,
  demoWalletUrl: null,
  store,
};

const signed: SignedReceipt = {
  receipt: {
    type: "kaspa-pay.receipt.v1",
    gateway: "http://localhost:3000",
    paymentId: "pay_1",
    storeId: "sto_1",
    storeName: HOSTILE,
    network: "simnet",
    livemode: "false",
    address: ADDRESS,
    title: HOSTILE,
    items: [{ name: HOSTILE, quantity: "1", price: "25" }],
    amountReceivedSompi: "2500000000",
    transfers: [{ txId: "ab".repeat(32), index: "0", amountSompi: "2500000000" }],
    confirmedAt: "2026-03-01T12:01:00.000Z",
    issuedAt: "2026-03-01T12:02:00.000Z",
  },
  signature: { alg: "EdDSA", kid: "key-1", value: "A".repeat(86) },
};

const receipt: Receipt = {
  payment: {
    ...payment,
    status: "confirmed",
    confirmedAt: "2026-03-01T12:01:00.000Z",
    amountReceived: "25.00000000",
  },
  transfers: [],
  fiatAtReceipt: null,
  fiatCurrency: "USD",
  refundStatus: "none",
  amountRefunded: "0.00000000",
  timeZone: "Europe/Berlin",
  signed,
};

const HOLDS = {
  holds: true,
  reason: null,
  status: "confirmed",
  checkedAt: "2026-03-02T00:00:00.000Z",
} as const;
/** Of the payment whose receipt is verified. */
let refundStatus: "none" | "partial" | "full" = "none";

let created: string[] = [];
const used = new Set<string>();
/** What was counted, in its order. */
let charged: string[] = [];
const limits: PageDeps["limits"] = {
  call: async ({ name }) => void charged.push(name),
  status: async (look, _client, id) => void charged.push(`${look} ${id}`),
  miss: async () => void charged.push("miss"),
};
let base = "";
let close = async (): Promise<void> => {};

const data: PageData = {
  link: async (slug) => {
    if (slug === "old") throw new ApiError("link_expired", "This payment link has expired");
    if (slug !== "plan") throw new ApiError("not_found", "Payment link not found");
    return link;
  },
  frameAncestors: async () => ["https://shop.example"],
  payment: async (id, token) => (id !== "pay_9" && token === TOKEN ? payment : null),
  returnAfter: async () => 10,
  leaving: async (_id, token, kind) =>
    token === TOKEN
      ? {
          url: "https://shop.example/thanks?sig=1",
          host: "shop.example",
          storeName: HOSTILE,
          network: "simnet",
          kind,
        }
      : null,
  status: async (id) => (id === "pay_1" ? status : null),
  receipt: async (_id, token) => (token === TOKEN ? receipt : null),
  verifyReceipt: async ({ receipt }) =>
    receipt === undefined
      ? { check: { valid: false, reason: "malformed", current: null }, content: null }
      : {
          check: { valid: true, reason: null, current: { ...HOLDS, refundStatus } },
          content: signed.receipt,
        },
  claims: {
    get: async () => null,
    check: async (_token, text) => text,
    claim: async () => {
      throw new ApiError("not_found", "This claim link is not valid");
    },
  },
  create: async ({ slug, proof }) => {
    if (used.has(proof)) return null;
    used.add(proof);
    created.push(slug);
    return { id: "pay_1", clientToken: TOKEN };
  },
  renew: async (id) => {
    if (id !== "pay_1") throw new ApiError("conflict", "This payment is not expired");
    return { id: "pay_2", clientToken: "token_2" };
  },
  stage: async () => null,
  demoShop: async () => ({
    name: HOSTILE,
    walletUrl: "http://localhost:18512/wallet",
    products: [
      { slug: "plan", title: HOSTILE, description: HOSTILE, amount: "25.00000000", currency: "KAS" },
    ],
  }),
  renderProof: { make: (slug) => `proof-${slug}`, check: (slug, proof) => proof === `proof-${slug}` },
};

beforeEach(async () => {
  created = [];
  charged = [];
  refundStatus = "none";
  used.clear();
  const server = express()
    .use(createPages({ data, limits, publicUrl: "http://localhost:3000" }))
    .listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
});
afterEach(() => close());

const get = async (path: string) => {
  const response = await fetch(base + path, { redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const form = (slug: string, proof: string) =>
  fetch(`${base}/pay/${slug}`, { method: "POST", body: new URLSearchParams({ proof }), redirect: "manual" });

const PAGES = [
  "/pay/plan",
  `/p/pay_1?token=${TOKEN}`,
  "/p/pay_1",
  `/receipt/pay_1?token=${TOKEN}`,
  `/leave/pay_1?token=${TOKEN}`,
  "/demo",
  "/verify",
];

describe("hosted pages", () => {
  it.each(PAGES)("X-01 %s shows hostile merchant text as text, also inside the data block", async (path) => {
    const { status: code, text } = await get(path);
    expect(code).toBe(200);
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img src=x");
    const scripts = [...text.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(
      scripts.every(
        (script) =>
          script === ' type="application/json"' ||
          script === ' defer src="/assets/return.js"' ||
          script === ' defer src="/assets/receipt-file.js"' ||
          script?.startsWith(' async src="/widget/'),
      ),
    ).toBe(true);
    expect(text).not.toMatch(/\son\w+="|\sstyle=/);
  });

  it("the data block holds the payer's view unchanged", async () => {
    const { text } = await get(`/p/pay_1?token=${TOKEN}`);
    const [, block = ""] = /<script type="application\/json">(.*?)<\/script>/s.exec(text) ?? [];
    expect(JSON.parse(block)).toEqual(payment);
  });

  it.each(PAGES)(
    "%s is neither stored, indexed nor referred from, and runs only our own scripts",
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-robots-tag")).toBe("noindex");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      const framed = path.startsWith("/pay/");
      expect(headers.get("content-security-policy")).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${framed ? "https://shop.example" : "'none'"}; require-trusted-types-for 'script'; trusted-types lit-html`,
      );
      expect(headers.get("x-frame-options")).toBe(framed ? null : "DENY");
    },
  );

  it.each(PAGES)("%s names no other server but the shop's own", async (path) => {
    const { text } = await get(path);
    const hosts = [...text.matchAll(/(?:src|href|action)="(https?:\/\/[^/"]+)/g)].map(([, host]) => host);
    expect(
      hosts.filter((host) => host !== "https://shop.example" && host !== "http://localhost:18512"),
    ).toEqual([]);
  });

  it("CK-26 looking at a link 100 times makes no payment", async () => {
    for (let i = 0; i < 100; i++) expect((await get("/pay/plan")).status).toBe(200);
    expect(created).toEqual([]);
  });

  it("CK-18 without scripts the form makes one payment and leads to its page; without our proof it makes none", async () => {
    const refused = await form("plan", "guess");
    expect([refused.status, refused.headers.get("location"), created]).toEqual([303, "/pay/plan", []]);
    const made = await form("plan", "proof-plan");
    expect([made.status, made.headers.get("location")]).toEqual([303, `/p/pay_1?token=${TOKEN}`]);
    expect(made.headers.get("cache-control")).toBe("no-store");
    expect(created).toEqual(["plan"]);
    const { text } = await get("/pay/plan");
    expect(text).toContain('<form class="fallback" method="post" action="/pay/plan">');
    const again = await form("plan", "proof-plan");
    expect([again.status, again.headers.get("location"), created]).toEqual([303, "/pay/plan", ["plan"]]);
  });

  it("CK-18 without scripts a payment shows sum, address, wallet link, code and state, and reloads", async () => {
    const { text } = await get(`/p/pay_1?token=${TOKEN}`);
    for (const part of [
      "25 KAS",
      ADDRESS,
      `href="${ADDRESS}?amount=25"`,
      'src="/api/v1/payments/pay_1/qr.svg"',
      "Waiting for your payment",
      '<meta http-equiv="refresh" content="10">',
    ])
      expect(text).toContain(part);
  });

  it("without a valid token there is no address, no QR code and no link back to the shop", async () => {
    for (const path of ["/p/pay_1", "/p/pay_1?token=wrong", "/p/pay_1?token="]) {
      const { text } = await get(path);
      expect(text).toContain("25 KAS");
      expect(text).not.toMatch(/kaspasim:|qr\.svg|<kaspa-pay|application\/json/);
    }
    expect((await get("/receipt/pay_1")).status).toBe(404);
  });

  it("X-06 an unlisted shop's host is shown before the payer goes there, and only to the payer", async () => {
    const { text } = await get(`/leave/pay_1?token=${TOKEN}`);
    expect(text).toContain('href="https://shop.example/thanks?sig=1"');
    expect(text).toContain("Go to shop.example");
    expect(text).not.toMatch(/http-equiv="refresh"|return\.js/);
    expect((await get("/leave/pay_1?token=wrong")).status).toBe(404);
  });

  it("a short automatic return can be switched off before it begins, and its script needs no other", async () => {
    const { text } = await get(`/p/pay_1?token=${TOKEN}`);
    expect(text).toContain("Return to the shop automatically after 10 s");
    expect(text).toContain("Stay here");
    const script = await get("/assets/return.js");
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect(() => new Function(script.text)).not.toThrow();
    expect(script.text).not.toMatch(/\bimport\b|\brequire\b|__vi/);
  });

  it("New payment without scripts leads to the new payment's page; a payment that may not be renewed leads to its own; a wrong token to neither", async () => {
    const renew = async (id: string, token: string) => {
      const body = new URLSearchParams({ token });
      const answer = await fetch(`${base}/p/${id}/renew`, { method: "POST", body, redirect: "manual" });
      return [answer.status, answer.headers.get("location")];
    };
    expect(await renew("pay_1", TOKEN)).toEqual([303, "/p/pay_2?token=token_2"]);
    expect(await renew("pay_3", TOKEN)).toEqual([303, `/p/pay_3?token=${TOKEN}`]);
    expect(charged).toEqual(["payments.renew", "payments.renew"]);
    expect(await renew("pay_1", "wrong")).toEqual([404, null]);
    expect(charged.at(-1)).toBe("miss");
  });

  it("a link that is over shows the visitor's own payment of it, if the tab remembers one", async () => {
    const { status: code, text } = await get("/pay/old");
    expect(code).toBe(410);
    expect(text).toMatch(/<div id="own" hidden>.*<kaspa-pay id="checkout" link="old">/);
    expect(text).toContain('src="/assets/resume.js"');
    const script = await get("/assets/resume.js");
    expect(() => new Function(script.text)).not.toThrow();
    expect(script.text).not.toMatch(/\bimport\b|\brequire\b|__vi/);
  });

  it("an unknown link is 404, an expired one 410, each with a reference; the element is not shown", async () => {
    for (const [path, code] of [
      ["/pay/none", 404],
      ["/pay/old", 410],
      ["/p/pay_9", 404],
    ] as const) {
      const { status: got, text, headers } = await get(path);
      expect([path, got]).toEqual([path, code]);
      expect(text).toContain("Reference");
      expect(text.replace(/<div id="own" hidden>.*<\/div>/, "")).not.toContain("<kaspa-pay");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    }
  });

  it("each page view is counted for its payment, or as a guess when there is none", async () => {
    for (const path of [
      `/p/pay_1?token=${TOKEN}`,
      `/receipt/pay_1?token=${TOKEN}`,
      `/leave/pay_1?token=${TOKEN}`,
    ])
      await get(path);
    expect(charged).toEqual(["page pay_1", "page pay_1", "page pay_1"]);
    charged = [];
    for (const path of ["/p/pay_9", "/p/pay_1?token=wrong", "/receipt/pay_1", "/leave/pay_1?token=wrong"])
      await get(path);
    expect(charged).toEqual(["miss", "miss", "page pay_1", "miss", "miss"]);
  });

  it("test coins carry a banner; a receipt names the store's time zone and UTC, and has a JSON twin", async () => {
    for (const path of PAGES.filter((page) => page !== "/p/pay_1" && page !== "/verify"))
      expect((await get(path)).text).toContain("SIMULATED CHAIN, coins have no value");
    const { text } = await get(`/receipt/pay_1?token=${TOKEN}`);
    expect(text).toContain("1 Mar 2026, 13:01:00 Europe/Berlin (2026-03-01 12:01:00 UTC)");
    const twin = await get(`/receipt/pay_1.json?token=${TOKEN}`);
    expect(JSON.parse(twin.text)).toMatchObject({
      paymentId: "pay_1",
      amountReceived: "25.00000000",
      timeZone: "Europe/Berlin",
    });
  });

  it("X-01 a verified receipt shows hostile text as text, and a text that is none stays in its field as text", async () => {
    const verify = async (receipt: string) => {
      const body = new URLSearchParams({ receipt });
      return (await fetch(`${base}/verify`, { method: "POST", body })).text();
    };
    const good = await verify(JSON.stringify(signed));
    expect(good).toContain("<h2>Valid</h2>");
    const bad = await verify(`{"x":${JSON.stringify(HOSTILE)}`);
    expect(bad).toContain("<h2>This cannot be read</h2>");
    for (const text of [good, bad]) {
      expect(text).not.toContain("<script>alert");
      expect(text).not.toContain("<img src=x");
      expect(text).not.toMatch(/\son\w+="|\sstyle=/);
    }
    expect(charged).toEqual(["receipts.verify", "receipts.verify"]);
  });

  it("a valid receipt of a refunded payment is called refunded, in whole or in part", async () => {
    const verify = async () => {
      const body = new URLSearchParams({ receipt: JSON.stringify(signed) });
      return (await fetch(`${base}/verify`, { method: "POST", body })).text();
    };
    for (const [status, words] of [
      ["partial", "sent a part of the money back"],
      ["full", "sent all of the money back"],
    ] as const) {
      refundStatus = status;
      const text = await verify();
      expect(text).toContain("<h2>Valid, and refunded since</h2>");
      expect(text).toContain(words);
    }
    const none = await fetch(`${base}/verify`, {
      method: "POST",
      body: new URLSearchParams({ receipt: "{}" }),
    });
    expect([none.status, (await none.text()).includes("This is not a receipt")]).toEqual([200, true]);
  });

  it("the receipt offers its signed file, which holds nothing but what is signed", async () => {
    const { text } = await get(`/receipt/pay_1?token=${TOKEN}`);
    expect(text).toContain(`href="/receipt/pay_1/signed.json?token=${TOKEN}"`);
    const file = await get(`/receipt/pay_1/signed.json?token=${TOKEN}`);
    expect(JSON.parse(file.text)).toEqual(signed);
    expect(file.headers.get("x-robots-tag")).toBe("noindex");
    expect((await get("/receipt/pay_1/signed.json?token=wrong")).status).toBe(404);
    const script = await get("/assets/receipt-file.js");
    expect(() => new Function(script.text)).not.toThrow();
    expect(script.text).not.toMatch(/\bimport\b|\brequire\b|__vi/);
  });
});
