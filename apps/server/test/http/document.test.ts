import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openApiDocument } from "../../src/http/openapi.ts";
import { restOperations } from "../../src/http/operations.ts";
import { type Running, startHttp } from "./harness.ts";

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

test("every route of the router is in the document, under its declared status, with an example", () => {
  const paths = document.paths ?? {};
  for (const { name, rest } of restOperations) {
    for (const route of [rest, ...(rest.aliases ?? [])]) {
      const method = route.method.toLowerCase() as "get";
      const operation = paths[route.path.replace(/:(\w+)/g, "{$1}")]?.[method];
      expect(operation, `${route.method} ${route.path}`).toBeDefined();
      const answer = operation?.responses?.[String(rest.status)] as {
        content: Record<string, { example: unknown }>;
      };
      expect(answer.content["application/json"]?.example, name).toBeDefined();
    }
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

test("the server hands it out, and the reference page stands on our own files", async () => {
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
