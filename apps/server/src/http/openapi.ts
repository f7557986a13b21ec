import { scopes } from "@kaspa-pay/api-contract";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import { responseComponents } from "./document/error-responses.ts";
import { headerComponents } from "./document/headers.ts";
import { describeOperation, exampleComponents } from "./document/operation.ts";
import { documentOptions } from "./document/parts.ts";
import { plainPaths } from "./document/plain-routes.ts";
import { shareDiscriminators, withPlainUnions } from "./document/unions.ts";
import { webhookItems, webhookSchemas } from "./document/webhook-items.ts";
import { describeFields, describeSchemas } from "./document/words/describe-fields.ts";
import { restOperations } from "./operations.ts";

/** The OpenAPI 3.1 document of this version, made from the router. */
export function openApiDocument(version: string): Document {
  const document = createDocument(
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
      components: {
        securitySchemes: SECURITY_SCHEMES,
        schemas: webhookSchemas,
        responses: responseComponents,
        headers: headerComponents,
        examples: exampleComponents(restOperations),
      },
      paths: paths(),
      webhooks: webhookItems,
    },
    documentOptions,
  );
  shareDiscriminators(schemasOf(document));
  const plain = withPlainUnions(document);
  describeSchemas(schemasOf(plain));
  for (const operation of operationsOf(plain)) {
    for (const parameter of operation.parameters ?? []) describeOnce(parameter);
    const body = operation.requestBody?.content["application/json"]?.schema;
    if (body !== undefined) describeFields(body, operation.operationId, schemasOf(plain));
  }
  return plain;
}

type Document = ReturnType<typeof createDocument>;

const schemasOf = ({ components }: Document) => (components?.schemas ?? {}) as Record<string, object>;

interface Described {
  readonly description?: string;
  readonly schema?: { description?: string };
}

interface WrittenOperation {
  readonly operationId: string;
  readonly parameters?: readonly Described[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: object }>> };
}

const operationsOf = ({ paths: items }: Document): WrittenOperation[] =>
  Object.values(items ?? {}).flatMap((item) => Object.values(item) as WrittenOperation[]);

/** A parameter's description is beside it already; its schema need not repeat it. */
function describeOnce({ description, schema }: Described): void {
  if (schema?.description === description) delete schema?.description;
}

const INTRODUCTION = [
  "Accept Kaspa payments with your own server. JSON in and out; amounts are decimal strings; times are ISO 8601.",
  "",
  "Send `Idempotency-Key` with every call that creates: the same key and body within 72 hours get the first answer again.",
  "Errors are `{ error, code, param, issues, requestId }`: branch on `code`, show `error`.",
  "A field that is optional may be `null`: that is the same as leaving it out, unless the field says what null does. Where an object belongs, an empty array is an empty object. A field that is not listed here is refused.",
  "Text is Unicode without the character NUL; in text of one line each line break or tab becomes one blank. A JSON number with more digits than a double holds, a key that stands twice and a body that is not UTF-8 are refused with 400.",
  "A key may read 600 times and write 100 times a minute.",
].join("\n");

const SECURITY_SCHEMES = {
  bearer: {
    type: "http" as const,
    scheme: "bearer",
    description: `An API key (\`kp_live_…\`, \`kp_test_…\`) or the token of POST /auth/login. Scopes of keys: ${scopes.join(", ")}.`,
  },
  // Not named apiKey: generators name a type after it, and one answer is called ApiKey.
  keyHeader: {
    type: "apiKey" as const,
    in: "header" as const,
    name: "X-Api-Key",
    description: "An API key.",
  },
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
  Refunds: "Money back to a payer: the merchant's wallet signs, the chain is watched.",
  Payouts: "Money to anybody: asked for, approved, signed by the merchant's wallet.",
  Receipts: "Signed proofs of payment, for anybody who holds one.",
  Deposits: "Permanent addresses of a merchant's customers, and what comes to them.",
  Balances: "What the store's addresses hold, as its node sees it.",
  Webhooks: "Endpoints that get signed events, and the log of deliveries.",
  "Webhook events": "What an endpoint gets: the requests that this server sends.",
  Events: "What happened, kept for 30 days.",
  Settings: "A store's rules, wallet and looks.",
  "API keys": "Keys of servers, with scopes.",
  "Market and network": "Rates, chain and server, for anybody.",
  Reports: "Exports for the books.",
};

function tags(): { name: string; description: string }[] {
  return Object.entries(TAGS).map(([name, description]) => ({ name, description }));
}

/** One operation per procedure; its aliases are listed in the description. */
function paths(): ZodOpenApiPathsObject {
  const all: ZodOpenApiPathsObject = {};
  for (const operation of restOperations) {
    const { method, path } = operation.rest;
    const name = method.toLowerCase() as "get" | "post" | "patch" | "put" | "delete";
    const at = path.replace(/:(\w+)/g, "{$1}");
    all[at] = { ...all[at], [name]: describeOperation(operation) };
  }
  for (const [path, item] of Object.entries(plainPaths)) all[path] = { ...all[path], ...item };
  return all;
}
