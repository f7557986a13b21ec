// The OpenAPI document as a list of requests to send, in an order in which each finds what the ones before it made. The
// exports for Postman and Bruno are two notations of it.
import { openApiDocument } from "../../../apps/server/src/http/openapi.ts";

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
}

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly examples?: Readonly<Record<string, { value: unknown }>> }>
    >;
  };
}

interface OpenApi {
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface QueryField {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
}

export interface CollectionRequest {
  readonly operationId: string;
  readonly name: string;
  readonly description: string;
  readonly method: string;
  /** Below the base URL, with variables: `/api/v1/payments/{{paymentId}}`. */
  readonly path: string;
  readonly query: readonly QueryField[];
  /** It takes an idempotency key. */
  readonly makes: boolean;
  readonly body: string | null;
  /** Whose proof it sends. */
  readonly auth: "key" | "session" | "none";
  /** Variables that its answer sets: name and where the value is in the answer's body. */
  readonly keeps: Readonly<Record<string, string>>;
}

export interface CollectionFolder {
  readonly name: string;
  readonly description: string;
  readonly requests: readonly CollectionRequest[];
}

export const COLLECTION_NAME = "kaspa-pay";

/** What answers are kept, so that later requests need no typing. */
const KEEPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "auth.register": { token: "token", apiKey: "apiKey", storeId: "store.id" },
  "auth.login": { token: "token" },
  "auth.stepUp": { token: "token" },
  "auth.changePassword": { token: "token" },
  "auth.listSessions": { sessionId: "data[0].id" },
  "links.create": { linkId: "id", linkSlug: "slug" },
  "payments.create": { paymentId: "id" },
  "refunds.create": { refundId: "id" },
  "payouts.create": { payoutId: "id" },
  "deposits.createAccount": { depositAccountId: "id" },
  "deposits.list": { depositId: "data[0].id" },
  "webhooks.create": { webhookId: "id" },
  "webhooks.listEndpointDeliveries": { deliveryId: "data[0].id" },
  "events.list": { eventId: "data[0].id" },
  "apiKeys.create": { apiKeyId: "id" },
};

/** An id that no answer has given yet: a path without one would lead to the list. */
export const NONE = "none";

/** What the user of a collection fills in, and what the requests fill in themselves. */
export const VARIABLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.values(KEEPS).flatMap((kept) => Object.keys(kept).map((name) => [name, NONE])),
  ),
  claimToken: NONE,
  baseUrl: "http://localhost:3000",
  apiKey: "",
  token: "",
  address: "",
  // The published test key of the quick start: good for the simulated chain, never for money.
  accountKey:
    "ktub23beJLczbxoS4emYHxm5H2rPnXJPGTwjNLAc8JyjHnSFLPMJBj5h3U8oWbn1x1jayZRov6uhvGd4zUGrWH6PkYZMWsykUsQWYqjbLnHrzUE",
};

/** An event stream has no end, so it is no request of a collection. */
const LEFT_OUT = new Set(["payments.stream"]);

/** First in their folders: later requests need what these make. The rest follows in the document's order, deletions last. */
const FIRST = [
  ...["auth.register", "auth.listSessions", "auth.logout", "auth.login", "auth.stepUp"],
  ...["payments.create", "payments.quote", "payments.qr.svg", "payments.qr.png", "payments.simulate"],
];

const orderOf = ({ operationId, method }: CollectionRequest): number => {
  const at = FIRST.indexOf(operationId);
  if (at !== -1) return at;
  return method === "DELETE" ? FIRST.length + 1 : FIRST.length;
};

const NOUNS: Readonly<Record<string, string>> = {
  "auth/sessions": "session",
  deliveries: "delivery",
  "pay/status": "payment",
};

/** `/deposit-accounts/{id}` asks for the variable `depositAccountId`. */
function withVariables(path: string): string {
  return path.replaceAll(/\/([a-z/-]+)\/\{(\w+)\}/g, (_all, collection: string, name: string) => {
    const noun = NOUNS[collection] ?? (collection.split("/")[0] ?? "").replace(/s$/, "");
    const variable = `${noun}-${name}`.replaceAll(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
    return `/${collection}/{{${variable}}}`;
  });
}

function authOf({ security = [] }: Operation): CollectionRequest["auth"] {
  if (security.some((proof) => "keyHeader" in proof)) return "key";
  return security.some((proof) => "bearer" in proof) ? "session" : "none";
}

/** What later requests need beyond the examples: a wallet, and a payment with a surplus to refund. */
const ADDED: Readonly<Record<string, object>> = {
  "auth.register": { xpub: "{{accountKey}}" },
  "payments.simulate": { case: "over" },
};

/** Addresses of examples are nobody's: everyone fills in their own. */
function bodyOf({ operationId, requestBody }: Operation): string | null {
  const [example] = Object.values(requestBody?.content["application/json"]?.examples ?? {});
  if (example === undefined) return null;
  return JSON.stringify({ ...(example.value as object), ...ADDED[operationId] }, null, 2).replaceAll(
    /kaspa:[a-z0-9]{61,63}/g,
    "{{address}}",
  );
}

function requestOf(method: string, path: string, operation: Operation): CollectionRequest {
  const { operationId, summary, description = "", parameters = [] } = operation;
  const own = parameters.filter((parameter): parameter is Parameter => "name" in parameter);
  return {
    operationId,
    name: summary ?? operationId,
    description,
    method: method.toUpperCase(),
    path: `/api/v1${withVariables(path)}`,
    query: own
      .filter((parameter) => parameter.in === "query")
      .map(({ name, description: text = "", required = false }) => ({ name, description: text, required })),
    makes: parameters.some((parameter) => "$ref" in parameter && parameter.$ref.endsWith("/IdempotencyKey")),
    body: bodyOf(operation),
    auth: authOf(operation),
    keeps: KEEPS[operationId] ?? {},
  };
}

/** All requests, in a folder for each tag. */
export function collectionFolders(version: string): readonly CollectionFolder[] {
  const { tags, paths } = JSON.parse(JSON.stringify(openApiDocument(version))) as OpenApi;
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation.operationId !== undefined && !LEFT_OUT.has(operation.operationId))
      .map(([method, operation]) => ({
        tag: operation.tags[0],
        request: requestOf(method, path, operation),
      })),
  );
  return tags.map(({ name, description }) => ({
    name,
    description,
    requests: all
      .filter(({ tag }) => tag === name)
      .map(({ request }) => request)
      .toSorted((a, b) => orderOf(a) - orderOf(b)),
  }));
}
