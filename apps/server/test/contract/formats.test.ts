// What the server takes the document takes, and the other way round, for every form of text that requests have.
import { ANY_TEXT } from "@kaspa-pay/api-contract";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "../../src/http/openapi.ts";
import { operations } from "../../src/http/operations.ts";
import { FORMAT_VALUES } from "./format-values.ts";

interface Schema {
  readonly pattern?: string;
  readonly format?: string;
  readonly [key: string]: unknown;
}

/** Every text schema with a pattern or format below a part of the document. */
function patterned(part: unknown, found: Schema[] = []): Schema[] {
  if (Array.isArray(part)) for (const item of part) patterned(item, found);
  else if (typeof part === "object" && part !== null) {
    const schema = part as Schema;
    if (typeof schema.pattern === "string" || typeof schema.format === "string") found.push(schema);
    for (const [name, inner] of Object.entries(part)) {
      if (name !== "example" && name !== "examples") patterned(inner, found);
    }
  }
  return found;
}

const document = openApiDocument("0.1.0");
const written = patterned(document).filter(
  (schema) => schema.pattern !== undefined && schema.pattern !== ANY_TEXT,
);
const ajv = addFormats.default(new Ajv2020({ strict: false }));

/** Text leaves of the router's inputs, by the pattern that they are checked with. */
function leaves(schema: z.ZodType, found = new Map<string, z.ZodType[]>()): Map<string, z.ZodType[]> {
  if (schema instanceof z.ZodObject) {
    for (const field of Object.values(schema.shape)) leaves(field as z.ZodType, found);
  } else if (schema instanceof z.ZodArray) leaves(schema.element as z.ZodType, found);
  else if (schema instanceof z.ZodUnion)
    for (const option of schema.options) leaves(option as z.ZodType, found);
  else if (schema instanceof z.ZodPipe) {
    leaves(schema.in as z.ZodType, found);
  } else if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    leaves(schema.unwrap() as z.ZodType, found);
  } else {
    const { pattern } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    if (pattern !== undefined) found.set(pattern, [...(found.get(pattern) ?? []), schema]);
  }
  return found;
}

const checked = new Map<string, z.ZodType[]>();
for (const { input } of operations) if (input !== null) leaves(input, checked);

/** Forms that are lists of words or any text, and need no list of values of their own. */
const plain = (pattern: string): boolean =>
  /^\^\(pending\|/.test(pattern) || pattern.startsWith("^[^\\x00]*[^");

test("every pattern of the document has its list of values", () => {
  expect(written.length).toBeGreaterThan(30);
  for (const { pattern = "" } of written) {
    if (!plain(pattern)) expect(sourcesOf(pattern), pattern).toBe(true);
  }
});

test("every pattern that the server checks has its list of values", () => {
  for (const pattern of checked.keys()) {
    if (!plain(pattern) && !pattern.includes("\\d\\d[2468]")) expect(sourcesOf(pattern), pattern).toBe(true);
  }
});

const sourcesOf = (pattern: string): boolean => FORMAT_VALUES.has(pattern);

test.each([...FORMAT_VALUES])("server and document agree about %#", (pattern, { name, valid, invalid }) => {
  const schemas = written.filter((schema) => schema.pattern === pattern);
  expect(schemas.length, `${name} is in the document`).toBeGreaterThan(0);
  for (const schema of schemas) {
    const takes = ajv.compile({ ...schema } as object);
    for (const value of valid) expect(takes(value), `${name} takes ${value}`).toBe(true);
    for (const value of invalid) expect(takes(value), `${name} refuses ${JSON.stringify(value)}`).toBe(false);
  }
  const fields = name === "time" ? timeFields() : (checked.get(pattern) ?? []);
  expect(fields.length, `${name} is checked`).toBeGreaterThan(0);
  for (const field of fields) {
    for (const value of valid)
      expect(field.safeParse(value).error?.message, `${name}: ${value}`).toBeUndefined();
    if (CHECKED_LATER.has(name)) continue;
    for (const value of invalid) {
      expect(field.safeParse(value).success, `${name}: ${JSON.stringify(value)}`).toBe(false);
    }
  }
});

/** Their form is checked together with the host, by the action itself: tested on a whole gateway. */
const CHECKED_LATER = new Set(["redirectUrl", "webhookUrl"]);

function timeFields(): z.ZodType[] {
  return [...checked].flatMap(([pattern, fields]) => (pattern.includes("\\d\\d[2468]") ? fields : []));
}

test("every integer of a request has bounds that the database holds", () => {
  const without: string[] = [];
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { type, maximum, minimum } = schema as { type?: unknown; maximum?: number; minimum?: number };
    if (type === "integer" || type === "number") {
      if (maximum === undefined || maximum > 9_007_199_254_740_990) without.push(`${path} maximum`);
      if (minimum === undefined || minimum < 0) without.push(`${path} minimum`);
    }
    for (const [name, inner] of Object.entries(schema)) walk(inner, `${path}.${name}`);
  };
  for (const { name, input } of operations) {
    if (input !== null) walk(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }), name);
  }
  expect(without).toEqual([]);
});
