// Query and path values are strings; the fields of the API are typed. The JSON schema of the field says what a string
// means. What does not parse is refused: nothing is coerced.
import type { Issue } from "@kaspa-pay/api-contract";
import { z } from "zod";

type Kind = "integer" | "number" | "boolean" | "array" | "string";

interface JsonSchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** What each field of an input expects. */
export function fieldKinds(input: z.ZodObject): ReadonlyMap<string, Kind> {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as JsonSchema;
  const definitions = schema.$defs ?? {};
  // A schema with an id of its own is among the definitions.
  const root = schema.$ref === undefined ? schema : (definitions[nameOf(schema.$ref)] ?? schema);
  const fields = Object.entries(root.properties ?? {});
  return new Map(fields.map(([name, field]) => [name, kindOf(field, definitions)]));
}

const nameOf = (ref: string): string => ref.slice("#/$defs/".length);

function kindOf(field: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>): Kind {
  if (field.$ref !== undefined) {
    const target = definitions[nameOf(field.$ref)];
    return target === undefined ? "string" : kindOf(target, definitions);
  }
  if (field.anyOf !== undefined) {
    const kinds = field.anyOf.map((schema) => kindOf(schema, definitions));
    return kinds.includes("string") ? "string" : (kinds[0] ?? "string");
  }
  switch (field.type) {
    case "integer":
    case "number":
    case "boolean":
    case "array":
      return field.type;
    default:
      return "string";
  }
}

const clamp = (value: number): number =>
  Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));

const INTEGER = /^-?[0-9]{1,400}(\.0{1,20})?$/;
const NUMBER = /^-?[0-9]{1,15}(\.[0-9]{1,15})?$/;

/**
 * Typed values of query fields; faults are added to `issues`. Unknown fields stay, so that validation reports them.
 */
export function typedValues(
  raw: Readonly<Record<string, unknown>>,
  kinds: ReadonlyMap<string, Kind>,
  issues: Issue[],
): Record<string, unknown> {
  const typed: Record<string, unknown> = {};
  for (const [sent, value] of Object.entries(raw)) {
    const name = listName(sent, kinds);
    if (name === "__proto__") {
      // As a property name it would change the prototype instead of being refused as unknown.
      issues.push({ path: name, message: 'Unknown field "__proto__"' });
      continue;
    }
    const kind = kinds.get(name);
    if (kind === "array") {
      const values = Array.isArray(value) ? value : String(value).split(",");
      typed[name] = [...((typed[name] as unknown[] | undefined) ?? []), ...values];
    } else if (typeof value !== "string") {
      issues.push({ path: name, message: "Given more than once" });
    } else {
      typed[name] = kind === undefined ? value : typedValue(name, value, kind, issues);
    }
  }
  return typed;
}

/** `expand[]` is `expand`, where that is a list: many HTTP clients write lists so. */
function listName(sent: string, kinds: ReadonlyMap<string, Kind>): string {
  const name = sent.endsWith("[]") ? sent.slice(0, -2) : sent;
  return kinds.get(name) === "array" ? name : sent;
}

function typedValue(path: string, value: string, kind: Kind, issues: Issue[]): unknown {
  if (kind === "string") return value;
  if (kind === "boolean") {
    if (value === "true" || value === "false") return value === "true";
    issues.push({ path, message: "Must be true or false" });
    return undefined;
  }
  // A number beyond the safe integers means "as many as there are"; it is limited where its field says so.
  if (kind === "integer" && INTEGER.test(value)) return clamp(Number(value));
  if (kind === "number" && NUMBER.test(value)) return Number(value);
  issues.push({ path, message: kind === "integer" ? "Must be a whole number" : "Must be a number" });
  return undefined;
}
