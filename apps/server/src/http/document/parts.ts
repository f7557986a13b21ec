// Pieces that every operation of the document shares.
import { ErrorBody, type ErrorCode, errorTable } from "@kaspa-pay/api-contract";
import type { CreateDocumentOptions, ZodOpenApiResponsesObject } from "zod-openapi";

/** How schemas are written into the document. */
export const documentOptions: CreateDocumentOptions = {
  allowEmptySchema: { unknown: true, transform: true },
  override: ({ jsonSchema, io }) => {
    // Answers may gain fields.
    if (io === "output") delete jsonSchema.additionalProperties;
    // zod prints 300 characters of pattern for a date-time; the format says it.
    if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  },
};

const requestIdHeader = {
  description: "Names this request in the server's log.",
  schema: { type: "string" as const },
};

/** Headers of every answer. */
export const okHeaders = { "X-Request-Id": requestIdHeader };

const limitHeader = (description: string) => ({ description, schema: { type: "integer" as const } });

/** Headers of answers to keys and users. */
export const keyedHeaders = {
  ...okHeaders,
  "RateLimit-Limit": limitHeader("Calls per minute."),
  "RateLimit-Remaining": limitHeader("Calls left in this minute."),
  "RateLimit-Reset": limitHeader("Seconds until the count starts anew."),
};

/** One response per status; each lists its codes with cause and cure. */
export function errorResponses(codes: readonly ErrorCode[]): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { status } = errorTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const responses: ZodOpenApiResponsesObject = {};
  for (const [status, here] of [...byStatus].sort(([a], [b]) => a - b)) {
    const retry = here.some((code) => errorTable[code].retryAfter !== undefined);
    responses[`${status}` as "400"] = {
      description: here
        .map((code) => `\`${code}\`: ${errorTable[code].cause} ${errorTable[code].cure}`)
        .join("\n\n"),
      headers: { ...okHeaders, ...(retry && { "Retry-After": limitHeader("Seconds to wait.") }) },
      content: { "application/json": { schema: ErrorBody, examples: errorExamples(here) } },
    };
  }
  return responses;
}

function errorExamples(codes: readonly ErrorCode[]): Record<string, { value: unknown }> {
  return Object.fromEntries(
    codes.map((code) => [
      code,
      { value: { error: errorTable[code].cause, code, param: null, issues: null, requestId: "req_01k9x2" } },
    ]),
  );
}
