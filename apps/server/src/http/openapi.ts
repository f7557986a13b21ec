import { type ErrorCode, scopes } from "@kaspa-pay/api-contract";
import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { exampleAnswer } from "./document/examples.ts";
import { documentOptions, errorResponses, keyedHeaders, okHeaders } from "./document/parts.ts";
import { plainPaths } from "./document/plain-routes.ts";
import { webhookItems, webhookSchemas } from "./document/webhook-items.ts";
import { type RestOperation, restOperations } from "./operations.ts";

/** The OpenAPI 3.1 document of this version: the same walk over the router as the facade's. */
export function openApiDocument(version: string): ReturnType<typeof createDocument> {
  return createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "kaspa-pay",
        version,
        description: INTRODUCTION,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/api/v1", description: "This server; /api is an alias." }],
      tags: tags(),
      components: { securitySchemes: SECURITY_SCHEMES, schemas: webhookSchemas },
      paths: paths(),
      webhooks: webhookItems,
    },
    documentOptions,
  );
}

const INTRODUCTION = [
  "Accept Kaspa payments with your own server. JSON in and out; amounts are decimal strings; times are ISO 8601.",
  "",
  "Send `Idempotency-Key` with every call that creates: the same key and body within 72 hours get the first answer again.",
  "Errors are `{ error, code, param, issues, requestId }`: branch on `code`, show `error`.",
  "A key may read 600 times and write 100 times a minute.",
].join("\n");

const SECURITY_SCHEMES = {
  bearer: {
    type: "http" as const,
    scheme: "bearer",
    description: `An API key (\`kp_live_…\`, \`kp_test_…\`) or the token of POST /auth/login. Scopes of keys: ${scopes.join(", ")}.`,
  },
  apiKey: { type: "apiKey" as const, in: "header" as const, name: "X-Api-Key", description: "An API key." },
  clientToken: {
    type: "apiKey" as const,
    in: "header" as const,
    name: "X-Client-Token",
    description: "The payer's `clientToken` of one payment; also as `?token=`.",
  },
};

/** What each group of routes is about; a group of the router that is missing here fails the document's test. */
const TAGS: Readonly<Record<string, string>> = {
  Accounts: "Sign up, sign in, sessions.",
  Stores: "A store belongs to one network; test stores stand beside live ones.",
  "Payment links": "Pages that anybody with the link can pay on.",
  Payments: "One payment: what is owed, what came, what was decided.",
  Webhooks: "Endpoints that get signed events, and the log of deliveries.",
  Events: "What happened, kept for 30 days.",
  Settings: "A store's rules, wallet and looks.",
  "API keys": "Keys of servers, with scopes.",
  "Market and network": "Rates, chain and server, for anybody.",
  Reports: "Exports for the books.",
};

function tags(): { name: string; description: string }[] {
  return Object.entries(TAGS).map(([name, description]) => ({ name, description }));
}

function paths(): ZodOpenApiPathsObject {
  const all: ZodOpenApiPathsObject = {};
  for (const operation of restOperations) {
    const { method, path, aliases = [] } = operation.rest;
    for (const [index, route] of [{ method, path }, ...aliases].entries()) {
      const name = route.method.toLowerCase() as "get" | "post" | "patch" | "put" | "delete";
      const at = templated(route.path);
      all[at] = { ...all[at], [name]: describe(operation, index === 0 ? "" : `.${name}`) };
    }
  }
  for (const [path, item] of Object.entries(plainPaths)) all[path] = { ...all[path], ...item };
  return all;
}

const templated = (path: string): string => path.replace(/:(\w+)/g, "{$1}");

function describe(operation: RestOperation, suffix: string): ZodOpenApiOperationObject {
  const { rest, auth } = operation;
  const scope = auth.level === "keyed" ? [`Scope: \`${auth.scope}\`.`] : [];
  const description = [...(rest.description ? [rest.description] : []), ...scope].join(" ");
  return {
    operationId: `${operation.name}${suffix}`,
    summary: rest.summary,
    ...(description !== "" && { description }),
    tags: [rest.tag],
    security: security(operation),
    ...(suffix !== "" && { description: `${description} Same as ${rest.method} ${rest.path}.`.trim() }),
    ...inputs(operation),
    responses: {
      [rest.status]: {
        description: "Done.",
        headers: auth.level === "open" || auth.level === "payer" ? okHeaders : keyedHeaders,
        content: {
          "application/json": {
            ...(operation.output !== null && { schema: operation.output }),
            example: exampleAnswer(operation),
          },
        },
      },
      ...errorResponses(codesOf(operation)),
    },
  };
}

function security({ auth, name }: RestOperation): Record<string, string[]>[] {
  const proved = [{ bearer: [] }, { apiKey: [] }];
  if (name === "payments.create") return [{}, ...proved];
  switch (auth.level) {
    case "open":
      return [{}];
    case "payer":
      return [{ clientToken: [] }, ...proved];
    case "user":
      return [{ bearer: [] }];
    case "member":
    case "keyed":
      return proved;
  }
}

function codesOf({ rest, auth }: RestOperation): ErrorCode[] {
  const writes = rest.method === "POST" || rest.method === "PATCH" || rest.method === "PUT";
  return [
    // A wrong proof, and a secret key from a page, are refused even where no proof is needed.
    ...(["invalid_request", "unauthorized", "origin_not_allowed"] as const),
    ...(auth.level === "open" ? [] : (["forbidden"] as const)),
    // The store that X-Store-Id names may not be the caller's.
    ...(auth.level === "open" || auth.level === "user" ? [] : (["not_found"] as const)),
    ...(writes ? (["too_large", "unsupported_media_type"] as const) : []),
    ...rest.errors,
    ...(rest.idempotent ? (["idempotency_conflict", "idempotency_in_progress"] as const) : []),
    "rate_limited",
    "server_error",
    "unavailable",
  ];
}

/** Path, query and body of an operation, cut out of its one input object. */
function inputs(operation: RestOperation): Pick<ZodOpenApiOperationObject, "requestParams" | "requestBody"> {
  const { input, pathParams, rest } = operation;
  if (input === null) return rest.idempotent ? { requestParams: { header: idempotencyHeader } } : {};
  const mask = Object.fromEntries(pathParams.map((name) => [name, true])) as Record<never, never>;
  const path = pathParams.length === 0 ? null : input.pick(mask);
  const others = pathParams.length === 0 ? input : input.omit(mask);
  const hasOthers = Object.keys(others.shape).length > 0;
  const inQuery = rest.method === "GET" || rest.method === "DELETE";
  return {
    requestParams: {
      ...(path !== null && { path }),
      ...(inQuery && hasOthers && { query: others }),
      ...(rest.idempotent && { header: idempotencyHeader }),
    },
    ...(!inQuery && hasOthers && { requestBody: body(input, others) }),
  };
}

function body(input: z.ZodObject, fields: z.ZodObject): ZodOpenApiOperationObject["requestBody"] & object {
  const given = input.meta()?.examples;
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  const examples = Object.fromEntries(list.map((value, index) => [`example${index + 1}`, { value }]));
  const required = Object.values(fields.shape).some(
    (field) => !(field as z.ZodType).safeParse(undefined).success,
  );
  return {
    required: required || input.meta()?.anyOf !== undefined,
    content: { "application/json": { schema: fields, ...(list.length > 0 && { examples }) } },
  };
}

const idempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .max(255)
    .optional()
    .meta({
      description: "Makes a repeat of the same call harmless for 72 hours.",
      examples: ["order-1001-try-1"],
    }),
});
