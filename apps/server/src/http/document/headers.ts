// Headers of answers, once for the document and for what pages of other origins may read.
import type { ZodOpenApiComponentsObject } from "zod-openapi";

type Headers = NonNullable<ZodOpenApiComponentsObject["headers"]>;

const whole = (description: string) => ({ description, schema: { type: "integer" as const } });

/** The document's `components.headers`. */
export const headerComponents = {
  "X-Request-Id": {
    description: "Names this request in the server's log: quote it when you ask for help.",
    schema: { type: "string" as const },
  },
  "Retry-After": whole("Seconds to wait before the same request can succeed."),
  "RateLimit-Limit": whole("Requests that this caller may send in a minute."),
  "RateLimit-Remaining": whole("Requests left in this minute."),
  "RateLimit-Reset": whole("Seconds until the count begins anew."),
  "Idempotent-Replayed": {
    description:
      "`true` when this is the stored answer of an earlier request with the same Idempotency-Key; absent otherwise.",
    schema: { type: "string" as const, enum: ["true"] },
  },
  ETag: {
    description: "Changes with the body: send it as `If-None-Match` and get 304 while nothing changed.",
    schema: { type: "string" as const },
  },
} satisfies Headers;

type HeaderName = keyof typeof headerComponents;

/** What a page of another origin may read of an answer. */
export const exposedHeaders = Object.keys(headerComponents) as HeaderName[];

/** Headers of one response, by reference. */
export function headersOf(...names: readonly HeaderName[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const COUNTED = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"] as const;

/** Headers of every answer. */
export const okHeaders = headersOf("X-Request-Id");
/** Headers of answers to keys and users, whose requests are counted. */
export const keyedHeaders = headersOf("X-Request-Id", ...COUNTED);
/** Headers of answers to what may be a repeat. */
export const replayable = headersOf("Idempotent-Replayed");
