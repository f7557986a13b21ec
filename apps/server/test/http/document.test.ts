import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isDescribed, words } from "../../src/http/document/words/describe-fields.ts";
import { openApiDocument } from "../../src/http/openapi.ts";
import { restOperations } from "../../src/http/operations.ts";
import { type JsonSchema, operations, resolved } from "../contract/documented-operations.ts";
import { type Running, startHttp } from "./http-server.ts";

const document = openApiDocument("0.1.0");
const text = JSON.stringify(document, null, 2);

let server: Running;
beforeAll(async () => {
  server = await startHttp();
});
afterAll(() => server.stop());

test("redocly finds no error and no warning", async () => {
  const folder = await mkdtemp(join(tmpdir(), "kaspa-pay-openapi-"));
  try {
    const file = join(folder, "openapi.json");
    await writeFile(file, text);
    const redocly = join(import.meta.dirname, "../../../..", "node_modules", ".bin", "redocly");
    const run = await promisify(execFile)(redocly, ["lint", file, "--format=json"], {
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
    expect(JSON.parse(run.stdout.slice(run.stdout.indexOf("{"))).totals).toMatchObject({
      errors: 0,
      warnings: 0,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

type Choice = JsonSchema & {
  readonly oneOf: readonly JsonSchema[];
  readonly discriminator?: { readonly propertyName: string };
};
const choices = choicesIn(document);

type Described = {
  operationId?: string;
  security?: unknown;
  requestBody?: { required?: boolean };
  summary?: string;
  description?: string;
  parameters?: readonly ({ name: string; description?: string } | { $ref: string })[];
  responses?: Record<string, { content?: Record<string, { example?: unknown; examples?: unknown }> }>;
};
const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Described>).map(([method, operation]) => ({
    path,
    method,
    operation,
  })),
);

test("every procedure with a route is in the document once, under its declared status, with an example", () => {
  const ids = described.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { name, rest } of restOperations) {
    const found = described.filter(({ operation }) => operation.operationId === name);
    expect(
      found.map(({ path, method }) => `${method} ${path}`),
      name,
    ).toEqual([`${rest.method.toLowerCase()} ${rest.path.replace(/:(\w+)/g, "{$1}")}`]);
    const operation = found[0]?.operation;
    const body = operation?.responses?.[String(rest.status)]?.content?.["application/json"];
    expect(body?.example ?? body?.examples, name).toBeDefined();
    for (const alias of rest.aliases ?? []) {
      expect(operation?.description, name).toContain(`\`${alias.method} ${alias.path}\``);
    }
  }
});

test("what no API key may do does not offer the key's own header", () => {
  const refused = restOperations.filter(({ stepUp }) =>
    stepUp.some(({ fields, keys }) => fields === undefined && keys === "refused"),
  );
  expect(refused.map(({ name }) => name)).toEqual([
    "settings.redirectSecret",
    "apiKeys.create",
    "apiKeys.revoke",
  ]);
  for (const { name } of refused) {
    const found = described.find(({ operation }) => operation.operationId === name);
    expect(found?.operation.security, name).toEqual([{ bearer: [] }]);
  }
});

test("a body is required where none would be refused, and only there", () => {
  for (const { method, path, operation } of described) {
    const { requestBody } = operation;
    if (requestBody === undefined) continue;
    const named = restOperations.find(({ name }) => name === operation.operationId);
    const inPath = Object.fromEntries((named?.pathParams ?? []).map((name) => [name, "x"]));
    const takesNone = named?.input?.safeParse(inPath).success ?? false;
    expect(requestBody.required, `${method} ${path}`).toBe(!takesNone);
  }
});

test("a file that may be refused for an amount says so in its words, like every other operation", () => {
  const found = described.find(({ operation }) => operation.operationId === "payments.export");
  expect(found?.operation.description).toContain("422 `amount_too_large`");
});

test("headers are documented with the bounds that the server has", () => {
  const parameters = (document.components?.parameters ?? {}) as unknown as Record<
    string,
    { schema: Record<string, unknown> }
  >;
  expect(parameters.IdempotencyKey?.schema).toMatchObject({ minLength: 1, maxLength: 255 });
  expect(parameters.StoreId?.schema).not.toHaveProperty("maxLength");
});

test("every operation and every parameter is described, and no example is a placeholder", () => {
  for (const { path, method, operation } of described) {
    expect(operation.summary, `${method} ${path}`).toBeTruthy();
    expect(operation.description, `${method} ${path}`).toBeTruthy();
    for (const parameter of operation.parameters ?? []) {
      if ("name" in parameter) {
        expect(parameter.description, `${method} ${path} ${parameter.name}`).toBeTruthy();
      }
    }
  }
  for (const [name, shared] of Object.entries(document.components?.parameters ?? {})) {
    expect(shared, name).toHaveProperty("description");
  }
});

test("no example is a placeholder", () => {
  const placeholder =
    /^(string|text|foo|bar|lorem.*|x+|todo|example \w+|\w*example\w*(address|id)\w*)$|^obj_|^kaspa\w*:q\w*example|([0-9a-z]{1,2})\3{12}/i;
  const values = examplesIn(document);
  expect(values.length).toBeGreaterThan(500);
  expect(values.filter((value) => placeholder.test(value))).toEqual([]);
  expect(text).not.toMatch(/\bseeds?\b/i);
});

/** All texts of all examples. */
function examplesIn(part: unknown, inside = false): string[] {
  if (typeof part === "string") return inside ? [part] : [];
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    examplesIn(value, inside || name === "example" || name === "examples"),
  );
}

test("every field that a client sends or reads has words, beside it or at its schema", () => {
  const schemas = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  const bodies = operations.flatMap(({ name, body }) => (body === null ? [] : [[name, body] as const]));
  const without = [...Object.entries(schemas), ...bodies].flatMap(([name, schema]) =>
    fieldsBelow(name, schema).flatMap(([path, field]) => (isDescribed(field, schemas) ? [] : [path])),
  );
  expect(without, "describe it in the contract, or in apps/server/src/http/document/words").toEqual([]);
});

test("every word of the tables is used", () => {
  const unused = Object.entries(words).filter(([, value]) => !text.includes(JSON.stringify(value)));
  expect(unused).toEqual([]);
});

/** Fields of a schema and of what stands inside it, each with its path. */
function fieldsBelow(path: string, schema: JsonSchema): [string, JsonSchema][] {
  const own = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => [`${path}.${name}`, field] as [string, JsonSchema],
  );
  const parts = schema.items === undefined ? [] : [schema.items];
  const inside = [...own, ...[...parts, ...(schema.oneOf ?? [])].map((inner) => [path, inner] as const)];
  return [...own, ...inside.flatMap(([name, inner]) => fieldsBelow(name, inner))];
}

test("every call about one store says how a person with several stores names it", () => {
  for (const { name, auth, rest } of restOperations) {
    const path = rest.path.replace(/:(\w+)/g, "{$1}");
    const found = described.find(
      (operation) => operation.path === path && operation.method === rest.method.toLowerCase(),
    );
    const header = { $ref: "#/components/parameters/StoreId" };
    const ofOneStore = ["keyed", "member", "payer"].includes(auth.level);
    const parameters = found?.operation.parameters ?? [];
    if (ofOneStore) expect(parameters, name).toContainEqual(header);
    else expect(parameters, name).not.toContainEqual(header);
  }
});

test("error responses are written once", () => {
  for (const { path, method, operation } of described) {
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      if (status < "400") continue;
      expect(response, `${method} ${path} ${status}`).toHaveProperty("$ref");
    }
  }
});

describe("generators", () => {
  test("find no rule that only validators can follow", () => {
    expect(text).not.toMatch(/"not":|"allOf":|"anyOf":|"if":/);
    // A list of types is a type or null; any other choice is written out.
    for (const [, types = ""] of text.matchAll(/"type": \[([^\]]*)\]/g)) {
      const names = types.match(/\w+/g) ?? [];
      expect(names.filter((name) => name !== "null")).toHaveLength(1);
    }
  });

  test("tell the forms of each choice apart by their type, or by one property that all of them have", () => {
    for (const { oneOf, discriminator } of choices) {
      const forms = oneOf.map(resolved);
      const types = forms.map(({ type }) => type);
      if (new Set(types).size === forms.length) continue;
      const shared = Object.keys(forms[0]?.properties ?? {}).filter((name) =>
        forms.every(
          ({ required = [], properties }) => required.includes(name) && isConstant(properties?.[name]),
        ),
      );
      expect(discriminator?.propertyName ?? shared[0], JSON.stringify(oneOf)).toBeDefined();
    }
  });

  test("find no choice of types in a query, where everything is text", () => {
    for (const { name, parameters } of operations) {
      for (const { name: field, in: where, schema } of parameters) {
        if (where === "query") expect(resolved(schema).oneOf, `${name} ${field}`).toBeUndefined();
      }
    }
  });

  test("make no class of the webhooks that has the name of the routes about endpoints", () => {
    const tagsOf = (items: object) =>
      Object.values(items).flatMap((item) => Object.values(item as object).flatMap(({ tags }) => tags));
    const ofRoutes = new Set(tagsOf(document.paths ?? {}));
    for (const tag of tagsOf(document.webhooks ?? {})) expect(ofRoutes).not.toContain(tag);
  });
});

