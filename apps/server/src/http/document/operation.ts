// One procedure of the router as an operation of the document.
import type { ErrorCode } from "@kaspa-pay/api-contract";
import { stepUpWords } from "@kaspa-pay/api-contract/router";
import { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import type { RestOperation } from "../operations.ts";
import { errorResponses, refusalsInWords } from "./error-responses.ts";
import { exampleAnswer } from "./examples.ts";
import { keyedHeaders, okHeaders, replayable } from "./headers.ts";

export function describeOperation(operation: RestOperation): ZodOpenApiOperationObject {
  const { rest, auth } = operation;
  const counted = auth.level !== "open" && auth.level !== "payer";
  return {
    operationId: operation.name,
    summary: rest.summary,
    description: inWords(operation),
    tags: [rest.tag],
    security: security(operation),
    ...inputs(operation),
    responses: {
      [rest.status]: {
        description: "Done.",
        headers: { ...(counted ? keyedHeaders : okHeaders), ...(rest.idempotent && replayable) },
        content: {
          "application/json": {
            ...(operation.output !== null && { schema: operation.output }),
            ...exampleOf(operation),
          },
        },
      },
      ...errorResponses([...commonCodes(operation), ...ownCodes(operation)]),
    },
  };
}

/** Answers with a name of their own have one example for all operations that give them. */
function exampleOf(
  operation: RestOperation,
): { example: unknown } | { examples: Record<string, { $ref: string }> } {
  const name = operation.output?.meta()?.id;
  if (typeof name !== "string") return { example: exampleAnswer(operation) };
  return { examples: { [name]: { $ref: `#/components/examples/${name}` } } };
}

/** The document's `components.examples`. */
export function exampleComponents(operations: readonly RestOperation[]): Record<string, { value: unknown }> {
  return Object.fromEntries(
    operations.flatMap((operation) => {
      const name = operation.output?.meta()?.id;
      return typeof name === "string" ? [[name, { value: exampleAnswer(operation) }]] : [];
    }),
  );
}

function inWords(operation: RestOperation): string {
  const { rest, auth, input, stepUp } = operation;
  const aliases = (rest.aliases ?? []).map(({ method, path }) => `\`${method} ${path}\``);
  const rules = input?.meta()?.description;
  return [
    rest.description ?? "",
    typeof rules === "string" ? rules : "",
    ...stepUp.map(stepUpWords),
    auth.level === "keyed" ? `Scope: \`${auth.scope}\`.` : "",
    aliases.length > 0 ? `${aliases.join(" and ")} do the same.` : "",
    refusalsInWords(ownCodes(operation)),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function security({ auth, name, stepUp }: RestOperation): Record<string, string[]>[] {
  const noKeys = stepUp.some(({ fields, keys }) => fields === undefined && keys === "refused");
  const proved = noKeys ? [{ bearer: [] }] : [{ bearer: [] }, { keyHeader: [] }];
  if (name === "payments.create") return [{}, ...proved];
  switch (auth.level) {
    case "open":
      return [{}];
    case "payer":
      return [...proved, { clientToken: [] }];
    case "user":
      return [{ bearer: [] }];
    case "member":
    case "keyed":
      return proved;
  }
}

/** Errors that any operation of this kind can answer. */
function commonCodes({ rest, auth }: RestOperation): ErrorCode[] {
  const writes = rest.method === "POST" || rest.method === "PATCH" || rest.method === "PUT";
  return [
    // A wrong proof, and a secret key from a page, are refused even where no proof is needed.
    ...(["invalid_request", "unauthorized", "origin_not_allowed"] as const),
    ...(auth.level === "open" ? [] : (["forbidden"] as const)),
    // The store that X-Store-Id names may not be the caller's.
    ...(auth.level === "open" || auth.level === "user" ? [] : (["not_found"] as const)),
    ...(writes ? (["too_large", "unsupported_media_type"] as const) : []),
    "misdirected_request",
    "rate_limited",
    "server_error",
    "unavailable",
  ];
}

/** Errors special to this operation. */
function ownCodes({ rest, stepUp }: RestOperation): ErrorCode[] {
  return [
    ...(stepUp.length > 0 ? (["reauth_required"] as const) : []),
    ...rest.errors,
    ...(rest.idempotent ? (["idempotency_conflict"] as const) : []),
  ];
}

/** Splits an operation's one input object into path, query and body. */
function inputs(operation: RestOperation): Pick<ZodOpenApiOperationObject, "requestParams" | "requestBody"> {
  const { input, pathParams, rest } = operation;
  const header = headersOfRequest(operation);
  if (input === null) return Object.keys(header).length > 0 ? { requestParams: header } : {};
  const mask = Object.fromEntries(pathParams.map((name) => [name, true])) as Record<never, never>;
  const others = pathParams.length === 0 ? input : input.omit(mask);
  const hasOthers = Object.keys(others.shape).length > 0;
  const inQuery = rest.method === "GET" || rest.method === "DELETE";
  return {
    requestParams: {
      ...(pathParams.length > 0 && { path: pathOf(operation, input) }),
      ...(inQuery && hasOthers && { query: others }),
      ...header,
    },
    ...(!inQuery && hasOthers && { requestBody: body(input, others, pathParams) }),
  };
}

/** What the id in a path names, by the path's first word. */
const NOUNS: Readonly<Record<string, string>> = {
  auth: "session",
  stores: "store",
  links: "payment link",
  payments: "payment",
  "deposit-accounts": "deposit account",
  deposits: "deposit",
  refunds: "refund",
  payouts: "payout",
  webhooks: "webhook endpoint",
  deliveries: "delivery",
  events: "event",
  "api-keys": "API key",
};

function pathOf({ rest, pathParams }: RestOperation, input: z.ZodObject): z.ZodObject {
  const noun = NOUNS[rest.path.split("/")[1] ?? ""];
  const fields = pathParams.map((name) => {
    const field = input.shape[name] as z.ZodType;
    return [name, name === "id" && noun !== undefined ? field.describe(`Id of the ${noun}.`) : field];
  });
  return z.object(Object.fromEntries(fields) as z.ZodRawShape);
}

function body(
  input: z.ZodObject,
  fields: z.ZodObject,
  pathParams: readonly string[],
): ZodOpenApiOperationObject["requestBody"] & object {
  const given = input.meta()?.examples;
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  const examples = Object.fromEntries(list.map((value, index) => [`example${index + 1}`, { value }]));
  const required = Object.values(fields.shape).some(
    (field) => !(field as z.ZodType).safeParse(undefined).success,
  );
  return {
    // Rules of the whole input may need a field that is optional by itself; the path's own are always there.
    required: required || !input.safeParse(Object.fromEntries(pathParams.map((name) => [name, "x"]))).success,
    content: { "application/json": { schema: fields, ...(list.length > 0 && { examples }) } },
  };
}

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({
    description: "Makes a repeat of the same call harmless for 72 hours.",
    param: { id: "IdempotencyKey" },
    examples: ["order-1001-try-1"],
  });

// Without a bound: an API key ignores it whatever it holds, and for a person any other text is a store not found.
const storeId = z
  .string()
  .optional()
  .meta({
    description:
      "Which of a signed-in person's stores the call is about; default: the first one. An API key has one store and ignores it.",
    param: { id: "StoreId" },
    examples: ["sto_01k9x2"],
  });

/** Headers that a request may carry besides its proof. */
function headersOfRequest({ rest, auth }: RestOperation): { header?: z.ZodObject } {
  const ofOneStore = auth.level === "keyed" || auth.level === "member" || auth.level === "payer";
  const fields = {
    ...(rest.idempotent && { "Idempotency-Key": idempotencyKey }),
    ...(ofOneStore && { "X-Store-Id": storeId }),
  };
  return Object.keys(fields).length > 0 ? { header: z.object(fields) } : {};
}
