// What the SDK knows of the API: its types are made, so that they cannot differ from what the server takes and answers.
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { openApiDocument } from "../../apps/server/src/http/openapi.ts";
import { namedTypes } from "./named-types.ts";

/** What an API key cannot call is no part of the SDK. */
export const OF_PEOPLE = /^\/(auth\/(?!me)|stores|claims|settings\/redirect-secret)/;

interface Operation {
  parameters?: { $ref?: string; in?: string }[];
  responses: Record<string, { headers?: unknown }>;
}
type Schemas = Record<string, unknown>;

/** Types of the SDK's requests and answers, from the OpenAPI document. */
export async function sdkTypes() {
  const { paths, webhooks, components, ...head } = JSON.parse(JSON.stringify(openApiDocument("0")), forTypes);
  const kept = Object.fromEntries(
    Object.entries(paths as Record<string, Record<string, Operation>>)
      .filter(([path]) => !OF_PEOPLE.test(path))
      .map(([path, operations]) => [path, mapValues(operations, withoutTransport)]),
  );
  const { Error: ErrorBody, ...all } = components.schemas as Schemas;
  const schemas = { ...reachable(all, [kept, webhooks]), ErrorBody };
  const document = { ...head, paths: kept, components: { schemas } } as OpenAPI3;
  const tree = await openapiTS(document, { emptyObjectsUnknown: true });
  const text = HEAD + astToString(namedTypes(tree)).replaceAll("@description ", "");
  return { path: "packages/sdk/src/generated/api.ts", text };
}

/** A type needs no examples. */
const forTypes = (key: string, value: unknown) => (key === "examples" ? undefined : value);

const HEAD = "// Made by npm run gen from the OpenAPI document. Do not edit.\n\n";

/** Headers and refusals are handled in one place of the SDK: an operation is its path, query, body and answer. */
function withoutTransport(operation: Operation): Operation {
  return {
    ...operation,
    parameters: (operation.parameters ?? []).filter((one) => one.in === "path" || one.in === "query"),
    responses: Object.fromEntries(
      Object.entries(operation.responses)
        .filter(([status]) => status.startsWith("2"))
        .map(([status, { headers: _, ...response }]) => [status, response]),
    ),
  };
}

/** The schemas that the parts name, directly or through others. */
function reachable(schemas: Schemas, parts: unknown): Schemas {
  const found = new Set<string>();
  const visit = (part: unknown) => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(schemas[name]);
    }
  };
  visit(parts);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}

function mapValues<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
