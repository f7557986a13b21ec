// Text that no database stores, in every field of every procedure and in every part of a path: never a fault of ours.

import { expect } from "vitest";
import { z } from "zod";
import { userRepository } from "../../src/features/accounts/user-repository.ts";
import { linkRepository } from "../../src/features/links/repository/links.ts";
import { plainPaths } from "../../src/http/document/plain-routes.ts";
import { type Operation, operations } from "../../src/http/operations.ts";
import { createPages } from "../../src/pages/routes.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";

const test = gatewayTest();

const HOSTILE: Readonly<Record<string, string>> = {
  NUL: "\u0000",
  "NUL inside": "a\u0000b",
  "first half of a pair": "\ud800",
  "second half of a pair": "a\udc00b",
  "10 000 characters": "a".repeat(10_000),
};

/** As they are in a path: halves of a pair have no UTF-8, so their three bytes are written. */
const IN_PATHS = ["%00", "a%00b", "%ED%A0%80", "%ED%B0%80", "%FF", "%C0%80", "a".repeat(10_000)];

/** Their input makes the next calls impossible: the walk signs nobody out. */
const NOT_CALLED = new Set(["auth.logout", "auth.endOtherSessions"]);

function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return bare(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodPipe ? bare(schema.in as z.ZodType) : schema;
}

/** Paths of all fields, those of nested objects, lists and maps too. */
function pathsOf(schema: z.ZodType, path: readonly string[] = []): (readonly string[])[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray) return pathsOf(inner.element as z.ZodType, [...path, "0"]);
  if (inner instanceof z.ZodRecord) return [[...path, "key"]];
  if (!(inner instanceof z.ZodObject)) return path.length === 0 ? [] : [path];
  return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, field]) =>
    pathsOf(field, [...path, name]),
  );
}

function withValue(base: unknown, [first, ...rest]: readonly string[], value: string): unknown {
  if (first === undefined) return value;
  if (first === "0") return [withValue((base as unknown[] | undefined)?.[0], rest, value)];
  const object = typeof base === "object" && base !== null && !Array.isArray(base) ? base : {};
  return { ...object, [first]: withValue((object as Record<string, unknown>)[first], rest, value) };
}

async function statusesOf(
  gateway: TestGateway,
  operation: Operation,
  input: Record<string, unknown>,
  as: string,
): Promise<number[]> {
  const headers = { "x-kp-csrf": "1" };
  const text = JSON.stringify(input);
  const overTrpc =
    operation.kind === "mutation"
      ? gateway.call("POST", `/trpc/${operation.name}`, { as, headers, body: text })
      : gateway.call("GET", `/trpc/${operation.name}?input=${encodeURIComponent(text).slice(0, 12_000)}`, {
          as,
          headers,
        });
  if (operation.rest === null) return [(await overTrpc).status];
  const { method } = operation.rest;
  // An unpaired half cannot be written in a URL: encodeURIComponent refuses it, and no client can send it there.
  const written = (value: unknown) => encodeURIComponent(String(value).replace(/\p{Cs}/gu, "\ufffd"));
  const path = operation.rest.path.replace(/:(\w+)/g, (_all, name) => written(input[name] ?? "x"));
  const rest = Object.fromEntries(
    Object.entries(input).filter(([name]) => !operation.pathParams.includes(name)),
  );
  const hasBody = method !== "GET" && method !== "DELETE";
  const query = Object.entries(rest).map(([name, value]) => `${name}=${written(value)}`);
  const url = `/api/v1${path}${hasBody || query.length === 0 ? "" : `?${query.join("&")}`}`;
  const overRest = gateway.call(method, url, { as, ...(hasBody && { body: rest }) });
  return [(await overTrpc).status, (await overRest).status];
}

