import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApiDocument } from "../../src/http/openapi.ts";
import { restOperations } from "../../src/http/operations.ts";
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
  expect(text).not.toMatch(/"example [a-z]+"|\bseeds?\b/i);
});

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

test("error responses are written once, and the document stays small enough to read", () => {
  for (const { path, method, operation } of described) {
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      if (status < "400") continue;
      expect(response, `${method} ${path} ${status}`).toHaveProperty("$ref");
    }
  }
  expect(text.length / described.length, "characters of an operation").toBeLessThan(9_000);
});

test("generators find no rule that only validators can follow", () => {
  expect(text).not.toMatch(/"not":|"allOf":|"if":/);
  // A list of types is a type or null; any other choice is written out.
  for (const [, types = ""] of text.matchAll(/"type": \[([^\]]*)\]/g)) {
    const names = types.match(/\w+/g) ?? [];
    expect(names.filter((name) => name !== "null")).toHaveLength(1);
  }
});

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
  expect(await (await fetch(`${server.base}/openapi.json`)).json()).toEqual(JSON.parse(text));
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
