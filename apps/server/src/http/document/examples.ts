// Example answers of the document, made from the output schema: each field's own example, else a plain value.
import { z } from "zod";
import type { Operation } from "../operations.ts";

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** Values for fields whose name says more than their schema. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  id: "obj_01k9x2m4q8",
  kaspaAddress: "kaspasim:qqexampleaddress",
  url: "https://pay.example.com/pay/premium-plan-abc123",
  currency: "KAS",
  email: "merchant@example.com",
  network: "simnet",
  error: null,
};

/** An answer that fits the operation's output schema. */
export function exampleAnswer({ output, name }: Operation): unknown {
  if (output === null) return undefined;
  const schema = z.toJSONSchema(output, { io: "output", unrepresentable: "any" }) as JsonSchema;
  const value = exampleOf(schema, schema.$defs ?? {}, name);
  const parsed = output.safeParse(value);
  if (!parsed.success) throw new Error(`no example fits ${name}: ${parsed.error.message}`);
  return parsed.data;
}

function exampleOf(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  name: string,
): unknown {
  if (schema.$ref !== undefined) {
    const target = definitions[schema.$ref.slice("#/$defs/".length)];
    return target === undefined ? null : exampleOf(target, definitions, name);
  }
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.anyOf !== undefined) {
    if (schema.anyOf.some((one) => one.type === "null")) return null;
    const [first] = schema.anyOf;
    return first === undefined ? null : exampleOf(first, definitions, name);
  }
  if (Array.isArray(schema.type) && schema.type.includes("null")) return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  return plainValue(schema, definitions, name);
}

function plainValue(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  name: string,
): unknown {
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, field]) => [
          key,
          exampleOf(field, definitions, key),
        ]),
      );
    case "array":
      return schema.items === undefined ? [] : [exampleOf(schema.items, definitions, name)];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    default:
      if (schema.format === "date-time") return "2026-02-08T12:00:00.000Z";
      return BY_NAME[name] ?? `example ${name}`;
  }
}
