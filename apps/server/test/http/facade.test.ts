import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { exampleAnswer } from "../../src/http/document/examples.ts";
import { operations, type RestOperation, restOperations } from "../../src/http/operations.ts";
import { READ_KEY, type Running, startHttp, TEST_KEY } from "./http-server.ts";

let server: Running;
beforeAll(async () => {
  server = await startHttp({
    limits: { writesPerMinute: 10_000, readsPerMinute: 10_000, quotesPerMinute: 1000 },
  });
});
afterAll(() => server.stop());

/** Required query fields of the routes that have some. */
const QUERIES: Record<string, string> = {
  "payments.verifyRedirect": "?paymentId=pay_1&status=confirmed&ts=1&sig=ab",
};

/** A value for a parameter of a path: ids have any form, the token of a claim link has its own. */
const pathValue = (name: string): string =>
  name === "token" ? `rfd_${"0".repeat(32)}_${"a".repeat(32)}` : "obj_1";

interface Request {
  readonly path: string;
  readonly init: RequestInit;
}

function requestOf(
  operation: RestOperation,
  proof: Record<string, string>,
  route = operation.rest as { method: string; path: string },
): Request {
  const path =
    route.path.replace(/:(\w+)/g, (_all, name: string) => pathValue(name)) + (QUERIES[operation.name] ?? "");
  const hasBody = !["GET", "DELETE"].includes(route.method);
  const body = hasBody && operation.input !== null ? JSON.stringify(bodyOf(operation)) : undefined;
  const headers = { ...proof, ...(body !== undefined && { "content-type": "application/json" }) };
  return { path, init: { method: route.method, headers, ...(body !== undefined && { body }) } };
}

function bodyOf(operation: RestOperation): unknown {
  const examples = operation.input?.meta()?.examples;
  return Array.isArray(examples) ? examples[0] : {};
}

function proofOf({ auth, name, stepUp }: RestOperation): Record<string, string> {
  const peopleOnly = auth.level === "user" || stepUp.some(({ keys }) => keys === "refused");
  if (peopleOnly) return { authorization: "Bearer good.jwt.token" };
  if (auth.level === "payer") return { "x-client-token": "token" };
  return auth.level !== "open" || name === "payments.create" ? { authorization: `Bearer ${TEST_KEY}` } : {};
}

test("the walk over tRPC's internals finds every procedure with its schemas and meta", () => {
  expect(restOperations.length).toBeGreaterThan(45);
  for (const operation of operations) {
    expect(operation.kind, operation.name).toMatch(/^(query|mutation|subscription)$/);
    if (operation.kind !== "subscription") expect(operation.output, operation.name).toBeInstanceOf(z.ZodType);
  }
  for (const { name, rest, kind } of restOperations) {
    expect(kind, name).toBe(rest.method === "GET" ? "query" : "mutation");
  }
});

const cases = restOperations.flatMap((operation) =>
  [operation.rest, ...(operation.rest.aliases ?? [])].map(
    (route) => [`${route.method} ${route.path}`, operation, route] as const,
  ),
);

test.each(cases)(
  "%s reaches its handler with the declared status and a body of its schema",
  async (_name, operation, route) => {
    const { path, init } = requestOf(operation, proofOf(operation), route);
    const before = server.fake.calls.length;
    const answer = await fetch(`${server.base}/api/v1${path}`, init);
    const body: unknown = await answer.json();
    expect(body).toEqual(JSON.parse(JSON.stringify(exampleAnswer(operation))));
    expect(answer.status).toBe(operation.rest.status);
    expect(answer.headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{24}$/);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const call = server.fake.calls.at(-1);
    expect(server.fake.calls.length).toBe(before + 1);
    expect(call?.name).toBe(operation.name);
    for (const name of operation.pathParams) expect(call?.input).toMatchObject({ [name]: pathValue(name) });
  },
);

test.each(cases)("%s is the same below /api", async (_name, operation, route) => {
  const { path, init } = requestOf(operation, proofOf(operation), route);
  expect((await fetch(`${server.base}/api${path}`, init)).status).toBe(operation.rest.status);
});

