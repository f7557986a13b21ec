// Everything that makes a payment is charged to the budget, also routes that are added later: visitors call every
// procedure and every page, once with budget and once without.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../../src/http/operations.ts";
import { createPages } from "../../src/pages/routes.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";
import type { Answer } from "../support/http.ts";
import type { Merchant } from "../support/merchant.ts";
import { NO_LIMITS } from "../support/no-limits.ts";
import { countPayments, makeLink, openForm } from "./create-routes.ts";

const PROXIED = { KP_TRUST_PROXY: "loopback" };

const SOURCES = new URL("../../src/", import.meta.url).pathname;

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** `POST /pay/:slug` and all the others, from the router itself. */
const pages: string[] = (createPages({} as never).stack as unknown as Layer[]).flatMap(({ route }) =>
  route === undefined
    ? []
    : Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`),
);

/** What a visitor may know: a link, and a payment of it whose time is over, with the token that opens it. */
interface Known {
  readonly slug: string;
  readonly id: string;
  readonly clientToken: string;
}

async function expired(gateway: TestGateway, merchant: Merchant, count: number): Promise<Known[]> {
  const all: Known[] = [];
  for (let made = 0; made < count; made++) {
    const { slug } = await makeLink(gateway, merchant.key);
    const body = { paymentLinkSlug: slug };
    const { id, clientToken } = (await gateway.call("POST", "/api/v1/payments", { as: merchant.key, body }))
      .body;
    await gateway.call("POST", `/api/v1/payments/${id}/simulate`, {
      as: merchant.key,
      body: { case: "expire" },
    });
    all.push({ slug, id, clientToken });
  }
  gateway.chain.mine(24);
  await gateway.follow();
  return all;
}

/** The example of the document, about what the visitor knows. */
function inputFor(operation: (typeof operations)[number], { slug, id }: Known): Record<string, unknown> {
  const shape = operation.input?.shape ?? {};
  if ("paymentLinkSlug" in shape) return { paymentLinkSlug: slug };
  const [example] = (operation.input?.meta()?.examples ?? []) as Record<string, unknown>[];
  return { ...example, ...("id" in shape && { id }), ...("slug" in shape && { slug }) };
}

type Proof = { readonly as?: string; readonly headers?: Record<string, string> };

async function callProcedure(
  gateway: TestGateway,
  name: string,
  known: Known,
  { as, headers = {} }: Proof,
): Promise<void> {
  const operation = operations.find((operation) => operation.name === name);
  if (operation === undefined || operation.kind === "subscription") return;
  const input = inputFor(operation, known);
  const own = { ...headers, "x-kp-csrf": "1" };
  const query = `?input=${encodeURIComponent(JSON.stringify(input))}`;
  await (operation.kind === "query"
    ? gateway.call("GET", `/trpc/${name}${query}`, { as, headers: own })
    : gateway.call("POST", `/trpc/${name}`, { as, body: input, headers: own }));
  if (operation.rest === null) return;
  const path = operation.rest.path.replace(/:(\w+)/g, (_all, param) =>
    encodeURIComponent(String(input[param])),
  );
  const body = Object.fromEntries(
    Object.entries(input).filter(([key]) => !operation.pathParams.includes(key)),
  );
  const withBody = operation.rest.method !== "GET" && operation.rest.method !== "DELETE";
  await gateway.call(operation.rest.method, `/api/v1${path}`, {
    as,
    headers: own,
    ...(withBody && { body }),
  });
}

async function callPage(gateway: TestGateway, page: string, known: Known): Promise<void> {
  const [method = "", path = ""] = page.split(" ");
  const proof = await openForm(gateway, { slug: known.slug, ip: "192.0.2.9" });
  const filled = path.replace(":slug", known.slug).replace(":id", known.id);
  const body = new URLSearchParams({ proof, token: known.clientToken });
  await fetch(`${gateway.url}${filled}?token=${known.clientToken}`, {
    method,
    redirect: "manual",
    ...(method !== "GET" && { body }),
  }).then((answer) => answer.text());
}

/** Names of the procedures and pages through which visitors had payments made. */
async function makers(gateway: TestGateway): Promise<string[]> {
  const merchant = await gateway.signUp("shop");
  const stranger = await gateway.signUp("stranger");
  const over = await expired(gateway, merchant, operations.length + pages.length);
  const found = new Set<string>();
  const watch = async (name: string, call: (known: Known) => Promise<void>): Promise<void> => {
    const known = over.pop() as Known;
    const before = await countPayments(gateway, merchant.storeId);
    await call(known);
    if ((await countPayments(gateway, merchant.storeId)) > before) found.add(name);
  };
  for (const { name } of operations) {
    await watch(name, async (known) => {
      const token = { "x-client-token": known.clientToken };
      for (const proof of [
        {},
        { headers: token },
        { as: stranger.key },
        { as: stranger.token, headers: token },
      ])
        await callProcedure(gateway, name, known, proof);
    });
  }
  for (const page of pages) await watch(page, (known) => callPage(gateway, page, known));
  return [...found].toSorted();
}

describe("payments that visitors have made", () => {
  const MAKERS = ["POST /p/:id/renew", "POST /pay/:slug", "payments.create", "payments.renew"];
  let roomy: TestGateway;
  let empty: TestGateway;
  beforeAll(async () => {
    roomy = await startGateway({ env: PROXIED });
    empty = await startGateway({
      env: PROXIED,
      parts: { limits: { ...NO_LIMITS, createPerMinute: 0, createBurst: 0 } },
    });
  });
  afterAll(async () => {
    await roomy.close();
    await empty.close();
  });

  test("are made through these procedures and pages, and no others", { timeout: 300_000 }, async () => {
    expect(await makers(roomy)).toEqual(MAKERS);
  });

  test("are made through none of them once the budget is used up", { timeout: 300_000 }, async () => {
    expect(await makers(empty)).toEqual([]);
  });
});

test("payments are written in one place, which asks who wants them", () => {
  const writers = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .filter((path) =>
      /paymentRepository\([^;]*\)\s*\.create\b|\{[^}]*\bcreate\b[^}]*\} = paymentRepository/.test(
        readFileSync(join(SOURCES, path), "utf8"),
      ),
    );
  expect(writers).toEqual([join("features", "payments", "create-payment.ts")]);
});

test("the answer to a visitor without budget is 429 with a time to come back", async () => {
  const strict = await startGateway({
    env: PROXIED,
    parts: { limits: { ...NO_LIMITS, createPerMinute: 0, createBurst: 0 } },
  });
  try {
    const merchant = await strict.signUp("shop");
    const [known] = await expired(strict, merchant, 1);
    if (known === undefined) throw new Error("no payment");
    const headers = { "x-client-token": known.clientToken };
    const refused: Answer[] = [
      await strict.call("POST", "/api/v1/payments", { body: { paymentLinkSlug: known.slug } }),
      await strict.call("POST", `/api/v1/payments/${known.id}/renew`, { body: {}, headers }),
    ];
    for (const { status, headers: answered } of refused) {
      expect(status).toBe(429);
      expect(Number(answered.get("retry-after"))).toBeGreaterThan(0);
    }
  } finally {
    await strict.close();
  }
});
