// How schemas are written into the document.
import { ANY_TEXT, timeFormat } from "@kaspa-pay/api-contract";
import { z } from "zod";
import type { CreateDocumentOptions } from "zod-openapi";

export const documentOptions: CreateDocumentOptions = {
  allowEmptySchema: { unknown: true, transform: true },
  override: ({ jsonSchema, zodSchema, io }) => {
    // Answers may gain fields.
    if (io === "output") delete jsonSchema.additionalProperties;
    // zod prints 300 characters of pattern for a date-time: the format says it, and requests have a shorter one.
    if (jsonSchema.format === "date-time") {
      delete jsonSchema.allOf;
      delete jsonSchema.pattern;
      if (io === "input") jsonSchema.pattern = timeFormat.pattern.source;
    }
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (io === "input" && isFreeText(zodSchema, jsonSchema)) jsonSchema.pattern = ANY_TEXT;
  },
};

/** Text of no form of its own still holds no NUL. */
function isFreeText(
  schema: unknown,
  written: { pattern?: unknown; format?: unknown; allOf?: unknown },
): boolean {
  return (
    schema instanceof z.ZodString &&
    written.pattern === undefined &&
    written.format === undefined &&
    written.allOf === undefined
  );
}