describe("callers without the right", () => {
  const closed = restOperations.filter((operation) => operation.auth.level !== "open");

  test.each(closed.map((operation) => [operation.name, operation] as const))(
    "%s without proof is 401",
    async (_name, operation) => {
      const { path, init } = requestOf(operation, {});
      const answer = await fetch(`${server.base}/api/v1${path}`, init);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: "Unauthorized", code: "unauthorized" });
    },
  );

  test("S-14 a direct payment needs payments:write; from a link anybody may", async () => {
    const create = (headers: Record<string, string>, body: object) =>
      fetch(`${server.base}/api/v1/payments`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const direct = { amount: "1", currency: "KAS" };
    expect((await create({}, direct)).status).toBe(401);
    const refused = await create({ "x-api-key": READ_KEY }, direct);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ scope: "payments:write" });
    expect((await create({ "x-api-key": TEST_KEY }, direct)).status).toBe(201);
    expect((await create({}, { paymentLinkSlug: "plan-abc" })).status).toBe(201);
  });

  const mutations = closed.filter(
    (operation) => operation.auth.level === "keyed" && operation.auth.scope.endsWith(":write"),
  );

  test.each(mutations.map((operation) => [operation.name, operation] as const))(
    "S-14 %s with a read-only key is 403 naming the scope",
    async (_name, operation) => {
      const { path, init } = requestOf(operation, { authorization: `Bearer ${READ_KEY}` });
      const answer = await fetch(`${server.base}/api/v1${path}`, init);
      expect(answer.status).toBe(403);
      const scope = operation.auth.level === "keyed" ? operation.auth.scope : "";
      expect(await answer.json()).toMatchObject({ code: "forbidden", scope });
    },
  );

  const persons = closed.filter((operation) => operation.auth.level === "user");

  test.each(persons.map((operation) => [operation.name, operation] as const))(
    "%s with an API key is 403",
    async (_name, operation) => {
      const { path, init } = requestOf(operation, { "x-api-key": TEST_KEY });
      expect((await fetch(`${server.base}/api/v1${path}`, init)).status).toBe(403);
    },
  );
});

describe("T-04 fields that no caller may set", () => {
  const withBody = restOperations.filter((operation) => !["GET", "DELETE"].includes(operation.rest.method));

  test.each(withBody.map((operation) => [operation.name, operation] as const))(
    "%s refuses them by name and changes nothing",
    async (_name, operation) => {
      const before = server.fake.calls.length;
      for (const field of [
        "storeId",
        "amountReceived",
        "confirmedAt",
        "role",
        "__proto__",
        "constructor",
        "id",
      ]) {
        if (
          operation.input !== null &&
          field in operation.input.shape &&
          !operation.pathParams.includes(field)
        )
          continue;
        const { path, init } = requestOf(operation, proofOf(operation));
        const good = JSON.stringify(bodyOf(operation)).slice(1, -1);
        const body = `{${good}${good === "" ? "" : ","}"${field}":"x"}`;
        const answer = await fetch(`${server.base}/api/v1${path}`, {
          ...init,
          headers: { ...init.headers, "content-type": "application/json" },
          body,
        });
        expect(answer.status, field).toBe(400);
        const refusal = (await answer.json()) as { code: string; issues: { path: string }[] };
        expect(refusal.code).toBe("invalid_request");
        expect(refusal.issues.map((issue) => issue.path)).toContain(field);
      }
      expect(server.fake.calls.length).toBe(before);
    },
  );

  const reads = restOperations.filter(
    (operation) => operation.rest.method === "GET" || operation.rest.method === "DELETE",
  );

  test.each(reads.map((operation) => [operation.name, operation] as const))(
    "%s refuses an unknown query field",
    async (_name, operation) => {
      const { path, init } = requestOf(operation, proofOf(operation));
      const answer = await fetch(
        `${server.base}/api/v1${path}${path.includes("?") ? "&" : "?"}storeId=x`,
        init,
      );
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: "invalid_request", issues: [{ path: "storeId" }] });
    },
  );
});