test.for(Object.keys(HOSTILE))(
  "%s in any field of any procedure is no fault of the server",
  { timeout: 300_000 },
  async (kind, { gateway, merchant }) => {
    const value = HOSTILE[kind] ?? "";
    const faults: string[] = [];
    let calls = 0;
    for (const operation of operations) {
      if (operation.input === null || operation.kind === "subscription" || NOT_CALLED.has(operation.name))
        continue;
      const [example = {}] = (operation.input.meta()?.examples ?? []) as Record<string, unknown>[];
      for (const path of pathsOf(operation.input)) {
        const input = withValue(example, path, value) as Record<string, unknown>;
        const all = await statusesOf(
          gateway,
          operation,
          input,
          operation.auth.level === "user" ? merchant.token : merchant.key,
        );
        calls += all.length;
        for (const status of all)
          if (status >= 500) faults.push(`${operation.name} ${path.join(".")}: ${status}`);
      }
    }
    expect(faults).toEqual([]);
    expect(calls).toBeGreaterThan(200);
  },
);

const pageRoutes = (
  createPages({} as never).stack as unknown as {
    route?: { path: string; methods: Record<string, boolean> };
  }[]
).flatMap(({ route }) =>
  route ? Object.keys(route.methods).map((method) => [method.toUpperCase(), route.path]) : [],
);
const plainRoutes = Object.keys(plainPaths).map((path) => [
  "GET",
  `/api/v1${path.replace(/\{(\w+)\}/g, ":$1")}`,
]);
const routes = [...pageRoutes, ...plainRoutes].filter(([, path]) => path?.includes(":")) as [
  string,
  string,
][];

test.for(routes)(
  "%s %s answers any text in its path with 400, 404 or 410, and no fault",
  async ([method, path], { gateway }) => {
    for (const text of IN_PATHS) {
      const filled = path.replace(/:\w+/, text);
      const answer = await fetch(`${gateway.url}${filled}`, {
        method,
        redirect: "manual",
        ...(method === "POST" && { body: new URLSearchParams({ proof: "a.b.c", token: "x" }) }),
      });
      await answer.text();
      // A form without a proof of ours goes back to its page.
      const fine = method === "POST" ? [303, 400, 404, 414, 431] : [400, 404, 414, 431];
      expect([text.slice(0, 12), fine.includes(answer.status) ? "fine" : answer.status]).toEqual([
        text.slice(0, 12),
        "fine",
      ]);
    }
  },
);

test("text in queries and forms of pages and files is no fault either", async ({ gateway, merchant }) => {
  const found: string[] = [];
  const look = async (path: string, init: RequestInit = {}): Promise<void> => {
    const answer = await fetch(`${gateway.url}${path}`, { redirect: "manual", ...init });
    await answer.text();
    if (answer.status >= 500) found.push(`${path.slice(0, 60)}: ${answer.status}`);
  };
  const authorization = `Bearer ${merchant.key}`;
  for (const text of IN_PATHS.map((path) => path.slice(0, 6_000))) {
    for (const page of ["/p/pay_1", "/receipt/pay_1", "/leave/pay_1"]) await look(`${page}?token=${text}`);
    await look(`/claim/${text}`);
    await look(`/claim/${text}`, { method: "POST", body: new URLSearchParams({ address: text }) });
    for (const field of ["q", "orderId", "address", "timeZone", "linkId"])
      await look(`/api/v1/payments/export.csv?${field}=${text}`, { headers: { authorization } });
    await look(`/api/v1/settings/wallet/addresses.csv?storeId=${text}`, { headers: { authorization } });
    await look(`/api/v1/payments/pay_1/status?token=${text}`);
  }
  const { body: link } = await gateway.call("POST", "/api/v1/links", {
    as: merchant.key,
    body: { title: "Tea", amount: "5", ask: { name: true, note: true } },
  });
  const page = await gateway.call("GET", `/pay/${link.slug}`);
  const proof = /name="proof" value="([^"]*)"/.exec(String(page.body))?.[1] ?? "";
  for (const value of Object.values(HOSTILE)) {
    const body = new URLSearchParams({
      proof,
      customerName: value.slice(0, 4_000),
      customerNote: value.slice(0, 4_000),
    });
    await look(`/pay/${link.slug}`, { method: "POST", body });
  }
  expect(found).toEqual([]);
});

test("whatever reaches the database all the same is refused as the caller's fault", async ({ gateway }) => {
  const { db } = gateway.useCases.unitOfWork;
  await expect(userRepository(db).byEmail("a\u0000b@example.com")).rejects.toMatchObject({
    code: "invalid_request",
  });
  expect(await linkRepository(db).bySlug("a\u0000b")).toBeNull();
});