/** Every choice below a part of the document. */
function choicesIn(part: unknown): Choice[] {
  if (typeof part !== "object" || part === null) return [];
  const own = "oneOf" in part ? [part as Choice] : [];
  return [...own, ...Object.values(part).flatMap(choicesIn)];
}

const isConstant = (schema: JsonSchema | undefined): boolean => schema !== undefined && "const" in schema;

test("no schema came out twice, and answers may gain fields", () => {
  const schemas = document.components?.schemas ?? {};
  for (const [name, schema] of Object.entries(schemas)) {
    expect(name).not.toMatch(/Output$|^__schema/);
    if (name === "Payment" || name === "Link") expect(schema).not.toHaveProperty("additionalProperties");
    if (name === "CreateLink") expect(schema).toHaveProperty("additionalProperties", false);
  }
});

test("every tag that is used is described", () => {
  const described = new Set(document.tags?.map((tag) => tag.name));
  for (const { rest } of restOperations) expect(described).toContain(rest.tag);
});

test("the server serves it, and the reference page uses our own files only", async () => {
  const served = await (await fetch(`${server.base}/openapi.json`)).text();
  expect(JSON.parse(served)).toEqual(JSON.parse(text));
  expect(Buffer.byteLength(served), "bytes as served, not compressed").toBeLessThan(500_000);
  const page = await fetch(`${server.base}/docs/api/`);
  const html = await page.text();
  expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'; script-src 'self'/);
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    expect(file).not.toMatch(/^(https?:)?\/\//);
    const answer = await fetch(new URL(file, `${server.base}/docs/api/`));
    expect(answer.status, file).toBe(200);
    await answer.arrayBuffer();
  }
});

test("/docs lists pages, each with a .md twin", async () => {
  const index = await (await fetch(`${server.base}/docs`)).text();
  for (const name of ["errors", "events"]) {
    expect(index).toContain(`href="/docs/${name}"`);
    expect((await fetch(`${server.base}/docs/${name}`)).status).toBe(200);
    expect(await (await fetch(`${server.base}/docs/${name}.md`)).text()).toMatch(/^# /);
  }
  expect((await fetch(`${server.base}/docs/..%2f..%2fpackage.json`)).status).toBe(404);
});
