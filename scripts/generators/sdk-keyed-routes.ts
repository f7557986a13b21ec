// Which calls the SDK may repeat when an answer is lost: those that the gateway answers once per Idempotency-Key.
import { openApiDocument } from "../../apps/server/src/http/openapi.ts";
import { OF_PEOPLE } from "./sdk-types.ts";

const KEY = "#/components/parameters/IdempotencyKey";

interface Operation {
  parameters?: { $ref?: string }[];
}

/** The routes of the SDK that take an Idempotency-Key, from the OpenAPI document. */
export async function sdkKeyedRoutes() {
  const { paths } = JSON.parse(JSON.stringify(openApiDocument("0")));
  const routes = Object.entries(paths as Record<string, Record<string, Operation>>)
    .filter(([path]) => !OF_PEOPLE.test(path))
    .flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { parameters = [] }]) => parameters.some(({ $ref }) => $ref === KEY))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
  const text = `// Made by npm run gen from the OpenAPI document. Do not edit.

/** The operations that take an Idempotency-Key: the same key and body get the same answer. */
export const KEYED_ROUTES: readonly string[] = [
${routes.map((route) => `  "${route}",`).join("\n")}
];
`;
  return { path: "packages/sdk/src/generated/keyed-routes.ts", text };
}
