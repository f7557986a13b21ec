// Errors in the document: one response per status with all its codes; each operation names its own codes in its
// description.
import { ErrorBody, type ErrorCode, errorCodes, errorTable } from "@kaspa-pay/api-contract";
import type { ZodOpenApiComponentsObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { headersOf } from "./headers.ts";

const NAMES: Readonly<Record<number, string>> = {
  400: "InvalidRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  405: "MethodNotAllowed",
  409: "Conflict",
  413: "TooLarge",
  415: "UnsupportedMediaType",
  421: "WrongHost",
  422: "Unprocessable",
  429: "RateLimited",
  431: "HeadersTooLarge",
  500: "ServerError",
  503: "Unavailable",
};

function nameOf(status: number): string {
  const name = NAMES[status];
  if (name === undefined) throw new Error(`name the response of status ${status}`);
  return name;
}

/** Errors that come before a route is found; no operation lists them. */
const ROUTELESS = new Set<ErrorCode>(["method_not_allowed", "request_timeout", "headers_too_large"]);

/** The document's `components.responses`. */
export const responseComponents: NonNullable<ZodOpenApiComponentsObject["responses"]> = Object.fromEntries(
  [...byStatus(errorCodes.filter((code) => !ROUTELESS.has(code)))].map(([status, codes]) => [
    nameOf(status),
    {
      description: codes
        .map((code) => `\`${code}\`: ${errorTable[code].cause} ${errorTable[code].cure}`)
        .join("\n\n"),
      headers: headersOf("X-Request-Id", ...(codes.some(passes) ? (["Retry-After"] as const) : [])),
      content: { "application/json": { schema: ErrorBody, examples: examples(codes) } },
    },
  ]),
);

function passes(code: ErrorCode): boolean {
  return errorTable[code].retryAfter !== undefined;
}

function byStatus(codes: readonly ErrorCode[]): Map<number, ErrorCode[]> {
  const all = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { status } = errorTable[code];
    all.set(status, [...(all.get(status) ?? []), code]);
  }
  return new Map([...all].sort(([a], [b]) => a - b));
}

function examples(codes: readonly ErrorCode[]): Record<string, { value: unknown }> {
  return Object.fromEntries(
    codes.map((code) => [
      code,
      { value: { error: errorTable[code].cause, code, param: null, issues: null, requestId: "req_01k9x2" } },
    ]),
  );
}

/** One response for each status that the codes have. */
export function errorResponses(codes: readonly ErrorCode[]): ZodOpenApiResponsesObject {
  return Object.fromEntries(
    [...byStatus(codes).keys()].map((status) => [
      `${status}` as "400",
      { $ref: `#/components/responses/${nameOf(status)}` },
    ]),
  );
}

/** The codes special to an operation, as text, because its responses are shared with all others. */
export function refusalsInWords(codes: readonly ErrorCode[]): string {
  const groups = [...byStatus(codes)].map(
    ([status, here]) => `${status} ${here.map((code) => `\`${code}\``).join(", ")}`,
  );
  return groups.length === 0 ? "" : `Refused with: ${groups.join("; ")}.`;
}
