// Values for a schema: what fits it, what nearly fits, and what a hostile client sends.
import { ANY_TEXT } from "@kaspa-pay/api-contract";
import fc from "fast-check";
import type { Seeded } from "../chaos/seeded.ts";
import { type JsonSchema, resolved } from "../contract/documented-operations.ts";
import { FORMAT_VALUES } from "../contract/format-values.ts";
import { HARMLESS_URL } from "./preparing.ts";

/** `valid` fits the schema; `hostile` may be anything. */
export type InputKind = "valid" | "hostile";

export interface Making {
  readonly random: Seeded;
  /** What earlier answers held for a field of this name. */
  remembered(name: string): readonly string[];
  readonly inputKind: InputKind;
}

const TEXTS = [
  "Two T-shirts",
  "Zürich 東京 🍵",
  "'; DROP TABLE payments; --",
  "<script>alert(1)</script>",
  "\u202eright to left",
  "line one\nline two\tend",
  "%_\\",
  "{{7*7}}",
  "=1+1",
  "null",
  "0",
  "a".repeat(64),
];
/** What no schema of ours wants. */
export const HOSTILE: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  "",
  " ",
  "\u0000",
  "\ud800",
  "a".repeat(70_000 / 7),
  "9".repeat(400),
  "../../etc/passwd",
  "%00",
  "undefined",
  "__proto__",
  "2026-02-30T00:00:00Z",
  "https://user@shop.example:99999/",
  [],
  [[]],
  [null],
  {},
  { a: { a: { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } } } },
  { constructor: 1 },
  { $ne: null },
  Array.from({ length: 200 }, () => 1),
];

/** A value for the field of this name. */
export function valueFor(name: string, schema: JsonSchema, making: Making): unknown {
  const { random, inputKind } = making;
  if (inputKind === "hostile" && random.chance(0.4)) return random.pick(HOSTILE);
  const remembered = making.remembered(name);
  if (remembered.length > 0 && random.chance(inputKind === "valid" ? 0.95 : 0.6))
    return random.pick(remembered);
  return fitting(name, resolved(schema), making);
}

function fitting(name: string, schema: JsonSchema, making: Making): unknown {
  const { random } = making;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fitting(name, resolved(random.pick(choices)), making);
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  switch (type) {
    case "string":
      return text(name, schema, random);
    case "integer":
      return random.chance(0.2)
        ? edge(schema, random)
        : random.between(low(schema), Math.min(high(schema), 500));
    case "number":
      return random.chance(0.2)
        ? edge(schema, random)
        : random.between(low(schema), Math.min(high(schema), 100));
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    case "array":
      return list(name, schema, making);
    case "object":
      return objectFor(schema, making);
    default:
      return random.pick([1, "text", true, null, { a: 1 }, [1, 2]]);
  }
}

const low = (schema: JsonSchema): number => schema.minimum ?? 0;
const high = (schema: JsonSchema): number => Math.max(schema.maximum ?? 1_000_000, low(schema));
const edge = (schema: JsonSchema, random: Seeded): number => random.pick([low(schema), high(schema)]);

function list(name: string, schema: JsonSchema, making: Making): unknown[] {
  const most = Math.min(schema.maxItems ?? 3, 3);
  const length = making.random.between(schema.minItems ?? 0, Math.max(most, schema.minItems ?? 0));
  return Array.from({ length }, () => valueFor(name, schema.items ?? {}, making));
}

/** An object with its required fields and some of the others. */
export function objectFor(schema: JsonSchema, making: Making): Record<string, unknown> {
  const { random, inputKind } = making;
  const value: Record<string, unknown> = {};
  const required = new Set(schema.required ?? []);
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const wanted = required.has(name) ? !(inputKind === "hostile" && random.chance(0.1)) : random.chance(0.3);
    if (wanted) value[name] = valueFor(name, field, making);
  }
  if (schema.properties === undefined) {
    for (let left = random.between(0, 3); left > 0; left--)
      value[`key${left}`] = random.pick(["a", 1, true, null]);
  }
  if (inputKind === "hostile" && random.chance(0.1)) value.unknownField = random.pick(HOSTILE);
  return value;
}

function text(name: string, schema: JsonSchema, random: Seeded): string {
  const { pattern, minLength = 0, maxLength = 100 } = schema;
  const values = pattern === undefined ? undefined : FORMAT_VALUES.get(pattern);
  if (values?.name === "webhookUrl") return HARMLESS_URL;
  const fits = (candidate: string) => candidate.length >= minLength && candidate.length <= maxLength;
  if (values !== undefined) return random.pick(values.valid.filter(fits));
  if (pattern !== undefined && pattern !== ANY_TEXT && !pattern.startsWith("^[^\\x00]*")) {
    const seed = random.between(0, 2 ** 31);
    const [sample = ""] = fc.sample(fc.stringMatching(new RegExp(pattern)), { seed, numRuns: 1 });
    return sample;
  }
  if (/password/i.test(name)) return "seven brown herrings";
  return random.pick(TEXTS).slice(0, maxLength).padEnd(minLength, "x");
}
