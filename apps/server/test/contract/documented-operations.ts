// The OpenAPI document as a list of operations to try: parameters, body and answers of each operation.
import { openApiDocument } from "../../src/http/openapi.ts";

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** The media types that a response may have, with their schemas. */
export type Contents = Readonly<
  Record<string, { readonly schema?: JsonSchema; readonly examples?: Readonly<Record<string, unknown>> }>
>;

/** What the document says of the answers of one status. */
export interface Documented {
  readonly contents: Contents;
  readonly headers: readonly string[];
}

export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly body: JsonSchema | null;
  readonly bodyRequired: boolean;
  /** Of the body. */
  readonly examples: readonly Readonly<Record<string, unknown>>[];
  /** Names of the schemes of which one proves the caller; [] among them: anybody may call. */
  readonly security: readonly (readonly string[])[];
  readonly responses: ReadonlyMap<string, Documented>;
}

export const document = openApiDocument("0.1.0");

interface Written {
  operationId: string;
  description: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { required?: boolean; content: Record<string, WrittenBody> };
  security?: Record<string, string[]>[];
  responses: Record<string, WrittenResponse>;
}

interface WrittenBody {
  schema?: JsonSchema;
  examples?: Record<string, { value: Readonly<Record<string, unknown>> }>;
}

interface WrittenResponse {
  $ref?: string;
  content?: Contents;
  headers?: Record<string, unknown>;
}

/** Every operation of the document. */
export const operations: readonly Operation[] = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, unknown>).map(([method, value]) => {
    const operation = value as Written;
    return {
      name: operation.operationId,
      method: method.toUpperCase(),
      path,
      description: operation.description,
      parameters: (operation.parameters ?? []).map(parameterOf),
      body: operation.requestBody?.content["application/json"]?.schema ?? null,
      bodyRequired: operation.requestBody?.required === true,
      examples: Object.values(operation.requestBody?.content["application/json"]?.examples ?? {}).map(
        ({ value }) => value,
      ),
      security: (operation.security ?? []).map((schemes) => Object.keys(schemes)),
      responses: new Map(
        Object.entries(operation.responses).map(([status, response]) => [status, documented(response)]),
      ),
    };
  }),
);

function parameterOf(parameter: Parameter | { $ref: string }): Parameter {
  if (!("$ref" in parameter)) return parameter;
  const name = parameter.$ref.split("/").at(-1) ?? "";
  return document.components?.parameters?.[name] as unknown as Parameter;
}

function documented(response: WrittenResponse): Documented {
  if (response.$ref === undefined)
    return { contents: response.content ?? {}, headers: Object.keys(response.headers ?? {}) };
  const name = response.$ref.split("/").at(-1) ?? "";
  return documented(document.components?.responses?.[name] as WrittenResponse);
}

/** The schema behind a reference. */
export function resolved(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split("/").at(-1) ?? "";
  const found = document.components?.schemas?.[name] as JsonSchema | undefined;
  if (found === undefined) throw new Error(`no schema ${name}`);
  return resolved(found);
}
