// Interprets raw input, the same over REST and tRPC: many clients write null for a field they leave out, PHP writes []
// for an empty map, and the database cannot store every text.
import * as z from "zod";
import { ApiError, type Issue } from "../errors.ts";
import { NOT_TEXT } from "../schemas/formats.ts";

const MAX_PATH_CHARS = 200;

/**
 * The input as the schema should read it. Null for an optional field that gives null no meaning is left out; an empty
 * array where an object belongs is an empty object.
 *
 * @throws ApiError `invalid_request` for text that is no Unicode or holds NUL, with the path of each such field
 */
export function given(schema: z.ZodType | undefined, raw: unknown): unknown {
  const issues: Issue[] = [];
  findBadText(raw, [], issues);
  const [first] = issues;
  if (first !== undefined) {
    throw new ApiError("invalid_request", `${first.path}: ${first.message}`, { param: first.path, issues });
  }
  return schema === undefined ? raw : meant(schema, raw);
}

function findBadText(value: unknown, path: readonly string[], issues: Issue[]): void {
  if (typeof value === "string") {
    if (NOT_TEXT.test(value)) issues.push(badText(path));
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (NOT_TEXT.test(key)) issues.push(badText(path));
      else findBadText(inner, [...path, key], issues);
    }
  }
}

const badText = (path: readonly string[]): Issue => ({
  path: path.join(".").slice(0, MAX_PATH_CHARS),
  message: "Text is Unicode without the character NUL",
});

function meant(schema: z.ZodType, value: unknown): unknown {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => meant(inner.element as z.ZodType, item));
  }
  const isMap = inner instanceof z.ZodObject || inner instanceof z.ZodRecord;
  if (isMap && Array.isArray(value) && value.length === 0) return {};
  return inner instanceof z.ZodObject && isPlain(value) ? meantFields(inner, value) : value;
}

function meantFields(schema: z.ZodObject, value: Record<string, unknown>): Record<string, unknown> {
  const shape = schema.shape as Record<string, z.ZodType>;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
      if (field === undefined) return [[key, inner]];
      return inner === null && isLeftOutByNull(field) ? [] : [[key, meant(field, inner)]];
    }),
  );
}

const known = new WeakMap<z.ZodType, boolean>();

/** An optional field that gives null no meaning of its own. */
export function isLeftOutByNull(field: z.ZodType): boolean {
  const before = known.get(field);
  if (before !== undefined) return before;
  const leftOut = field.safeParse(undefined).success && !field.safeParse(null).success;
  known.set(field, leftOut);
  return leftOut;
}

/** The schema inside optional, nullable, defaults and transforms. */
function unwrapped(schema: z.ZodType): z.ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return unwrapped(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodPipe) {
    return unwrapped((schema.in instanceof z.ZodTransform ? schema.out : schema.in) as z.ZodType);
  }
  return schema;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
