// Null for an optional field is the same as leaving it out, and [] is an empty map: for every input of the router.
import { isLeftOutByNull } from "@kaspa-pay/api-contract/router";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { operations } from "../../src/http/operations.ts";
import { type Running, startHttp } from "./http-server.ts";

let server: Running;
beforeAll(async () => {
  const many = { sessionReadsPerMinute: 1e6, sessionWritesPerMinute: 1e6, webhookTestsPerMinute: 1e6 };
  server = await startHttp({ limits: many });
});
afterAll(() => server.stop());

interface Field {
  readonly operation: string;
  readonly path: readonly string[];
  readonly schema: z.ZodType;
}

/** Fields of every input, those of nested objects and of objects in lists too. */
function fieldsOf(operation: string, schema: z.ZodType, path: readonly string[] = []): Field[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray) return fieldsOf(operation, inner.element as z.ZodType, [...path, "0"]);
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, field]) => [
    { operation, path: [...path, name], schema: field },
    ...fieldsOf(operation, field, [...path, name]),
  ]);
}

function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return bare(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return bare(schema.in as z.ZodType);
  return schema;
}

/** A body with just this value in it. */
function bodyWith(path: readonly string[], value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const inner = bodyWith(rest, value);
  return first === "0" ? [inner] : { [first]: inner };
}

const all = operations.flatMap(({ name, input }) => (input === null ? [] : fieldsOf(name, input)));
const optional = all.filter(({ schema }) => schema.safeParse(undefined).success);
const maps = all.filter(({ schema }) => {
  const inner = bare(schema);
  return inner instanceof z.ZodObject || inner instanceof z.ZodRecord;
});

/** Paths that an answer complains about, at each route that the operation has. */
async function complaints(name: string, body: unknown): Promise<string[]> {
  const operation = operations.find((operation) => operation.name === name);
  const headers = { "content-type": "application/json", cookie: "kp_dev=session-token", "x-kp-csrf": "1" };
  const answers: Promise<Response>[] = [];
  const text = JSON.stringify(body);
  if (operation?.kind === "mutation") {
    answers.push(fetch(`${server.base}/trpc/${name}`, { method: "POST", headers, body: text }));
  } else if (operation?.kind === "query") {
    answers.push(fetch(`${server.base}/trpc/${name}?input=${encodeURIComponent(text)}`, { headers }));
  }
  const rest = operation?.rest;
  if (rest && rest.method !== "GET" && rest.method !== "DELETE") {
    const path = rest.path.replace(/:\w+/g, "obj_1");
    answers.push(fetch(`${server.base}/api/v1${path}`, { method: rest.method, headers, body: text }));
  }
  const found = await Promise.all(
    answers.map(async (sent) => {
      const refusalBody = (await (await sent).json()) as Record<string, never>;
      const refusal = (refusalBody.error as { data?: unknown } | undefined)?.data ?? refusalBody;
      return ((refusal as { issues?: { path: string }[] | null }).issues ?? []).map((issue) => issue.path);
    }),
  );
  return found.flat();
}

describe("null", () => {
  test("the walk finds the optional fields", () => expect(optional.length).toBeGreaterThan(100));

  test.each(optional.map((field) => [`${field.operation} ${field.path.join(".")}`, field] as const))(
    "%s is left out by null",
    async (_name, { operation, path, schema }) => {
      const subscription =
        operations.find((candidate) => candidate.name === operation)?.kind === "subscription";
      if (subscription) expect(schema.safeParse(null).success || isLeftOutByNull(schema)).toBe(true);
      else {
        const leftOut = await complaints(operation, bodyWith(path.slice(0, -1), {}));
        expect(await complaints(operation, bodyWith(path, null))).toEqual(leftOut);
      }
    },
  );

  test("null for a required field is refused", async () => {
    expect(await complaints("auth.login", { email: null, password: "x" })).toContain("email");
    expect(await complaints("links.create", { title: null, amount: "1" })).toContain("title");
  });

  test("null reaches the handler as not given; where null clears a field it stays null", async () => {
    const headers = { "content-type": "application/json", cookie: "kp_dev=session-token", "x-kp-csrf": "1" };
    await fetch(`${server.base}/api/v1/links/obj_1`, {
      method: "PATCH",
      headers,
      body: '{"title":null,"ask":{"name":null},"successMessage":null}',
    });
    expect(server.fake.calls.at(-1)?.input).toEqual({ id: "obj_1", ask: {}, successMessage: null });
  });
});

describe("an empty array where an object belongs", () => {
  test("the walk finds the maps", () => expect(maps.length).toBeGreaterThanOrEqual(8));

  test.each(maps.map((field) => [`${field.operation} ${field.path.join(".")}`, field] as const))(
    "%s may be []",
    async (_name, { operation, path }) => {
      expect(await complaints(operation, bodyWith(path, []))).not.toContain(path.join("."));
    },
  );

  test("a body without fields may be []", async () => {
    const headers = { "content-type": "application/json", cookie: "kp_dev=session-token", "x-kp-csrf": "1" };
    const send = (body: string) =>
      fetch(`${server.base}/api/v1/payments/obj_1/cancel`, { method: "POST", headers, body });
    expect((await send("[]")).status).toBe(200);
    expect((await send("[1]")).status).toBe(400);
  });
});
